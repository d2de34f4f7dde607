package org.understory.wire.frame;

import java.util.List;

/**
 * Who may commit, and how many it takes to change that. {@code docs/protocol.md#steward-set}
 *
 * @param version the current version + 1; 1 at founding
 * @param keys 1 to 32 Ed25519 keys of 32 bytes, rising as unsigned bytes, distinct
 * @param threshold 1 or 2
 * @param signatures by the threshold of the current set, or by its rescue key alone; none at
 *     founding; 0 to 32
 * @param rescueKey 32 bytes, Ed25519, none of the keys; or empty: none. {@code
 *     docs/protocol.md#rescue-key}
 */
public record StewardSet(
    long version,
    List<byte[]> keys,
    int threshold,
    List<StewardSignature> signatures,
    byte[] rescueKey) {
  /** Without a rescue key. */
  public StewardSet(
      long version, List<byte[]> keys, int threshold, List<StewardSignature> signatures) {
    this(version, keys, threshold, signatures, new byte[0]);
  }

  @Override
  public String toString() {
    return "StewardSet";
  }
}
