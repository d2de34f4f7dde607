package org.understory.core.linking;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.SpaceId;

/**
 * The second message, from the old device: which group and member, and its nonce ({@code
 * docs/protocol.md#linking}).
 *
 * @param parent the old device
 * @param nonce 32 random bytes
 * @param seq of the entry that the old device applied last
 * @param head 32 bytes, its hash
 * @param identityKey 33 bytes, the old device's
 */
public record LinkAnswer(
    GroupId group,
    SpaceId space,
    MemberId member,
    DeviceId parent,
    byte[] nonce,
    long seq,
    byte[] head,
    byte[] identityKey) {
  private static final int VERSION = 1;
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds IDENTITY = Bounds.exactly(33);
  private static final Bounds WHOLE = Bounds.of(1, 1_024);

  /** The canonical bytes. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (w, answer) -> {
          w.number(1, VERSION, Bounds.exactly(VERSION));
          w.bytes(2, answer.group.bytes(), HASH);
          w.bytes(3, answer.space.bytes(), ID);
          w.bytes(4, answer.member.bytes(), ID);
          w.bytes(5, answer.parent.bytes(), ID);
          w.bytes(6, answer.nonce, HASH);
          w.number(7, answer.seq, Bounds.ANY);
          w.bytes(8, answer.head, HASH);
          w.bytes(9, answer.identityKey, IDENTITY);
        });
  }

  /** Reads the canonical bytes. */
  public static LinkAnswer decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        r -> {
          r.version(1, VERSION);
          return new LinkAnswer(
              GroupId.of(r.bytes(2, HASH)),
              SpaceId.of(r.bytes(3, ID)),
              MemberId.of(r.bytes(4, ID)),
              DeviceId.of(r.bytes(5, ID)),
              r.bytes(6, HASH),
              r.number(7, Bounds.ANY),
              r.bytes(8, HASH),
              r.bytes(9, IDENTITY));
        });
  }

  @Override
  public String toString() {
    return "LinkAnswer";
  }
}
