package org.understory.core.invite;

import org.understory.core.roster.EntryBody;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;

/**
 * What derives from an invite's secret S ({@code docs/protocol.md#invite-keys}). The inviter and
 * the invited hold the same; the server and the other members none of it. Its text form shows
 * nothing.
 */
public final class InviteKeys {
  private static final int LENGTH = 32;

  private final Sealer sealer;
  private final byte[] secret;

  private InviteKeys(Sealer sealer, byte[] secret) {
    this.sealer = sealer;
    this.secret = secret;
  }

  /**
   * The keys of the secret in a link.
   *
   * @param secret 32 bytes, copied
   */
  public static InviteKeys of(Sealer sealer, byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("an invite's secret has 32 bytes");
    }
    return new InviteKeys(sealer, secret.clone());
  }

  /** The keys of a fresh secret. */
  public static InviteKeys fresh(Sealer sealer) {
    return of(sealer, sealer.randomness().bytes(LENGTH));
  }

  /** S: for the link and the sealed store alone. */
  public byte[] secret() {
    return secret.clone();
  }

  /** The Ed25519 seed that proves the invite to the server and signs the request. */
  public byte[] dropSeed() {
    return sealer.derive(secret, "drop");
  }

  /** The public half of {@link #dropSeed}, 32 bytes. */
  public byte[] dropKey() {
    return sealer.primitives().ed25519().publicKey(dropSeed());
  }

  /** The invite's id, here and at the server. */
  public InviteId inviteId() {
    return EntryBody.Invite.idOf(sealer, dropKey());
  }

  /** What INVITE says of the secret without giving it away, 32 bytes. */
  public byte[] commit() {
    return sealer.mac(secret, "invite-commit");
  }

  /**
   * The body of the INVITE entry.
   *
   * @param requestKey X25519, 32 bytes, fresh for this invite
   * @param notAfter milliseconds
   * @param approvals how many voices the policy asks for
   */
  public EntryBody.Invite entry(byte[] requestKey, long notAfter, int approvals) {
    return new EntryBody.Invite(
        inviteId(), dropKey(), requestKey, commit(), notAfter, 1, approvals);
  }

  /** The key of the welcome for one join request. */
  public byte[] welcomeKey(byte[] requestHash) {
    return key("welcome", requestHash);
  }

  /**
   * {@code K(S, type, parts...)}, 32 bytes: {@code bind} for MACs, {@code invite-sheet} for what
   * the link says.
   */
  public byte[] key(String type, byte[]... parts) {
    return sealer.derive(secret, type, parts);
  }

  /** The drop key's signature over a sealed request ({@code docs/protocol.md#drop-signature}). */
  byte[] signDrop(MailboxId mailbox, byte[] ownerKey, byte[] sealed) {
    return sealer.sign(
        dropSeed(), "join-request", inviteId().bytes(), mailbox.bytes(), ownerKey, sealed);
  }

  /** Whether the drop key signed this sealed request. */
  boolean isSignedByDrop(SealedJoinRequest request) {
    return sealer.verify(
        dropKey(),
        request.signature(),
        "join-request",
        inviteId().bytes(),
        request.mailbox().bytes(),
        request.ownerKey(),
        request.sealed());
  }

  @Override
  public String toString() {
    return "InviteKeys[secret]";
  }
}
