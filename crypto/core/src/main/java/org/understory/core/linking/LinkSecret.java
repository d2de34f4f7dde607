package org.understory.core.linking;

import org.understory.core.seal.Sealer;
import org.understory.wire.id.InviteId;

/**
 * What derives from a link's secret L ({@code docs/protocol.md#linking}). The two devices hold the
 * same; the server and everyone else none of it. Its text form shows nothing.
 */
public final class LinkSecret {
  private final Sealer sealer;
  private final byte[] secret;

  private LinkSecret(Sealer sealer, byte[] secret) {
    this.sealer = sealer;
    this.secret = secret;
  }

  /**
   * The keys of the secret in a code, or in its words.
   *
   * @param secret 16 bytes, copied
   */
  public static LinkSecret of(Sealer sealer, byte[] secret) {
    if (secret.length != WordNumbers.SECRET) {
      throw new IllegalArgumentException("a link's secret has 16 bytes");
    }
    return new LinkSecret(sealer, secret.clone());
  }

  /** The keys of a fresh secret. */
  public static LinkSecret fresh(Sealer sealer) {
    return of(sealer, sealer.randomness().bytes(WordNumbers.SECRET));
  }

  /** L: for the code and the sealed store alone. */
  public byte[] secret() {
    return secret.clone();
  }

  /** The Ed25519 seed that proves the link to the server and signs what the new device says. */
  public byte[] dropSeed() {
    return sealer.derive(secret, "link-drop");
  }

  /** The public half of {@link #dropSeed}, 32 bytes. */
  public byte[] dropKey() {
    return sealer.primitives().ed25519().publicKey(dropSeed());
  }

  /** What the server calls the link: SHA-256 of the drop key, first 16 bytes. */
  public InviteId id() {
    byte[] hash = sealer.primitives().digest().sha256(dropKey());
    return InviteId.of(java.util.Arrays.copyOf(hash, 16));
  }

  /** The key of the welcome, 32 bytes. */
  public byte[] welcomeKey() {
    return sealer.derive(secret, "link-welcome");
  }

  byte[] sealKey() {
    return sealer.derive(secret, "link-seal");
  }

  @Override
  public String toString() {
    return "LinkSecret[secret]";
  }
}
