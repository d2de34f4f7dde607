package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.signal.Decoding;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/** The post-quantum ratchet's field of a message, and what a store holds of the ratchet. */
class PqFuzzTest {
  private static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();
  private static final long NOW = 1_700_000_000_000L;

  private final SeededRandomness randomness = new SeededRandomness(6);

  /** Stored ratchets of both sides from all over two epochs. */
  private final List<byte[]> moments = moments();

  @FuzzTest
  void message_field(byte[] bytes) {
    Decoding.refusedOrStable(bytes, PqMessage::parse, PqMessage::serialize);
  }

  /** The first byte chooses the moment at which the rest comes. */
  @FuzzTest
  void a_field_at_any_moment(byte[] bytes) throws ProtocolException {
    if (bytes.length == 0) {
      return;
    }
    byte[] field = Arrays.copyOfRange(bytes, 1, bytes.length);
    PqRatchet ratchet = PqRatchet.parse(moments.get((bytes[0] & 0xFF) % moments.size()));
    try {
      byte[] salt = ratchet.receive(PRIMITIVES, randomness, field, NOW);
      boolean beforeTheFirstAnswer = PqMessage.parse(field).index() == 0;
      assertEquals(beforeTheFirstAnswer ? 0 : 32, salt.length);
    } catch (ProtocolException refused) {
      return;
    }
    byte[] stored = ratchet.serialize();
    Decoding.refusedOrStable(stored, PqRatchet::parse, PqRatchet::serialize);
    worked(stored);
  }

  /** A ratchet that nobody stored may be refused, or work; it does nothing else. */
  @FuzzTest
  void stored_ratchet(byte[] bytes) {
    Decoding.refusedOrStable(bytes, PqRatchet::parse, PqRatchet::serialize);
    worked(bytes);
  }

  private void worked(byte[] stored) {
    try {
      PqRatchet ratchet = PqRatchet.parse(stored);
      for (int i = 0; i < 3; i++) {
        assertEquals(true, ratchet.send(PRIMITIVES, randomness).field().length < 64);
      }
      assertEquals(false, ratchet.forgetSkippedBefore(0));
    } catch (ProtocolException refused) {
      // the one way to refuse
    }
  }

  private List<byte[]> moments() {
    try {
      byte[] secret = randomness.bytes(32);
      PqRatchet one = PqRatchet.start(PRIMITIVES, secret.clone(), true, MinimumVersion.V1);
      PqRatchet other = PqRatchet.start(PRIMITIVES, secret.clone(), false, MinimumVersion.V1);
      List<byte[]> all = new ArrayList<>();
      for (int i = 0; i < 160; i++) {
        PqRatchet from = i % 2 == 0 ? one : other;
        PqRatchet to = i % 2 == 0 ? other : one;
        PqRatchet.Sent sent = from.send(PRIMITIVES, randomness);
        to.receive(PRIMITIVES, randomness, sent.field(), NOW);
        if (i % 5 == 0) {
          all.add(one.serialize());
          all.add(other.serialize());
        }
      }
      return all;
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }
}
