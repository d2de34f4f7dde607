package org.understory.core.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** One group's ids, keys and a message of it, and each of them once more with another value. */
public final class Fixture {
  public static final long NOW = 1_767_225_600_000L;
  public static final int HOUR = 3600;
  public static final int CAP = 14 * 24 * HOUR;

  public static final GroupId GROUP = GroupId.of(filled(32, 1));
  public static final GroupId OTHER_GROUP = GroupId.of(filled(32, 2));
  public static final SpaceId SPACE = SpaceId.of(filled(16, 3));
  public static final SpaceId OTHER_SPACE = SpaceId.of(filled(16, 4));
  public static final LogId CHANNEL = LogId.of(filled(16, 5));
  public static final LogId OTHER_CHANNEL = LogId.of(filled(16, 6));
  public static final DeviceId ADA = DeviceId.of(filled(16, 7));
  public static final DeviceId BO = DeviceId.of(filled(16, 8));
  public static final MailboxId MAILBOX = MailboxId.of(filled(16, 9));
  public static final MailboxId OTHER_MAILBOX = MailboxId.of(filled(16, 10));
  public static final Epoch EPOCH = new Epoch(2, 3);
  public static final EpochSecret SECRET = EpochSecret.of(2, 3, filled(32, 11));
  public static final byte[] HEAD = filled(32, 12);
  public static final byte[] NONE = new byte[0];

  private Fixture() {}

  public static Sealer sealer() {
    return new Sealer(BouncyCastlePrimitives.create(), new Sequence(1));
  }

  public static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** A first message of a week's life. */
  public static Content content(Body body) {
    return content(1, NONE, body);
  }

  public static Content content(long seq, byte[] prevHash, Body body) {
    return new Content(
        MessageId.of(filled(16, (int) (20 + seq))),
        GROUP,
        CHANNEL,
        EPOCH,
        ADA,
        seq,
        prevHash,
        4,
        HEAD,
        NOW,
        NOW + 7L * 24 * HOUR * 1000,
        filled(32, 13),
        false,
        body);
  }

  public static Content text(String text) {
    return content(new Body.Text(text));
  }

  /** Decodes bytes and encodes what came of them. */
  @FunctionalInterface
  public interface Again {
    byte[] decodedAndEncoded(byte[] bytes) throws InvalidWireException;
  }

  /** Any bytes are refused, or are the one encoding of what they decode to. */
  public static void refusedOrCanonical(byte[] bytes, Again again) {
    byte[] encoded;
    try {
      encoded = again.decodedAndEncoded(bytes);
    } catch (InvalidWireException e) {
      return;
    }
    assertArrayEquals(bytes, encoded);
  }
}
