// AES-256 (FIPS 197) in the modes CBC (SP 800-38A) and GCM (SP 800-38D), for browsers without a just-in-time compiler:
// every call and every object costs there, so rounds are written out and nothing is made per block. Like all table-driven
// AES it is not constant in time, which is so for the whole JavaScript build.

const BLOCK = 16;
const ROUNDS = 14;
const ROUND_WORDS = 4 * (ROUNDS + 1);
const KEY_WORDS = 8;
const TAG = 16;

const box = new Uint8Array(256);
const inverseBox = new Uint8Array(256);
/** The four tables of a round, each the one before rotated by a byte, for both directions. */
const [e0, e1, e2, e3, d0, d1, d2, d3] = Array.from({ length: 8 }, () => new Int32Array(256));
/** What the low byte of a GHASH value comes to when it is shifted out, in the high half of a word. */
const shiftedOut = new Int32Array(256);

const doubled = (x) => ((x << 1) ^ (x & 0x80 ? 0x11b : 0)) & 0xff;

function fillTables() {
  const power = new Uint8Array(255);
  const exponent = new Uint8Array(256);
  for (let i = 0, x = 1; i < 255; i += 1, x ^= doubled(x)) {
    power[i] = x;
    exponent[x] = i;
  }
  const times = (a, b) => (a === 0 ? 0 : power[(exponent[a] + exponent[b]) % 255]);
  for (let x = 0; x < 256; x += 1) {
    const inverse = x === 0 ? 0 : power[(255 - exponent[x]) % 255];
    const spread = inverse * 0x101;
    const s = (inverse ^ (spread >> 4) ^ (spread >> 5) ^ (spread >> 6) ^ (spread >> 7) ^ 0x63) & 0xff;
    box[x] = s;
    inverseBox[s] = x;
  }
  for (let x = 0; x < 256; x += 1) {
    fill([e0, e1, e2, e3], x, box[x], [2, 1, 1, 3]);
    fill([d0, d1, d2, d3], x, inverseBox[x], [14, 9, 13, 11]);
    let out = x;
    for (let bit = 0; bit < 8; bit += 1) {
      out = out & 1 ? (out >>> 1) ^ 0xe100 : out >>> 1;
    }
    shiftedOut[x] = out << 16;
  }

  function fill(tables, x, s, factors) {
    let word = factors.reduce((sum, factor) => (sum << 8) | times(s, factor), 0);
    for (const table of tables) {
      table[x] = word;
      word = (word << 24) | (word >>> 8);
    }
  }
}
fillTables();

const word = (bytes, at) => (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];

function putWord(bytes, at, value) {
  bytes[at] = value >> 24;
  bytes[at + 1] = value >> 16;
  bytes[at + 2] = value >> 8;
  bytes[at + 3] = value;
}

const substituted = (x) =>
  (box[x >>> 24] << 24) | (box[(x >>> 16) & 0xff] << 16) | (box[(x >>> 8) & 0xff] << 8) | box[x & 0xff];

/** @param {Uint8Array} key 32 bytes */
function expand(key) {
  const words = new Int32Array(ROUND_WORDS);
  for (let i = 0; i < KEY_WORDS; i += 1) {
    words[i] = word(key, 4 * i);
  }
  for (let i = KEY_WORDS, constant = 1; i < ROUND_WORDS; i += 1) {
    let t = words[i - 1];
    if (i % KEY_WORDS === 0) {
      t = substituted((t << 8) | (t >>> 24)) ^ (constant << 24);
      constant = doubled(constant);
    } else if (i % KEY_WORDS === 4) {
      t = substituted(t);
    }
    words[i] = words[i - KEY_WORDS] ^ t;
  }
  return words;
}

/** For the equivalent inverse cipher. @param {Uint8Array} key 32 bytes */
function expandInverse(key) {
  const forward = expand(key);
  const words = new Int32Array(ROUND_WORDS);
  for (let i = 0; i < ROUND_WORDS; i += 1) {
    const x = forward[ROUND_WORDS - 4 - 4 * (i >> 2) + (i & 3)];
    const outer = i < 4 || i >= ROUND_WORDS - 4;
    words[i] = outer
      ? x
      : d0[box[x >>> 24]] ^ d1[box[(x >>> 16) & 0xff]] ^ d2[box[(x >>> 8) & 0xff]] ^ d3[box[x & 0xff]];
  }
  forward.fill(0);
  return words;
}

