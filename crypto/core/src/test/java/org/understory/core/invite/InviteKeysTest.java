package org.understory.core.invite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;

final class InviteKeysTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(220));
  private final InviteKeys keys = InviteKeys.fresh(sealer);

  @Test
  void everything_derives_from_the_secret_with_a_type_of_its_own() {
    byte[] s = keys.secret();
    assertArrayEquals(sealer.derive(s, "drop"), keys.dropSeed());
    assertArrayEquals(sealer.primitives().ed25519().publicKey(keys.dropSeed()), keys.dropKey());
    assertArrayEquals(
        Arrays.copyOf(sealer.primitives().digest().sha256(keys.dropKey()), 16),
        keys.inviteId().bytes());
    assertArrayEquals(sealer.mac(s, "invite-commit"), keys.commit());
    assertArrayEquals(sealer.derive(s, "bind"), keys.key("bind"));
    byte[] request = sealer.randomness().bytes(32);
    assertArrayEquals(sealer.derive(s, "welcome", request), keys.welcomeKey(request));
    assertFalse(Arrays.equals(keys.welcomeKey(request), keys.welcomeKey(new byte[32])));
  }

  @Test
  void inviter_and_invited_derive_the_same() {
    InviteKeys invited = InviteKeys.of(sealer, keys.secret());
    assertArrayEquals(keys.dropKey(), invited.dropKey());
    assertEquals(keys.inviteId(), invited.inviteId());
    assertFalse(Arrays.equals(keys.dropKey(), InviteKeys.fresh(sealer).dropKey()));
  }

  @Test
  void the_invite_entry_says_what_the_secret_gives() {
    byte[] requestKey = sealer.primitives().x25519().publicKey(sealer.randomness().bytes(32));
    EntryBody.Invite entry = keys.entry(requestKey, 99, 1);
    assertEquals(keys.inviteId(), entry.invite());
    assertArrayEquals(keys.dropKey(), entry.dropKey());
    assertArrayEquals(requestKey, entry.requestKey());
    assertArrayEquals(keys.commit(), entry.commit());
    assertEquals(99, entry.notAfter());
    assertEquals(1, entry.maxUses());
    assertEquals(1, entry.approvals());
  }

  @Test
  void a_secret_of_another_length_is_refused_and_none_can_be_changed_from_outside() {
    assertThrows(IllegalArgumentException.class, () -> InviteKeys.of(sealer, new byte[31]));
    byte[] before = keys.secret();
    keys.secret()[0] ^= 1;
    assertArrayEquals(before, keys.secret());
    assertEquals("InviteKeys[secret]", keys.toString());
  }
}
