package org.understory.core.deposit;

import org.understory.core.roster.DeviceId;
import org.understory.signal.CiphertextMessage;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A pairwise message, or a request to repair the session, and whose it claims to be, inside a
 * deposit's seal. The sender is <b>a claim</b> until the session of that device opened the message,
 * or its signature holds. {@code docs/protocol.md#deposit}
 *
 * @param message of type 2 or 3, or {@link #REPAIR} with a {@link RepairRequest}; 1 to 60000 bytes
 */
public record SealedDeposit(DeviceId sender, CiphertextMessage message) {
  /** The type of what is no Signal message but a {@link RepairRequest}. */
  public static final int REPAIR = 8;

  private static final int VERSION = 1;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TYPE = Bounds.of(CiphertextMessage.WHISPER, REPAIR);
  private static final Bounds MESSAGE = Bounds.of(1, 60_000);
  private static final Bounds WHOLE = Bounds.of(1, 61_000);

  /**
   * @throws IllegalArgumentException when the message is out of bounds
   */
  public byte[] encode() {
    if (!isKnown(message.type())) {
      throw new IllegalArgumentException("a type that no deposit has");
    }
    return ProtoWriter.encode(
        this,
        (out, deposit) -> {
          out.number(1, VERSION, Bounds.exactly(VERSION));
          out.bytes(2, sender.bytes(), ID);
          out.number(3, message.type(), TYPE);
          out.bytes(4, message.bytes(), MESSAGE);
        });
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of a deposit
   */
  public static SealedDeposit decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        in -> {
          in.version(1, VERSION);
          DeviceId sender = DeviceId.of(in.bytes(2, ID));
          int type = in.smallNumber(3, TYPE);
          in.agree(isKnown(type));
          return new SealedDeposit(sender, new CiphertextMessage(type, in.bytes(4, MESSAGE)));
        });
  }

  public boolean isRepairRequest() {
    return message.type() == REPAIR;
  }

  private static boolean isKnown(int type) {
    return type == CiphertextMessage.WHISPER || type == CiphertextMessage.PREKEY || type == REPAIR;
  }

  @Override
  public String toString() {
    return "SealedDeposit[" + message + "]";
  }
}
