package org.understory.signal.primitive.internal;

/**
 * FIPS 202 in numbers of 32 bits: a lane is its low and its high half. Where a 64-bit number is an
 * object, as in JavaScript, this is many times as fast as the usual way.
 *
 * <p>One object serves one hash: absorb, then squeeze.
 */
final class Keccak {
  private static final int LANES = 25;
  private static final int SHA3 = 0x06;
  private static final int SHAKE = 0x1F;

  /** Iota, low and high half of each round. */
  private static final int[] ROUND_CONSTANTS = {
    0x00000001, 0x00000000, 0x00008082, 0x00000000, 0x0000808A, 0x80000000,
    0x80008000, 0x80000000, 0x0000808B, 0x00000000, 0x80000001, 0x00000000,
    0x80008081, 0x80000000, 0x00008009, 0x80000000, 0x0000008A, 0x00000000,
    0x00000088, 0x00000000, 0x80008009, 0x00000000, 0x8000000A, 0x00000000,
    0x8000808B, 0x00000000, 0x0000008B, 0x80000000, 0x00008089, 0x80000000,
    0x00008003, 0x80000000, 0x00008002, 0x80000000, 0x00000080, 0x80000000,
    0x0000800A, 0x00000000, 0x8000000A, 0x80000000, 0x80008081, 0x80000000,
    0x00008080, 0x80000000, 0x80000001, 0x00000000, 0x80008008, 0x80000000
  };

  /**
   * Rho and pi along their one cycle of 24 lanes: where the next lane goes, and how far it turns.
   */
  private static final int[] PI = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };

  private static final int[] RHO = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };

  private final int[] state = new int[2 * LANES];
  private final int[] columns = new int[10];
  private final int[] row = new int[10];
  private final int rate;
  private final int domain;
  private int position;
  private boolean squeezing;

  private Keccak(int capacity, int domain) {
    this.rate = 8 * LANES - capacity;
    this.domain = domain;
  }

  static Keccak shake128() {
    return new Keccak(32, SHAKE);
  }

  static Keccak shake256() {
    return new Keccak(64, SHAKE);
  }

  /** The digest of the parts, 32 bytes. */
  static byte[] sha3of256(byte[]... parts) {
    return new Keccak(64, SHA3).hash(32, parts);
  }

  /** The digest of the parts, 64 bytes. */
  static byte[] sha3of512(byte[]... parts) {
    return new Keccak(128, SHA3).hash(64, parts);
  }

  private byte[] hash(int length, byte[]... parts) {
    for (byte[] part : parts) {
      absorb(part);
    }
    return squeeze(length);
  }

  Keccak absorb(byte[] input) {
    for (byte next : input) {
      absorb(next);
    }
    return this;
  }

  Keccak absorb(int input) {
    mix(position++, input);
    if (position == rate) {
      permute();
      position = 0;
    }
    return this;
  }

  byte[] squeeze(int length) {
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = (byte) squeeze();
    }
    return result;
  }

  /** The next byte of output. */
  int squeeze() {
    if (!squeezing) {
      mix(position, domain);
      mix(rate - 1, 0x80);
      squeezing = true;
      position = rate;
    }
    if (position == rate) {
      permute();
      position = 0;
    }
    int at = position++;
    return state[at >> 2] >>> ((at & 3) << 3) & 0xFF;
  }

  private void mix(int at, int input) {
    state[at >> 2] ^= (input & 0xFF) << ((at & 3) << 3);
  }

  private void permute() {
    for (int round = 0; round < ROUND_CONSTANTS.length; round += 2) {
      theta();
      rhoAndPi();
      chi();
      state[0] ^= ROUND_CONSTANTS[round];
      state[1] ^= ROUND_CONSTANTS[round + 1];
    }
  }

  private void theta() {
    for (int x = 0; x < 10; x++) {
      columns[x] = state[x] ^ state[x + 10] ^ state[x + 20] ^ state[x + 30] ^ state[x + 40];
    }
    for (int x = 0; x < 10; x += 2) {
      int before = (x + 8) % 10;
      int after = (x + 2) % 10;
      int low = columns[before] ^ (columns[after] << 1 | columns[after + 1] >>> 31);
      int high = columns[before + 1] ^ (columns[after + 1] << 1 | columns[after] >>> 31);
      for (int lane = x; lane < 2 * LANES; lane += 10) {
        state[lane] ^= low;
        state[lane + 1] ^= high;
      }
    }
  }

  private void rhoAndPi() {
    int low = state[2];
    int high = state[3];
    for (int i = 0; i < 24; i++) {
      int lane = 2 * PI[i];
      int turn = RHO[i];
      int nextLow = state[lane];
      int nextHigh = state[lane + 1];
      int first = turn < 32 ? low : high;
      int second = turn < 32 ? high : low;
      // No turn is a multiple of 32, so neither shift is one by 32.
      state[lane] = first << turn | second >>> -turn;
      state[lane + 1] = second << turn | first >>> -turn;
      low = nextLow;
      high = nextHigh;
    }
  }

  private void chi() {
    for (int y = 0; y < 2 * LANES; y += 10) {
      System.arraycopy(state, y, row, 0, 10);
      for (int x = 0; x < 10; x++) {
        int next = x < 8 ? x + 2 : x - 8;
        int afterNext = x < 6 ? x + 4 : x - 6;
        state[y + x] = row[x] ^ ~row[next] & row[afterNext];
      }
    }
  }
}
