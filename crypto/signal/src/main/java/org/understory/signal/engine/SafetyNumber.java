package org.understory.signal.engine;

import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.Digest;

/**
 * The number two people compare to know that nobody stands between them ({@code
 * docs/protocol.md#safety-number}): 30 digits for each side, the smaller half first.
 */
final class SafetyNumber {
  /** Signal's number: makes it costly to search for an identity whose digits look alike. */
  private static final int ITERATIONS = 5200;

  private static final byte[] VERSION = {0, 0};
  private static final int GROUPS = 6;
  private static final int GROUP_BYTES = 5;
  private static final int GROUP_DIGITS = 5;

  private SafetyNumber() {}

  static String of(
      Digest digest, byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    String local = digits(hash(digest, localId, localIdentity));
    String remote = digits(hash(digest, remoteId, remoteIdentity));
    return local.compareTo(remote) <= 0 ? local + remote : remote + local;
  }

  /** 64 bytes that stand for one identity. */
  static byte[] hash(Digest digest, byte[] id, byte[] identity) {
    byte[] hash = Bytes.concat(VERSION, identity, id);
    for (int i = 0; i < ITERATIONS; i++) {
      hash = digest.sha512(hash, identity);
    }
    return hash;
  }

  private static String digits(byte[] hash) {
    StringBuilder digits = new StringBuilder(GROUPS * GROUP_DIGITS);
    for (int group = 0; group < GROUPS; group++) {
      int at = group * GROUP_BYTES;
      long number = Integer.toUnsignedLong(Bytes.getInt(hash, at)) << 8 | (hash[at + 4] & 0xFF);
      String text = Long.toString(number % 100_000);
      digits.append("0".repeat(GROUP_DIGITS - text.length())).append(text);
    }
    return digits.toString();
  }
}
