import { Fault } from '../fault';
import { hex, random, type Bytes } from '../format/bytes';
import { scratchFolder } from '../../platform/scratch';
import type { Writer } from './writer';

/** Where an opened file goes while it is not known yet whether all of it is right. */
export interface Sink {
  /** The bytes are the sink's from then on. Over as soon as it can take more. */
  write(bytes: Bytes): Promise<void>;
  /** Hands it over; `scratch` names what is to be released, or null. */
  end(type: string): Promise<{ readonly blob: Blob; readonly scratch: string | null }>;
  drop(): Promise<void>;
}

/** Files up to this size never touch the disk by our doing. */
export const IN_MEMORY = 16 * 1024 * 1024;

/** Pieces that may wait for the disk. */
const WAITING = 8;

function memory(): Sink {
  let parts: Bytes[] = [];
  return {
    write: async (bytes) => void parts.push(bytes),
    end: async (type) => ({ blob: new Blob(parts, { type }), scratch: null }),
    drop: async () => {
      parts = [];
    },
  };
}

async function scratch(size: number, writer: Writer): Promise<Sink> {
  const name = hex(random(16));
  await writer.tell({ is: 'begin', name, size });
  const waiting: Promise<void>[] = [];
  let at = 0;
  return {
    write: async (bytes) => {
      const from = at;
      at += bytes.length; // none is left here once it was given away
      const written = writer.tell({ is: 'piece', name, bytes, at: from }, [bytes.buffer]);
      written.catch(() => undefined); // told where it is waited for
      waiting.push(written);
      if (waiting.length >= WAITING) await waiting.shift();
    },
    end: async (type) => {
      await Promise.all(waiting);
      await writer.tell({ is: 'end', name });
      const folder = await scratchFolder(false);
      const whole = await (await folder.getFileHandle(name)).getFile();
      if (whole.size !== size) throw new Fault('storage');
      return { blob: whole.slice(0, whole.size, type), scratch: name };
    },
    drop: async () => {
      await writer.tell({ is: 'end', name }).catch(() => undefined);
      await (await scratchFolder(false)).removeEntry(name);
    },
  };
}

/** Memory for what is small, a file of the browser's own for what is large; memory too where there is none. */
export async function sinkFor(size: number, writer: Writer | null): Promise<Sink> {
  if (size <= IN_MEMORY || writer === null) return memory();
  try {
    return await scratch(size, writer);
  } catch {
    return memory();
  }
}

export async function release(name: string): Promise<void> {
  await (await scratchFolder(false)).removeEntry(name).catch(() => undefined);
}
