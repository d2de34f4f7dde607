package org.understory.signal.primitive.internal;

import java.util.Arrays;

/**
 * SHA-256 (FIPS 180-4) of what is put in, in one place and without calls, as the compiled builds
 * run it fast ({@code docs/decisions/0020-curve25519-and-sha256.md}). No branch and no address
 * depends on what is hashed, only on its length.
 */
final class Sha256 {
  static final int SIZE = 32;
  static final int BLOCK = 64;

  private static final int LENGTH_AT = BLOCK - 8;
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  };

  private final int[] w = new int[64];
  private final byte[] block = new byte[BLOCK];
  private int h0 = 0x6a09e667;
  private int h1 = 0xbb67ae85;
  private int h2 = 0x3c6ef372;
  private int h3 = 0xa54ff53a;
  private int h4 = 0x510e527f;
  private int h5 = 0x9b05688c;
  private int h6 = 0x1f83d9ab;
  private int h7 = 0x5be0cd19;
  private int filled;
  private long length;

  /** Goes on from where {@code other} is, which has whole blocks behind it. */
  void continueFrom(Sha256 other) {
    h0 = other.h0;
    h1 = other.h1;
    h2 = other.h2;
    h3 = other.h3;
    h4 = other.h4;
    h5 = other.h5;
    h6 = other.h6;
    h7 = other.h7;
    length = other.length;
    filled = 0;
  }

  Sha256 update(byte[] bytes) {
    int at = 0;
    if (filled > 0) {
      at = Math.min(BLOCK - filled, bytes.length);
      System.arraycopy(bytes, 0, block, filled, at);
      filled += at;
      if (filled < BLOCK) {
        length += bytes.length;
        return this;
      }
      compress(block, 0);
    }
    for (; bytes.length - at >= BLOCK; at += BLOCK) {
      compress(bytes, at);
    }
    filled = bytes.length - at;
    System.arraycopy(bytes, at, block, 0, filled);
    length += bytes.length;
    return this;
  }

  /** The hash; nothing can be put in any more. */
  byte[] finish() {
    byte[] result = new byte[SIZE];
    finish(result);
    return result;
  }

  /** Writes the hash to the first 32 bytes of {@code target}. */
  void finish(byte[] target) {
    block[filled] = (byte) 0x80;
    Arrays.fill(block, filled + 1, BLOCK, (byte) 0);
    if (filled >= LENGTH_AT) {
      compress(block, 0);
      Arrays.fill(block, 0, LENGTH_AT, (byte) 0);
    }
    put(block, LENGTH_AT, (int) (length >>> 29));
    put(block, LENGTH_AT + 4, (int) (length << 3));
    compress(block, 0);
    put(target, 0, h0);
    put(target, 4, h1);
    put(target, 8, h2);
    put(target, 12, h3);
    put(target, 16, h4);
    put(target, 20, h5);
    put(target, 24, h6);
    put(target, 28, h7);
  }

  /** Forgets what was hashed, as far as memory can be made to. */
  void wipe() {
    Arrays.fill(w, 0);
    Arrays.fill(block, (byte) 0);
  }

  private static void put(byte[] target, int at, int value) {
    target[at] = (byte) (value >> 24);
    target[at + 1] = (byte) (value >> 16);
    target[at + 2] = (byte) (value >> 8);
    target[at + 3] = (byte) value;
  }

  private void expand(byte[] from, int at) {
    for (int i = 0; i < 16; i++) {
      int p = at + 4 * i;
      w[i] =
          from[p] << 24
              | (from[p + 1] & 0xFF) << 16
              | (from[p + 2] & 0xFF) << 8
              | (from[p + 3] & 0xFF);
    }
    for (int i = 16; i < 64; i++) {
      int x = w[i - 15];
      int y = w[i - 2];
      w[i] =
          w[i - 16]
              + w[i - 7]
              + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
              + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
    }
  }

  private void compress(byte[] from, int at) {
    expand(from, at);
    int[] w = this.w;
    int a = h0;
    int b = h1;
    int c = h2;
    int d = h3;
    int e = h4;
    int f = h5;
    int g = h6;
    int h = h7;
    for (int i = 0; i < 64; i += 8) {
      h +=
          ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
              + (g ^ (e & (f ^ g)))
              + K[i]
              + w[i];
      d += h;
      h +=
          ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
              + ((a & b) | (c & (a | b)));
      g +=
          ((d >>> 6 | d << 26) ^ (d >>> 11 | d << 21) ^ (d >>> 25 | d << 7))
              + (f ^ (d & (e ^ f)))
              + K[i + 1]
              + w[i + 1];
      c += g;
      g +=
          ((h >>> 2 | h << 30) ^ (h >>> 13 | h << 19) ^ (h >>> 22 | h << 10))
              + ((h & a) | (b & (h | a)));
      f +=
          ((c >>> 6 | c << 26) ^ (c >>> 11 | c << 21) ^ (c >>> 25 | c << 7))
              + (e ^ (c & (d ^ e)))
              + K[i + 2]
              + w[i + 2];
      b += f;
      f +=
          ((g >>> 2 | g << 30) ^ (g >>> 13 | g << 19) ^ (g >>> 22 | g << 10))
              + ((g & h) | (a & (g | h)));
      e +=
          ((b >>> 6 | b << 26) ^ (b >>> 11 | b << 21) ^ (b >>> 25 | b << 7))
              + (d ^ (b & (c ^ d)))
              + K[i + 3]
              + w[i + 3];
      a += e;
      e +=
          ((f >>> 2 | f << 30) ^ (f >>> 13 | f << 19) ^ (f >>> 22 | f << 10))
              + ((f & g) | (h & (f | g)));
      d +=
          ((a >>> 6 | a << 26) ^ (a >>> 11 | a << 21) ^ (a >>> 25 | a << 7))
              + (c ^ (a & (b ^ c)))
              + K[i + 4]
              + w[i + 4];
      h += d;
      d +=
          ((e >>> 2 | e << 30) ^ (e >>> 13 | e << 19) ^ (e >>> 22 | e << 10))
              + ((e & f) | (g & (e | f)));
      c +=
          ((h >>> 6 | h << 26) ^ (h >>> 11 | h << 21) ^ (h >>> 25 | h << 7))
              + (b ^ (h & (a ^ b)))
              + K[i + 5]
              + w[i + 5];
      g += c;
      c +=
          ((d >>> 2 | d << 30) ^ (d >>> 13 | d << 19) ^ (d >>> 22 | d << 10))
              + ((d & e) | (f & (d | e)));
      b +=
          ((g >>> 6 | g << 26) ^ (g >>> 11 | g << 21) ^ (g >>> 25 | g << 7))
              + (a ^ (g & (h ^ a)))
              + K[i + 6]
              + w[i + 6];
      f += b;
      b +=
          ((c >>> 2 | c << 30) ^ (c >>> 13 | c << 19) ^ (c >>> 22 | c << 10))
              + ((c & d) | (e & (c | d)));
      a +=
          ((f >>> 6 | f << 26) ^ (f >>> 11 | f << 21) ^ (f >>> 25 | f << 7))
              + (h ^ (f & (g ^ h)))
              + K[i + 7]
              + w[i + 7];
      e += a;
      a +=
          ((b >>> 2 | b << 30) ^ (b >>> 13 | b << 19) ^ (b >>> 22 | b << 10))
              + ((b & c) | (d & (b | c)));
    }
    h0 += a;
    h1 += b;
    h2 += c;
    h3 += d;
    h4 += e;
    h5 += f;
    h6 += g;
    h7 += h;
  }
}
