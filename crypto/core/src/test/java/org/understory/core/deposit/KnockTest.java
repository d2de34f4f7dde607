package org.understory.core.deposit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

class KnockTest {
  private static final long MINUTE = 60_000L;

  private final Sealer sealer = Fixture.sealer();
  private final byte[] seed = Fixture.filled(32, 60);
  private final byte[] signingKey = sealer.primitives().ed25519().publicKey(seed);
  private final Knock knock = Knock.sign(sealer, seed, Fixture.GROUP, Fixture.MAILBOX, Fixture.NOW);

  @Test
  void a_knock_comes_back_and_its_signature_holds() throws Exception {
    Knock read = Knock.decode(knock.encode());
    assertEquals(Fixture.MAILBOX, read.mailbox());
    assertEquals(Fixture.NOW, read.time());
    assertArrayEquals(knock.nonce(), read.nonce());
    assertTrue(read.isSignedBy(sealer, Fixture.GROUP, signingKey));
  }

  @Test
  void a_changed_knock_or_one_of_another_group_or_device_is_refused() {
    byte[] signature = knock.signature();
    byte[] nonce = knock.nonce();
    Knock[] changed = {
      new Knock(Fixture.OTHER_MAILBOX, Fixture.NOW, nonce, signature, false),
      new Knock(Fixture.MAILBOX, Fixture.NOW + 1, nonce, signature, false),
      new Knock(Fixture.MAILBOX, Fixture.NOW, Fixture.filled(16, 1), signature, false),
      new Knock(Fixture.MAILBOX, Fixture.NOW, nonce, Fixture.filled(64, 1), false),
      new Knock(Fixture.MAILBOX, Fixture.NOW, nonce, signature, true)
    };
    for (Knock each : changed) {
      assertFalse(each.isSignedBy(sealer, Fixture.GROUP, signingKey));
    }
    assertFalse(knock.isSignedBy(sealer, Fixture.OTHER_GROUP, signingKey));
    byte[] other = sealer.primitives().ed25519().publicKey(Fixture.filled(32, 61));
    assertFalse(knock.isSignedBy(sealer, Fixture.GROUP, other));
  }

  @Test
  void the_end_of_a_knock_is_signed_as_such_and_names_it() throws Exception {
    Knock end = knock.answered(sealer, seed, Fixture.GROUP, Fixture.NOW + 1);
    Knock read = Knock.decode(end.encode());
    assertTrue(read.answered());
    assertArrayEquals(knock.nonce(), read.nonce());
    assertTrue(read.isSignedBy(sealer, Fixture.GROUP, signingKey));
    Knock asKnock = new Knock(end.mailbox(), end.time(), end.nonce(), end.signature(), false);
    assertFalse(asKnock.isSignedBy(sealer, Fixture.GROUP, signingKey));
  }

  @Test
  void a_knock_counts_for_an_hour_either_way() {
    assertTrue(knock.counts(Fixture.NOW));
    assertTrue(knock.counts(Fixture.NOW + 59 * MINUTE));
    assertTrue(knock.counts(Fixture.NOW - 59 * MINUTE));
    assertFalse(knock.counts(Fixture.NOW + 60 * MINUTE));
    assertFalse(knock.counts(Fixture.NOW - 60 * MINUTE));
    Knock never =
        new Knock(Fixture.MAILBOX, Long.MAX_VALUE, knock.nonce(), knock.signature(), false);
    assertFalse(never.counts(Fixture.NOW));
  }

  @Test
  void two_knocks_differ() {
    Knock again = Knock.sign(sealer, seed, Fixture.GROUP, Fixture.MAILBOX, Fixture.NOW);
    assertFalse(Arrays.equals(knock.encode(), again.encode()));
  }

  @Test
  void bytes_that_are_no_knock_are_refused() {
    byte[] whole = knock.encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(InvalidWireException.class, () -> Knock.decode(cut));
    }
    assertThrows(
        InvalidWireException.class, () -> Knock.decode(Arrays.copyOf(whole, whole.length + 1)));
    assertEquals("Knock", knock.toString());
  }
}
