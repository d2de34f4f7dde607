package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.wire.codec.InvalidWireException;

/** What must not show in a text form, and the keys and ids that are stored. */
final class SecretsTest {
  private final TestGroup group = TestGroup.founded(130);
  private final DeviceKeySet device = group.device();

  @Test
  void text_forms_show_no_key_id_or_name() {
    assertEquals("DeviceKeySet[secret]", device.toString());
    assertEquals("DeviceKeys", group.publish(device).toString());
    assertEquals("Opening[MEMBER]", group.name(NameKind.MEMBER, "Ada").toString());
    assertEquals("Commitment[GROUP]", new Commitment(NameKind.GROUP, group.key()).toString());
    assertEquals("MemberId", device.member().toString());
    assertEquals("DeviceId", device.device().toString());
    assertEquals("GroupId", group.state().groupId().toString());
    assertEquals("RosterState[2]", group.state().toString());
    assertEquals("SignedEntry[0, CREATE]", group.entries().getFirst().toString());
    assertEquals("Entry[2, EPOCH]", group.entries().getLast().entry().toString());
    assertEquals("RosterAuthor[0 entries]", group.author().toString());
    Member member = group.state().activeMembers().getFirst();
    assertEquals("Member[STEWARD]", member.toString());
    assertEquals("Channel", group.state().channels().values().iterator().next().toString());
  }

  @Test
  void keys_come_back_from_the_store_as_they_were() throws Exception {
    DeviceKeySet read = DeviceKeySet.decode(device.encode());
    assertEquals(device.member(), read.member());
    assertEquals(device.device(), read.device());
    assertEquals(device.mailbox(), read.mailbox());
    assertArrayEquals(device.identity().publicKey(), read.identity().publicKey());
    assertArrayEquals(device.identity().privateKey(), read.identity().privateKey());
    assertArrayEquals(device.signingSeed(), read.signingSeed());
    assertArrayEquals(device.sealingPrivate(), read.sealingPrivate());
    assertArrayEquals(device.ownerSeed(), read.ownerSeed());
    assertTrue(group.publish(device).sameAs(group.publish(read)));
  }

  @Test
  void a_stored_key_set_that_was_cut_is_refused() {
    byte[] whole = device.encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(InvalidWireException.class, () -> DeviceKeySet.decode(cut));
    }
  }

  @Test
  void fresh_keys_differ_in_everything() {
    DeviceKeySet other = group.device();
    assertNotEquals(device.member(), other.member());
    assertNotEquals(device.device(), other.device());
    assertNotEquals(device.mailbox(), other.mailbox());
    assertFalse(Arrays.equals(device.signingSeed(), other.signingSeed()));
    assertFalse(Arrays.equals(device.sealingPrivate(), other.sealingPrivate()));
    assertFalse(Arrays.equals(device.ownerSeed(), other.ownerSeed()));
    assertFalse(Arrays.equals(device.signingSeed(), device.ownerSeed()));
    assertFalse(Arrays.equals(device.signingSeed(), device.sealingPrivate()));
  }

  @Test
  void published_keys_prove_themselves_for_their_group_and_space_alone() {
    DeviceKeys keys = group.publish(device);
    GroupId id = group.state().groupId();
    assertTrue(keys.areUsable(group.sealer()));
    assertTrue(keys.proveThemselves(group.sealer(), id, group.space()));
    assertFalse(keys.proveThemselves(group.sealer(), null, group.space()));
    assertFalse(keys.proveThemselves(group.sealer(), GroupId.of(new byte[32]), group.space()));
    assertArrayEquals(device.ownerKey(group.sealer()), keys.ownerKey());
  }

  @Test
  void keys_are_the_same_only_in_every_field() {
    DeviceKeys keys = group.publish(device);
    DeviceKeys other = group.publish(group.device());
    assertTrue(keys.sameAs(group.publish(device)));
    for (DeviceKeys changed : eachFieldOf(keys, other)) {
      assertFalse(keys.sameAs(changed));
    }
  }

  private static List<DeviceKeys> eachFieldOf(DeviceKeys a, DeviceKeys b) {
    return List.of(
        of(b.member(), a.device(), a, a, a, a, a, a),
        of(a.member(), b.device(), a, a, a, a, a, a),
        of(a.member(), a.device(), b, a, a, a, a, a),
        of(a.member(), a.device(), a, b, a, a, a, a),
        of(a.member(), a.device(), a, a, b, a, a, a),
        of(a.member(), a.device(), a, a, a, b, a, a),
        of(a.member(), a.device(), a, a, a, a, b, a),
        of(a.member(), a.device(), a, a, a, a, a, b));
  }

  private static DeviceKeys of(
      MemberId member,
      DeviceId device,
      DeviceKeys identity,
      DeviceKeys signing,
      DeviceKeys sealing,
      DeviceKeys owner,
      DeviceKeys mailbox,
      DeviceKeys proof) {
    return new DeviceKeys(
        member,
        device,
        identity.identityKey(),
        signing.signingKey(),
        sealing.sealingKey(),
        owner.ownerKey(),
        mailbox.mailbox(),
        proof.proof());
  }

  @Test
  void ids_are_equal_by_type_and_content() {
    byte[] bytes = device.member().bytes();
    assertEquals(device.member(), MemberId.of(bytes));
    assertEquals(device.member().hashCode(), MemberId.of(bytes).hashCode());
    assertFalse(MemberId.of(bytes).equals((Object) DeviceId.of(bytes)));
    assertNotEquals(MemberId.of(bytes), MemberId.of(new byte[16]));
    assertEquals("00000000000000000000000000000000", MemberId.of(new byte[16]).hex());
    byte[] mixed = new byte[16];
    mixed[0] = (byte) 0xfe;
    mixed[15] = 0x1a;
    assertEquals("fe00000000000000000000000000001a", DeviceId.of(mixed).hex());
    assertThrows(IllegalArgumentException.class, () -> MemberId.of(new byte[15]));
    assertThrows(IllegalArgumentException.class, () -> DeviceId.of(new byte[17]));
    assertThrows(IllegalArgumentException.class, () -> GroupId.of(new byte[16]));
    bytes[0] ^= 1;
    assertNotEquals(device.member(), MemberId.of(bytes));
  }
}
