package org.understory.core.deposit;

import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.MailboxId;

/**
 * Asks any member for the current epoch: from a device that was away too long or whose store was
 * stale; or says that somebody did answer. Lies in the knock log in clear, so it names nothing but
 * the mailbox, which the server knows.
 *
 * <p>A decoded knock is <b>a claim</b> until {@link #isSignedBy} and {@link #counts} hold. {@code
 * docs/protocol.md#knock}
 *
 * @param time milliseconds since 1970
 * @param nonce 16 random bytes; when answered, those of the knock
 * @param signature 64 bytes
 * @param answered whether this is the end of one
 */
public record Knock(
    MailboxId mailbox, long time, byte[] nonce, byte[] signature, boolean answered) {

  /** For how long a knock counts, either way of the reader's clock: an hour. */
  public static final long COUNTS_FOR_MILLIS = 60 * 60_000L;

  private static final String TYPE = "knock";
  private static final String TYPE_ANSWERED = "knock-answered";
  private static final int VERSION = 1;
  private static final int NONCE_LENGTH = 16;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TIME = Bounds.of(1, Long.MAX_VALUE);
  private static final Bounds SIGNATURE = Bounds.exactly(64);
  private static final Bounds WHOLE = Bounds.of(1, 256);

  /**
   * @param signingSeed of the device whose mailbox it is, 32 bytes
   */
  public static Knock sign(
      Sealer sealer, byte[] signingSeed, GroupId group, MailboxId mailbox, long time) {
    return sign(
        sealer, signingSeed, group, mailbox, time, sealer.randomness().bytes(NONCE_LENGTH), false);
  }

  /** Tells everyone else that this knock needs no answer any more. */
  public Knock answered(Sealer sealer, byte[] signingSeed, GroupId group, long now) {
    return sign(sealer, signingSeed, group, mailbox, now, nonce, true);
  }

  private static Knock sign(
      Sealer sealer,
      byte[] signingSeed,
      GroupId group,
      MailboxId mailbox,
      long time,
      byte[] nonce,
      boolean answered) {
    byte[] signature =
        sealer.sign(
            signingSeed,
            answered ? TYPE_ANSWERED : TYPE,
            group.bytes(),
            mailbox.bytes(),
            Sealer.u64(time),
            nonce);
    return new Knock(mailbox, time, nonce, signature, answered);
  }

  /**
   * @param signingKey of the device that the verified roster gives this mailbox to, 32 bytes
   */
  public boolean isSignedBy(Sealer sealer, GroupId group, byte[] signingKey) {
    return sealer.verify(
        signingKey,
        signature,
        answered ? TYPE_ANSWERED : TYPE,
        group.bytes(),
        mailbox.bytes(),
        Sealer.u64(time),
        nonce);
  }

  /** Whether it is recent enough to be answered. */
  public boolean counts(long now) {
    return time > now - COUNTS_FOR_MILLIS && time < now + COUNTS_FOR_MILLIS;
  }

  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (out, knock) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.bytes(2, mailbox.bytes(), ID);
          out.number(3, time, TIME);
          out.bytes(4, nonce, ID);
          out.bytes(5, signature, SIGNATURE);
          out.bool(6, knock.answered);
        });
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of a knock
   */
  public static Knock decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        in -> {
          in.version(1, VERSION);
          return new Knock(
              MailboxId.of(in.bytes(2, ID)),
              in.number(3, TIME),
              in.bytes(4, ID),
              in.bytes(5, SIGNATURE),
              in.bool(6));
        });
  }

  @Override
  public String toString() {
    return "Knock";
  }
}
