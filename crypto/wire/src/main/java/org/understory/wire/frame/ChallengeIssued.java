package org.understory.wire.frame;

/**
 * A fresh nonce.
 *
 * @param nonce 32 bytes
 * @param expiry milliseconds since 1970
 */
public record ChallengeIssued(byte[] nonce, long expiry) implements ReplyBody {
  @Override
  public String toString() {
    return "ChallengeIssued";
  }
}