/** Encrypts the four words in `s`. @param {Int32Array} keys @param {Int32Array} s */
function encrypt(keys, s) {
  let a = s[0] ^ keys[0];
  let b = s[1] ^ keys[1];
  let c = s[2] ^ keys[2];
  let d = s[3] ^ keys[3];
  let k = 4;
  while (k < ROUND_WORDS - 4) {
    const t = e0[a >>> 24] ^ e1[(b >>> 16) & 0xff] ^ e2[(c >>> 8) & 0xff] ^ e3[d & 0xff] ^ keys[k];
    const u = e0[b >>> 24] ^ e1[(c >>> 16) & 0xff] ^ e2[(d >>> 8) & 0xff] ^ e3[a & 0xff] ^ keys[k + 1];
    const v = e0[c >>> 24] ^ e1[(d >>> 16) & 0xff] ^ e2[(a >>> 8) & 0xff] ^ e3[b & 0xff] ^ keys[k + 2];
    d = e0[d >>> 24] ^ e1[(a >>> 16) & 0xff] ^ e2[(b >>> 8) & 0xff] ^ e3[c & 0xff] ^ keys[k + 3];
    a = t;
    b = u;
    c = v;
    k += 4;
  }
  s[0] = (box[a >>> 24] << 24) ^ (box[(b >>> 16) & 0xff] << 16) ^ (box[(c >>> 8) & 0xff] << 8) ^ box[d & 0xff] ^ keys[k];
  s[1] =
    (box[b >>> 24] << 24) ^ (box[(c >>> 16) & 0xff] << 16) ^ (box[(d >>> 8) & 0xff] << 8) ^ box[a & 0xff] ^ keys[k + 1];
  s[2] =
    (box[c >>> 24] << 24) ^ (box[(d >>> 16) & 0xff] << 16) ^ (box[(a >>> 8) & 0xff] << 8) ^ box[b & 0xff] ^ keys[k + 2];
  s[3] =
    (box[d >>> 24] << 24) ^ (box[(a >>> 16) & 0xff] << 16) ^ (box[(b >>> 8) & 0xff] << 8) ^ box[c & 0xff] ^ keys[k + 3];
}

/** Decrypts the four words in `s`. @param {Int32Array} keys of {@link expandInverse} @param {Int32Array} s */
function decrypt(keys, s) {
  const I = inverseBox;
  let a = s[0] ^ keys[0];
  let b = s[1] ^ keys[1];
  let c = s[2] ^ keys[2];
  let d = s[3] ^ keys[3];
  let k = 4;
  while (k < ROUND_WORDS - 4) {
    const t = d0[a >>> 24] ^ d1[(d >>> 16) & 0xff] ^ d2[(c >>> 8) & 0xff] ^ d3[b & 0xff] ^ keys[k];
    const u = d0[b >>> 24] ^ d1[(a >>> 16) & 0xff] ^ d2[(d >>> 8) & 0xff] ^ d3[c & 0xff] ^ keys[k + 1];
    const v = d0[c >>> 24] ^ d1[(b >>> 16) & 0xff] ^ d2[(a >>> 8) & 0xff] ^ d3[d & 0xff] ^ keys[k + 2];
    d = d0[d >>> 24] ^ d1[(c >>> 16) & 0xff] ^ d2[(b >>> 8) & 0xff] ^ d3[a & 0xff] ^ keys[k + 3];
    a = t;
    b = u;
    c = v;
    k += 4;
  }
  s[0] = (I[a >>> 24] << 24) ^ (I[(d >>> 16) & 0xff] << 16) ^ (I[(c >>> 8) & 0xff] << 8) ^ I[b & 0xff] ^ keys[k];
  s[1] = (I[b >>> 24] << 24) ^ (I[(a >>> 16) & 0xff] << 16) ^ (I[(d >>> 8) & 0xff] << 8) ^ I[c & 0xff] ^ keys[k + 1];
  s[2] = (I[c >>> 24] << 24) ^ (I[(b >>> 16) & 0xff] << 16) ^ (I[(a >>> 8) & 0xff] << 8) ^ I[d & 0xff] ^ keys[k + 2];
  s[3] = (I[d >>> 24] << 24) ^ (I[(c >>> 16) & 0xff] << 16) ^ (I[(b >>> 8) & 0xff] << 8) ^ I[a & 0xff] ^ keys[k + 3];
}

/** All multiples of the hash key by a byte: word i of the multiple b is at 4 b + i. @param {Int32Array} h */
function multiples(h) {
  const table = new Int32Array(4 * 256);
  let [a, b, c, d] = h;
  for (let bit = 0x80; bit > 0; bit >>= 1) {
    table[4 * bit] = a;
    table[4 * bit + 1] = b;
    table[4 * bit + 2] = c;
    table[4 * bit + 3] = d;
    const carry = -(d & 1) & 0xe1000000;
    d = (d >>> 1) | (c << 31);
    c = (c >>> 1) | (b << 31);
    b = (b >>> 1) | (a << 31);
    a = (a >>> 1) ^ carry;
  }
  for (let high = 8; high < 1024; high *= 2) {
    for (let i = 4; i < high; i += 1) {
      table[high + i] = table[high + (i & 3)] ^ table[i];
    }
  }
  return table;
}

