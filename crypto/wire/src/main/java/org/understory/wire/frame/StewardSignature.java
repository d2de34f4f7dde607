package org.understory.wire.frame;

/**
 * One steward's signature over the statement at hand.
 *
 * @param key 32 bytes
 * @param signature 64 bytes
 */
public record StewardSignature(byte[] key, byte[] signature) {
  @Override
  public String toString() {
    return "StewardSignature";
  }
}
