/** A thread that writes opened files to the disk, so that opening the next piece does not wait for the disk. */
import { scratchFolder } from '../../platform/scratch';
import { freed } from '../format/bytes';
import type { ToWriter } from './scratch-messages';

interface Handle {
  truncate(size: number): void;
  write(bytes: Uint8Array, how: { at: number }): number;
  close(): void;
}

const handles = new Map<string, Handle>();

async function begun(name: string, size: number): Promise<boolean> {
  const folder = await scratchFolder(true);
  const file = await folder.getFileHandle(name, { create: true });
  const made = file as unknown as { createSyncAccessHandle(): Promise<Handle> };
  const handle = await made.createSyncAccessHandle();
  handles.set(name, handle);
  handle.truncate(size); // the browser reckons the room once, not with every piece
  return true;
}

async function done(message: ToWriter): Promise<boolean> {
  if (message.is === 'begin') return begun(message.name, message.size);
  const handle = handles.get(message.name);
  if (message.is === 'end') {
    handles.delete(message.name);
    handle?.close();
    return handle !== undefined;
  }
  const written = handle?.write(message.bytes, { at: message.at });
  const whole = written === message.bytes.length;
  freed(message.bytes);
  return whole;
}

self.addEventListener('message', ({ ports: [port] }) => {
  if (port === undefined) return;
  let last: Promise<unknown> = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<ToWriter>) => {
    last = last
      .then(() => done(data))
      .catch(() => false)
      .then((whole) => port.postMessage(whole));
  };
});
