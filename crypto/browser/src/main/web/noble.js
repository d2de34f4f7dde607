// The primitives that the JavaScript build takes from @noble, and AES from beside it, instead of
// compiled Java. Bundled to primitives.noble.js; `host` is what
// org.understory.browser.noble.HostPrimitives describes, and behaves as the Java implementations
// do, refusals included: null or false where those have them.
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { argon2id } from "@noble/hashes/argon2.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { ml_kem1024, ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { cbcDecrypt, cbcEncrypt, gcmOpen, gcmSeal } from "./aes.js";

const { Point } = ed25519;
const { Fp, Fn } = Point;
const SIGN_BIT = 0x80;

/** Java's signed bytes, seen as what noble takes. @param {Int8Array} bytes */
const fromJava = (bytes) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);

/** A copy as signed bytes: Java may keep what it is given. @param {Uint8Array} bytes */
const toJava = (bytes) => new Int8Array(Uint8Array.from(bytes).buffer);

/** Bytes that nobody else has, handed to Java as they are. @param {Uint8Array | null} bytes */
const given = (bytes) => bytes && new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);

/** @param {Uint8Array[]} parts */
function joined(...parts) {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Little-endian. @param {Uint8Array} bytes */
function number(bytes) {
  let text = "";
  for (let i = bytes.length - 1; i >= 0; i--) {
    text += bytes[i].toString(16).padStart(2, "0");
  }
  return BigInt(`0x${text}`);
}

/** @param {Uint8Array[]} parts */
const hashToScalar = (...parts) => Fn.create(number(sha512(joined(...parts))));

/** The result of `attempt`, or null when noble refuses the input. @template T @param {() => T} attempt */
function orNull(attempt) {
  try {
    return attempt();
  } catch {
    return null;
  }
}

/**
 * As Bouncy Castle does it, whoever made key and signature: the equation times the cofactor,
 * canonical encodings only, no key of small order.
 *
 * @param {Uint8Array} key an Edwards encoding
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
const verifies = (key, message, signature) =>
  orNull(() => ed25519.verify(signature, message, key, { zip215: false })) === true;

/**
 * The Edwards encoding of a Montgomery u, y = (u - 1) / (u + 1), or null for u = -1.
 *
 * @param {Uint8Array} u
 * @param {number} signBit
 */
function edwardsOf(u, signBit) {
  const value = Fp.create(number(u) & ((1n << 255n) - 1n));
  const denominator = Fp.add(value, 1n);
  if (Fp.is0(denominator)) {
    return null;
  }
  const encoding = Fp.toBytes(Fp.mul(Fp.sub(value, 1n), Fp.inv(denominator)));
  encoding[31] |= signBit;
  return encoding;
}

/** @param {Uint8Array} u */
function isCanonical(u) {
  if (u.length !== 32 || number(u) >= Fp.ORDER) {
    return false;
  }
  const encoding = edwardsOf(u, 0);
  const point = encoding === null ? null : orNull(() => Point.fromBytes(encoding, false));
  return point !== null && !point.is0() && point.isTorsionFree();
}

/** hash_1 of XEdDSA: no hash of (R, A, M) can begin like this. */
const NONCE_PREFIX = new Uint8Array(32).fill(0xff);
NONCE_PREFIX[0] = 0xfe;

/**
 * @param {Uint8Array} privateKey
 * @param {Uint8Array} message
 * @param {Uint8Array} random
 */
function xeddsaSign(privateKey, message, random) {
  const clamped = Uint8Array.from(privateKey);
  clamped[0] &= 0xf8;
  clamped[31] = (clamped[31] & 0x7f) | 0x40;
  const a = Fn.create(number(clamped));
  const key = Point.BASE.multiply(a).toBytes();
  const r = hashToScalar(NONCE_PREFIX, clamped, message, random);
  const commitment = Point.BASE.multiply(r).toBytes();
  const h = hashToScalar(commitment, key, message);
  const s = Fn.toBytes(Fn.add(Fn.mul(h, a), r));
  s[31] |= key[31] & SIGN_BIT;
  return joined(commitment, s);
}

/**
 * R = s B - h A, byte for byte, as libsignal does it.
 *
 * @param {Uint8Array} publicKey
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
function xeddsaVerify(publicKey, message, signature) {
  if (publicKey.length !== 32 || signature.length !== 64 || (signature[63] & 0x60) !== 0) {
    return false;
  }
  const encoding = edwardsOf(publicKey, signature[63] & SIGN_BIT);
  const key = encoding === null ? null : orNull(() => Point.fromBytes(encoding, true));
  if (key === null) {
    return false;
  }
  const commitment = signature.subarray(0, 32);
  const scalar = signature.slice(32);
  scalar[31] &= 0x7f;
  const s = Fn.create(number(scalar));
  const h = hashToScalar(commitment, key.toBytes(), message);
  const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(h)).toBytes();
  return expected.every((each, i) => each === commitment[i]);
}

/** Results that Java takes apart again at the public length of the first part. @param {typeof ml_kem768} kem */
const kemHost = (kem) => ({
  /** @param {Int8Array} random */
  generate(random) {
    const pair = kem.keygen(fromJava(random));
    return toJava(joined(pair.publicKey, pair.secretKey));
  },
  /** @param {Int8Array} publicKey @param {Int8Array} random */
  encapsulate: (publicKey, random) =>
    orNull(() => {
      const result = kem.encapsulate(fromJava(publicKey), fromJava(random));
      return toJava(joined(result.cipherText, result.sharedSecret));
    }),
  /** @param {Int8Array} privateKey @param {Int8Array} ciphertext */
  decapsulate: (privateKey, ciphertext) =>
    orNull(() => toJava(kem.decapsulate(fromJava(ciphertext), fromJava(privateKey)))),
});

const kem768 = kemHost(ml_kem768);
const kem1024 = kemHost(ml_kem1024);

export const host = {
  /** @param {Int8Array} privateKey */
  x25519PublicKey: (privateKey) => toJava(x25519.getPublicKey(fromJava(privateKey))),
  /** @param {Int8Array} privateKey @param {Int8Array} publicKey */
  x25519Agree: (privateKey, publicKey) =>
    orNull(() => toJava(x25519.getSharedSecret(fromJava(privateKey), fromJava(publicKey)))),
  /** @param {Int8Array} publicKey */
  x25519IsCanonical: (publicKey) => isCanonical(fromJava(publicKey)),
  /** @param {Int8Array} seed */
  ed25519PublicKey: (seed) => toJava(ed25519.getPublicKey(fromJava(seed))),
  /** @param {Int8Array} seed @param {Int8Array} message */
  ed25519Sign: (seed, message) => toJava(ed25519.sign(fromJava(message), fromJava(seed))),
  /** @param {Int8Array} publicKey @param {Int8Array} message @param {Int8Array} signature */
  ed25519Verify: (publicKey, message, signature) =>
    publicKey.length === 32 &&
    signature.length === 64 &&
    verifies(fromJava(publicKey), fromJava(message), fromJava(signature)),
  /** @param {Int8Array} privateKey @param {Int8Array} message @param {Int8Array} random */
  xeddsaSign: (privateKey, message, random) =>
    toJava(xeddsaSign(fromJava(privateKey), fromJava(message), fromJava(random))),
  /** @param {Int8Array} publicKey @param {Int8Array} message @param {Int8Array} signature */
  xeddsaVerify: (publicKey, message, signature) =>
    xeddsaVerify(fromJava(publicKey), fromJava(message), fromJava(signature)),
  mlKem768Generate: kem768.generate,
  mlKem768Encapsulate: kem768.encapsulate,
  mlKem768Decapsulate: kem768.decapsulate,
  mlKem1024Generate: kem1024.generate,
  mlKem1024Encapsulate: kem1024.encapsulate,
  mlKem1024Decapsulate: kem1024.decapsulate,
  /** @param {Int8Array} key @param {Int8Array} nonce @param {Int8Array} data @param {Int8Array} text */
  gcmSeal: (key, nonce, data, text) =>
    given(gcmSeal(fromJava(key), fromJava(nonce), fromJava(data), fromJava(text))),
  /** @param {Int8Array} key @param {Int8Array} nonce @param {Int8Array} data @param {Int8Array} sealed */
  gcmOpen: (key, nonce, data, sealed) =>
    given(gcmOpen(fromJava(key), fromJava(nonce), fromJava(data), fromJava(sealed))),
  /** @param {Int8Array} key @param {Int8Array} iv @param {Int8Array} text */
  cbcEncrypt: (key, iv, text) => given(cbcEncrypt(fromJava(key), fromJava(iv), fromJava(text))),
  /** @param {Int8Array} key @param {Int8Array} iv @param {Int8Array} ciphertext */
  cbcDecrypt: (key, iv, ciphertext) =>
    given(cbcDecrypt(fromJava(key), fromJava(iv), fromJava(ciphertext))),
  /** @param {Int8Array} passphrase @param {Int8Array} salt @param {number} memoryKiB @param {number} iterations */
  argon2id: (passphrase, salt, memoryKiB, iterations) =>
    toJava(
      argon2id(fromJava(passphrase), fromJava(salt), { t: iterations, m: memoryKiB, p: 1, dkLen: 32 }),
    ),
};