/** Takes `bytes`, with zeros up to a whole block, into the GHASH value `y`. */
function absorb(table, y, bytes) {
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const end = Math.min(BLOCK, bytes.length - at);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = BLOCK - 1; i >= 0; i -= 1) {
      const input = (y[i >> 2] >>> (24 - 8 * (i & 3))) & 0xff;
      const m = 4 * (i < end ? input ^ bytes[at + i] : input);
      const out = shiftedOut[d & 0xff];
      d = ((d >>> 8) | (c << 24)) ^ table[m + 3];
      c = ((c >>> 8) | (b << 24)) ^ table[m + 2];
      b = ((b >>> 8) | (a << 24)) ^ table[m + 1];
      a = (a >>> 8) ^ out ^ table[m];
    }
    y[0] = a;
    y[1] = b;
    y[2] = c;
    y[3] = d;
  }
}

/** What both directions of GCM share: the key stream, and the tag of associated data and ciphertext. */
function gcm(key, nonce) {
  const keys = expand(key);
  const state = new Int32Array(4);
  encrypt(keys, state);
  const table = multiples(state);
  const prefix = [word(nonce, 0), word(nonce, 4), word(nonce, 8)];
  const counted = (counter) => {
    state.set(prefix);
    state[3] = counter;
    encrypt(keys, state);
  };
  const applyStream = (from, to) => {
    for (let at = 0, counter = 2; at < from.length; at += BLOCK, counter += 1) {
      counted(counter);
      const end = Math.min(BLOCK, from.length - at);
      for (let i = 0; i < end; i += 1) {
        to[at + i] = from[at + i] ^ (state[i >> 2] >>> (24 - 8 * (i & 3)));
      }
    }
  };
  const tag = (data, ciphertext) => {
    const y = new Int32Array(4);
    absorb(table, y, data);
    absorb(table, y, ciphertext);
    const lengths = new Uint8Array(BLOCK);
    putWord(lengths, 4, 8 * data.length);
    putWord(lengths, 12, 8 * ciphertext.length);
    absorb(table, y, lengths);
    counted(1);
    const made = new Uint8Array(TAG);
    y.forEach((value, i) => putWord(made, 4 * i, value ^ state[i]));
    return made;
  };
  const wipe = () => [keys, table, state].forEach((each) => each.fill(0));
  return { applyStream, tag, wipe };
}

/**
 * The ciphertext with its tag behind it.
 *
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} nonce 12 bytes, once for a key
 * @param {Uint8Array} data authenticated, not encrypted
 * @param {Uint8Array} text less than 64 MiB
 */
export function gcmSeal(key, nonce, data, text) {
  const { applyStream, tag, wipe } = gcm(key, nonce);
  const sealed = new Uint8Array(text.length + TAG);
  const ciphertext = sealed.subarray(0, text.length);
  applyStream(text, ciphertext);
  sealed.set(tag(data, ciphertext), text.length);
  wipe();
  return sealed;
}

/** The text again, or null when anything is not as it was sealed. */
export function gcmOpen(key, nonce, data, sealed) {
  if (sealed.length < TAG) {
    return null;
  }
  const { applyStream, tag, wipe } = gcm(key, nonce);
  const ciphertext = sealed.subarray(0, sealed.length - TAG);
  const expected = tag(data, ciphertext);
  let difference = 0;
  for (let i = 0; i < TAG; i += 1) {
    difference |= expected[i] ^ sealed[ciphertext.length + i];
  }
  let text = null;
  if (difference === 0) {
    text = new Uint8Array(ciphertext.length);
    applyStream(ciphertext, text);
  }
  wipe();
  return text;
}

/** With PKCS #7 padding. @param {Uint8Array} key 32 bytes @param {Uint8Array} iv 16 bytes @param {Uint8Array} text */
export function cbcEncrypt(key, iv, text) {
  const keys = expand(key);
  const state = Int32Array.of(word(iv, 0), word(iv, 4), word(iv, 8), word(iv, 12));
  const padding = BLOCK - (text.length % BLOCK);
  const result = new Uint8Array(text.length + padding).fill(padding);
  result.set(text);
  for (let at = 0; at < result.length; at += BLOCK) {
    for (let i = 0; i < 4; i += 1) {
      state[i] ^= word(result, at + 4 * i);
    }
    encrypt(keys, state);
    for (let i = 0; i < 4; i += 1) {
      putWord(result, at + 4 * i, state[i]);
    }
  }
  keys.fill(0);
  return result;
}

/** Null when the padding is wrong: the caller has authenticated it before. */
export function cbcDecrypt(key, iv, ciphertext) {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) {
    return null;
  }
  const keys = expandInverse(key);
  const state = new Int32Array(4);
  const result = new Uint8Array(ciphertext.length);
  for (let at = 0; at < result.length; at += BLOCK) {
    for (let i = 0; i < 4; i += 1) {
      state[i] = word(ciphertext, at + 4 * i);
    }
    decrypt(keys, state);
    for (let i = 0; i < 4; i += 1) {
      const before = at === 0 ? word(iv, 4 * i) : word(ciphertext, at - BLOCK + 4 * i);
      putWord(result, at + 4 * i, state[i] ^ before);
    }
  }
  keys.fill(0);
  const padding = result[result.length - 1];
  const wrong = padding === 0 || padding > BLOCK || result.subarray(-padding).some((each) => each !== padding);
  return wrong ? null : result.slice(0, result.length - padding);
}
