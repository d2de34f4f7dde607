package org.understory.core.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.core.deposit.Knock;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

final class RecoveryRequestTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(12));
  private final SpaceId space = SpaceId.of(sealer.randomness().bytes(16));
  private final MailboxId mailbox = MailboxId.of(sealer.randomness().bytes(16));
  private final GroupId group = GroupId.of(sealer.randomness().bytes(32));
  private final byte[] recoveryKey = sealer.randomness().bytes(32);
  private final byte[] key = RecoveryRequest.key(sealer, recoveryKey, group);
  private final RecoveryRequest request =
      new RecoveryRequest(new byte[500], new byte[1_900], new byte[1_700]);

  @Test
  void who_has_the_roster_opens_it_and_nobody_else() {
    byte[] sealed = request.seal(sealer, key, space);
    RecoveryRequest opened = RecoveryRequest.open(sealer, key, space, sealed);
    assertNotNull(opened);
    assertArrayEquals(request.encode(), opened.encode());
    byte[] another = RecoveryRequest.key(sealer, sealer.randomness().bytes(32), group);
    assertNull(RecoveryRequest.open(sealer, another, space, sealed));
    byte[] elsewhere =
        RecoveryRequest.key(sealer, recoveryKey, GroupId.of(sealer.randomness().bytes(32)));
    assertNull(RecoveryRequest.open(sealer, elsewhere, space, sealed));
    sealed[60] ^= 1;
    assertNull(RecoveryRequest.open(sealer, key, space, sealed));
  }

  @Test
  void it_opens_in_its_own_space_alone() {
    byte[] sealed = request.seal(sealer, key, space);
    SpaceId otherSpace = SpaceId.of(sealer.randomness().bytes(16));
    assertNull(RecoveryRequest.open(sealer, key, otherSpace, sealed));
  }

  @Test
  void a_knock_is_shorter_than_any_request() {
    byte[] knock =
        Knock.sign(sealer, sealer.randomness().bytes(32), group, mailbox, Long.MAX_VALUE / 2)
            .encode();
    assertTrue(knock.length < RecoveryRequest.SHORTEST);
    assertTrue(request.seal(sealer, key, space).length > RecoveryRequest.SHORTEST);
  }

  @Test
  void another_nonce_has_another_welcome() {
    byte[] one = RecoveryRequest.welcomeKey(sealer, key, new byte[16]);
    byte[] two = RecoveryRequest.welcomeKey(sealer, key, sealer.randomness().bytes(16));
    assertFalse(Arrays.equals(one, two));
  }

  @Test
  void what_is_cut_or_goes_on_is_no_request() {
    byte[] bytes = request.encode();
    for (int length : new int[] {0, 1, bytes.length - 1, bytes.length + 1}) {
      assertThrows(
          InvalidWireException.class, () -> RecoveryRequest.decode(Arrays.copyOf(bytes, length)));
    }
  }
}
