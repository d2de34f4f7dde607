package org.understory.core.linking;

import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.Statements;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.MailboxId;

/**
 * Seals the three messages under the link's secret ({@code docs/protocol.md#linking}).
 *
 * <p><b>Guarantees.</b> Only who has seen the code, or heard its words, reads or makes one, and
 * none passes for another.
 *
 * <p><b>Does not protect against</b> who saw the code as well: for that the short words are
 * compared ({@link LinkCheck#words}).
 */
public final class LinkSeal {
  private static final String OFFER = "link-offer";
  private static final String ANSWER = "link-answer";
  private static final String REVEAL = "link-reveal";

  private final Sealer sealer;
  private final LinkSecret secret;
  private final byte[] dropKey;

  public LinkSeal(Sealer sealer, LinkSecret secret) {
    this.sealer = sealer;
    this.secret = secret;
    this.dropKey = secret.dropKey();
  }

  public byte[] seal(LinkOffer offer) {
    return seal(OFFER, offer.encode());
  }

  public byte[] seal(LinkAnswer answer) {
    return seal(ANSWER, answer.encode());
  }

  public byte[] seal(LinkReveal reveal) {
    return seal(REVEAL, reveal.encode());
  }

  /** The offer, or null when it is none made with this secret. */
  public @Nullable LinkOffer offer(byte[] sealed) {
    byte[] bytes = open(OFFER, sealed);
    try {
      return bytes == null ? null : LinkOffer.decode(Padding.unpad(bytes));
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** The answer, or null when it is none made with this secret. */
  public @Nullable LinkAnswer answer(byte[] sealed) {
    byte[] bytes = open(ANSWER, sealed);
    try {
      return bytes == null ? null : LinkAnswer.decode(Padding.unpad(bytes));
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** The reveal, or null when it is none made with this secret. */
  public @Nullable LinkReveal reveal(byte[] sealed) {
    byte[] bytes = open(REVEAL, sealed);
    try {
      return bytes == null ? null : LinkReveal.decode(Padding.unpad(bytes));
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** The drop key's signature over what the new device lays down ({@code #drop-signature}). */
  public byte[] sign(MailboxId mailbox, byte[] ownerKey, byte[] sealed) {
    return sealer
        .primitives()
        .ed25519()
        .sign(secret.dropSeed(), statement(mailbox, ownerKey, sealed));
  }

  /** Whether the drop key signed it. */
  public boolean isSigned(MailboxId mailbox, byte[] ownerKey, byte[] sealed, byte[] signature) {
    return sealer
        .primitives()
        .ed25519()
        .verify(dropKey, statement(mailbox, ownerKey, sealed), signature);
  }

  private byte[] statement(MailboxId mailbox, byte[] ownerKey, byte[] sealed) {
    return Statements.joinRequest(secret.id(), mailbox, ownerKey, sealed);
  }

  private byte[] seal(String type, byte[] message) {
    return sealer.seal(secret.sealKey(), type, Padding.pad(message), dropKey);
  }

  private byte @Nullable [] open(String type, byte[] sealed) {
    return sealer.open(secret.sealKey(), type, sealed, dropKey);
  }

  @Override
  public String toString() {
    return "LinkSeal";
  }
}
