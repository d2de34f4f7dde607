package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/** Parts that are sound by themselves and do not fit together were never stored by us. */
class StoredRatchetTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final int BRAID = 3;
  private static final int CHAIN = 4;

  private final Primitives primitives = BouncyCastlePrimitives.create();
  private final SeededRandomness randomness = new SeededRandomness(12);
  private final byte[] secret = randomness.bytes(32);
  private final PqRatchet one =
      PqRatchet.start(primitives, secret.clone(), true, MinimumVersion.V1);
  private final PqRatchet other =
      PqRatchet.start(primitives, secret.clone(), false, MinimumVersion.V1);

  @Test
  void every_moment_of_a_conversation_is_read_again() throws ProtocolException {
    for (int i = 0; i < 200; i++) {
      talk();
      for (PqRatchet each : List.of(one, other)) {
        assertArrayEquals(each.serialize(), PqRatchet.parse(each.serialize()).serialize());
      }
    }
  }

  @Test
  void a_chain_behind_or_ahead_of_its_braid_is_refused() throws ProtocolException {
    byte[] early = one.serialize();
    for (int i = 0; i < 100; i++) {
      talk();
    }
    byte[] late = one.serialize();
    refused(spliced(early, late));
    refused(spliced(late, early));
  }

  @Test
  void an_epoch_in_which_nothing_can_be_sent_is_refused() throws ProtocolException {
    ProtoMessage chain = ProtoMessage.parse(ProtoMessage.parse(one.serialize()).bytes(CHAIN));
    ProtoMessage epoch = ProtoMessage.parse(chain.bytes(4));
    byte[] silent =
        new ProtoWriter()
            .bytes(3, epoch.bytes(3))
            .uint32(4, epoch.uint32(4))
            .bytes(5, epoch.bytes(5))
            .toByteArray();
    byte[] damaged =
        new ProtoWriter()
            .bytes(1, chain.bytes(1))
            .uint32(2, 0)
            .uint32(3, 0)
            .bytes(4, silent)
            .toByteArray();
    ProtoMessage stored = ProtoMessage.parse(one.serialize());
    refused(
        new ProtoWriter()
            .uint32(1, 1)
            .bytes(BRAID, stored.bytes(BRAID))
            .bytes(CHAIN, damaged)
            .toByteArray());
  }

  private byte[] spliced(byte[] braid, byte[] chain) throws ProtocolException {
    return new ProtoWriter()
        .uint32(1, 1)
        .bytes(BRAID, ProtoMessage.parse(braid).bytes(BRAID))
        .bytes(CHAIN, ProtoMessage.parse(chain).bytes(CHAIN))
        .toByteArray();
  }

  private void talk() throws ProtocolException {
    PqRatchet.Sent there = one.send(primitives, randomness);
    assertArrayEquals(there.salt(), other.receive(primitives, randomness, there.field(), NOW));
    PqRatchet.Sent back = other.send(primitives, randomness);
    assertArrayEquals(back.salt(), one.receive(primitives, randomness, back.field(), NOW));
  }

  private static void refused(byte[] stored) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> PqRatchet.parse(stored));
    assertEquals(Reason.INVALID, refusal.reason());
  }
}
