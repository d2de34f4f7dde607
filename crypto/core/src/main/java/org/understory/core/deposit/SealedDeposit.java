package org.understory.core.deposit;

import org.understory.core.roster.DeviceId;
import org.understory.signal.CiphertextMessage;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * A pairwise message and whose it claims to be, inside a deposit's seal. The sender is <b>a
 * claim</b> until the session of that device opened the message. {@code docs/protocol.md#deposit}
 *
 * @param message of type 2 or 3, 1 to 60000 bytes
 */
public record SealedDeposit(DeviceId sender, CiphertextMessage message) {
  private static final int VERSION = 1;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds TYPE = Bounds.of(CiphertextMessage.WHISPER, CiphertextMessage.PREKEY);
  private static final Bounds MESSAGE = Bounds.of(1, 60_000);
  private static final Bounds WHOLE = Bounds.of(1, 61_000);

  /**
   * @throws IllegalArgumentException when the message is out of bounds
   */
  public byte[] encode() {
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
          return new SealedDeposit(sender, new CiphertextMessage(type, in.bytes(4, MESSAGE)));
        });
  }

  @Override
  public String toString() {
    return "SealedDeposit[" + message + "]";
  }
}
