// AES of the JavaScript build beside OpenSSL's, which Node brings.
import { createCipheriv, createHash } from "node:crypto";
import { cbcDecrypt, cbcEncrypt, gcmOpen, gcmSeal } from "../../main/web/aes.js";

const LENGTHS = 260;

/** Bytes that a name repeats. */
function bytes(name, length) {
  return new Uint8Array(createHash("shake256", { outputLength: length }).update(name).digest());
}

const same = (a, b) => b !== null && Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;

function gcmFault(n, key, text) {
  const [nonce, data] = [bytes(`nonce ${n}`, 12), bytes(`data ${n}`, n % 37)];
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(data);
  const expected = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  const sealed = gcmSeal(key, nonce, data, text);
  if (!same(expected, sealed) || !same(text, gcmOpen(key, nonce, data, sealed))) {
    return `GCM of ${n} bytes differs`;
  }
  sealed[(7 * n) % sealed.length] ^= 1 << n % 8;
  if (gcmOpen(key, nonce, data, sealed) !== null) {
    return `GCM of ${n} bytes opens though it was changed`;
  }
  return gcmOpen(key, nonce, Uint8Array.of(...data, 0), expected) === null ? "" : `GCM of ${n} bytes opens with other data`;
}

function cbcFault(n, key, text) {
  const iv = bytes(`iv ${n}`, 16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const expected = Buffer.concat([cipher.update(text), cipher.final()]);
  if (!same(expected, cbcEncrypt(key, iv, text)) || !same(text, cbcDecrypt(key, iv, expected))) {
    return `CBC of ${n} bytes differs`;
  }
  return cbcDecrypt(key, iv, expected.subarray(1)) === null ? "" : `CBC takes what is no whole block`;
}

/** Padding other than PKCS #7, encrypted without its help. */
function paddingFault() {
  const [key, iv] = [bytes("key", 32), bytes("iv", 16)];
  for (const end of [[0], [17], [1, 2], [3, 2, 3]]) {
    const block = Uint8Array.from({ length: 16 }, (_, i) => end[i - 16 + end.length] ?? 9);
    const cipher = createCipheriv("aes-256-cbc", key, iv).setAutoPadding(false);
    if (cbcDecrypt(key, iv, Buffer.concat([cipher.update(block), cipher.final()])) !== null) {
      return `CBC takes a padding that ends in ${end.join(", ")}`;
    }
  }
  return cbcDecrypt(key, iv, new Uint8Array(0)) === null ? "" : "CBC takes nothing at all";
}

/** Empty when all agrees. */
export function aesFault() {
  for (let n = 0; n <= LENGTHS; n += 1) {
    const [key, text] = [bytes(`key ${n}`, 32), bytes(`text ${n}`, n)];
    const fault = gcmFault(n, key, text) || cbcFault(n, key, text);
    if (fault !== "") {
      return fault;
    }
  }
  return paddingFault();
}
