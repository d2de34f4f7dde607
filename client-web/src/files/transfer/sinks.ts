import { Fault } from '../fault';
import { freed, hex, random, type Bytes } from '../format/bytes';
import { scratchFolder } from '../../platform/scratch';

/** Where an opened file goes while it is not known yet whether all of it is right. */
export interface Sink {
  /** The bytes are the sink's from then on. */
  write(bytes: Bytes): void;
  /** Hands it over; `scratch` names what is to be released, or null. */
  end(type: string): Promise<{ readonly blob: Blob; readonly scratch: string | null }>;
  drop(): Promise<void>;
}

/** Files up to this size never touch the disk by our doing. */
export const IN_MEMORY = 16 * 1024 * 1024;

function memory(): Sink {
  let parts: Bytes[] = [];
  return {
    write: (bytes) => void parts.push(bytes),
    end: async (type) => ({ blob: new Blob(parts, { type }), scratch: null }),
    drop: async () => {
      parts = [];
    },
  };
}

interface Handle {
  write(bytes: Bytes, how: { at: number }): number;
  close(): void;
}

async function scratch(): Promise<Sink> {
  const folder = await scratchFolder(true);
  const name = hex(random(16));
  const file = await folder.getFileHandle(name, { create: true });
  const handle = await (
    file as unknown as { createSyncAccessHandle(): Promise<Handle> }
  ).createSyncAccessHandle();
  let at = 0;
  return {
    write: (bytes) => {
      if (handle.write(bytes, { at }) !== bytes.length) throw new Fault('storage');
      at += bytes.length;
      freed(bytes);
    },
    end: async (type) => {
      handle.close();
      const whole = await file.getFile();
      return { blob: whole.slice(0, whole.size, type), scratch: name };
    },
    drop: async () => {
      handle.close();
      await folder.removeEntry(name);
    },
  };
}

/** Memory for what is small, a file of the browser's own for what is large; memory too where there is none. */
export async function sinkFor(size: number): Promise<Sink> {
  if (size <= IN_MEMORY) return memory();
  try {
    return await scratch();
  } catch {
    return memory();
  }
}

export async function release(name: string): Promise<void> {
  await (await scratchFolder(false)).removeEntry(name).catch(() => undefined);
}
