package org.understory.verify;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.understory.wire.id.InviteId;

/** Derives the ids of invites. {@code docs/protocol.md#invite-keys} */
public final class InviteIds {
  private InviteIds() {}

  /**
   * The id of the invite with this drop key: the first 16 bytes of its SHA-256.
   *
   * @param dropKey 32 bytes, Ed25519 public key
   * @throws IllegalArgumentException when there are not 32
   */
  public static InviteId of(byte[] dropKey) {
    if (dropKey.length != 32) {
      throw new IllegalArgumentException("a drop key has 32 bytes, not " + dropKey.length);
    }
    SHA256Digest digest = new SHA256Digest();
    digest.update(dropKey, 0, dropKey.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return InviteId.of(Arrays.copyOf(hash, InviteId.LENGTH));
  }
}
