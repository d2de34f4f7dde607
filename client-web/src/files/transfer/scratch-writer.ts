/** A thread that writes one opened file to the disk, so that opening the next piece does not wait for the disk. */
import { scratchFolder } from '../../platform/scratch';
import { freed } from '../format/bytes';
import type { ToWriter } from './scratch-messages';

interface Handle {
  truncate(size: number): void;
  write(bytes: Uint8Array, how: { at: number }): number;
  close(): void;
}

let handle: Handle | null = null;

async function begun(name: string, size: number): Promise<boolean> {
  const folder = await scratchFolder(true);
  const file = await folder.getFileHandle(name, { create: true });
  handle = await (file as unknown as { createSyncAccessHandle(): Promise<Handle> }).createSyncAccessHandle();
  handle.truncate(size); // the browser reckons the room once, not with every piece
  return true;
}

async function done(message: ToWriter): Promise<boolean> {
  if (message.is === 'begin') return begun(message.name, message.size);
  if (message.is === 'end') {
    handle?.close();
    return handle !== null;
  }
  const written = handle?.write(message.bytes, { at: message.at });
  const whole = written === message.bytes.length;
  freed(message.bytes);
  return whole;
}

const thread = self as unknown as {
  postMessage(done: boolean): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWriter>) => void): void;
};
let last: Promise<unknown> = Promise.resolve();
thread.addEventListener('message', ({ data }) => {
  last = last
    .then(() => done(data))
    .catch(() => false)
    .then((whole) => thread.postMessage(whole));
});
