// The packets of org.understory.trial.Packet, and the frames that they cross this process's standard streams in.
import { Buffer } from "node:buffer";

/** @param {(Uint8Array | string | number | bigint | null)[]} fields texts are UTF-8, numbers 8 bytes */
export function packet(fields) {
  const parts = [];
  for (const field of fields) {
    const bytes = bytesOf(field);
    const length = Buffer.alloc(4);
    length.writeInt32BE(bytes === null ? -1 : bytes.length);
    parts.push(length);
    if (bytes !== null) {
      parts.push(bytes);
    }
  }
  return Buffer.concat(parts);
}

function bytesOf(field) {
  if (typeof field === "string") {
    return Buffer.from(field);
  }
  if (typeof field === "number" || typeof field === "bigint") {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(field));
    return bytes;
  }
  return field;
}

/** Reads the fields of a packet one after the other. */
export class Fields {
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get more() {
    return this.#at < this.#bytes.length;
  }

  /** A copy, or null. */
  bytes() {
    const length = this.#bytes.readInt32BE(this.#at);
    this.#at += 4;
    if (length < 0) {
      return null;
    }
    if (this.#at + length > this.#bytes.length) {
      throw new Error("a packet that ends early");
    }
    const field = new Uint8Array(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return field;
  }

  text() {
    return Buffer.from(this.bytes()).toString();
  }

  number() {
    return Number(Buffer.from(this.bytes()).readBigInt64BE());
  }
}

/** @param {Uint8Array} bytes */
export function send(bytes) {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  process.stdout.write(Buffer.concat([length, bytes]));
}

/** What runs here. @param {string} description */
export const ready = (description) => send(packet(["ready", description]));

/** Why nothing can run here; ends the process. @param {string} reason */
export function unavailable(reason) {
  send(packet(["unavailable", reason]));
  process.stdin.destroy();
}

/** Each frame of standard input, until that ends. */
export async function* frames() {
  let wanted = -1;
  let parts = [];
  let held = 0;
  for await (const chunk of process.stdin) {
    parts.push(chunk);
    held += chunk.length;
    while (held >= (wanted < 0 ? 4 : wanted)) {
      let rest = Buffer.concat(parts);
      if (wanted < 0) {
        wanted = rest.readInt32BE();
        rest = rest.subarray(4);
      } else {
        yield rest.subarray(0, wanted);
        rest = rest.subarray(wanted);
        wanted = -1;
      }
      parts = [rest];
      held = rest.length;
    }
  }
}
