package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

final class ItemSealTest {
  private final TestGroup group = TestGroup.founded(110);
  private final ItemSeal seal = new ItemSeal(group.sealer(), group.space());
  private final Opening name = group.name(NameKind.CHANNEL, "plans for März");
  private final ChannelEntry channel = channel(name);

  private ChannelEntry channel(Opening opening) {
    return Bodies.channel(group.logId(), opening.commitment(group.sealer()).value(), 0);
  }

  private byte[] item() {
    return seal.seal(group.epoch(), channel, List.of(name));
  }

  @Test
  void a_commitment_is_a_hash_of_kind_salt_and_name() {
    assertArrayEquals(
        group
            .sealer()
            .hash(
                "commitment",
                Sealer.u8(3),
                name.salt(),
                "plans for März".getBytes(StandardCharsets.UTF_8)),
        name.commitment(group.sealer()).value());
  }

  @Test
  void an_opening_opens_its_own_commitment_alone() {
    Commitment own = name.commitment(group.sealer());
    assertTrue(name.opens(group.sealer(), own));
    Opening salted = group.name(NameKind.CHANNEL, name.value());
    assertFalse(salted.opens(group.sealer(), own));
    assertFalse(new Opening(NameKind.CHANNEL, name.salt(), "plans").opens(group.sealer(), own));
    assertFalse(new Opening(NameKind.GROUP, name.salt(), name.value()).opens(group.sealer(), own));
    assertFalse(name.opens(group.sealer(), new Commitment(NameKind.GROUP, own.value())));
  }

  @Test
  void what_was_sealed_beside_an_entry_opens_for_its_epoch() {
    List<Opening> opened = seal.open(group.epoch(), channel, item());
    assertNotNull(opened);
    assertEquals(1, opened.size());
    assertEquals("plans for März", opened.getFirst().value());
    assertEquals(NameKind.CHANNEL, opened.getFirst().kind());
  }

  @Test
  void create_has_the_names_of_founder_and_group() {
    Opening founder = group.name(NameKind.MEMBER, "Ada");
    Opening groupName = group.name(NameKind.GROUP, "The Group");
    Create known = group.state().create();
    Create create =
        new Create(
            known.nonce(),
            1,
            known.space(),
            known.founder(),
            known.stewardKey(),
            founder.commitment(group.sealer()).value(),
            groupName.commitment(group.sealer()).value(),
            new byte[0]);
    byte[] item = seal.seal(group.epoch(), create, List.of(founder, groupName));
    List<Opening> opened = seal.open(group.epoch(), create, item);
    assertNotNull(opened);
    assertEquals("Ada", opened.get(0).value());
    assertEquals("The Group", opened.get(1).value());
    assertThrows(
        IllegalArgumentException.class,
        () -> seal.seal(group.epoch(), create, List.of(groupName, founder)));
    assertThrows(
        IllegalArgumentException.class, () -> seal.seal(group.epoch(), create, List.of(founder)));
  }

  @Test
  void another_entry_epoch_or_space_opens_nothing() {
    byte[] item = item();
    assertNull(seal.open(group.epoch(), channel(group.name(NameKind.CHANNEL, "x")), item));
    assertNull(seal.open(EpochSecret.fresh(group.randomness(), 1), channel, item));
    ItemSeal elsewhere = new ItemSeal(group.sealer(), new TestGroup(111).space());
    assertNull(elsewhere.open(group.epoch(), channel, item));
  }

  @Test
  void a_newcomer_opens_no_item_of_before() {
    byte[] item = item();
    EpochSecret newcomers = group.epoch().step(group.sealer(), group.key());
    assertNull(seal.open(newcomers, channel, item));
  }

  @Test
  void the_length_of_a_name_does_not_show() {
    Opening longer = group.name(NameKind.CHANNEL, "x".repeat(300));
    assertEquals(item().length, seal.seal(group.epoch(), channel(longer), List.of(longer)).length);
  }

  @Test
  void an_entry_without_names_has_no_item() {
    assertThrows(
        IllegalArgumentException.class, () -> seal.seal(group.epoch(), group.invite(), List.of()));
  }

  @Test
  void a_member_who_seals_another_name_than_was_promised_is_not_believed() {
    Opening other = group.name(NameKind.CHANNEL, "lies");
    byte[] forged =
        group
            .sealer()
            .seal(
                group.epoch().itemKey(group.sealer()),
                "item",
                Padding.pad(
                    ProtoWriter.encode(
                        other, (w, o) -> w.messages(1, List.of(o), Bounds.ANY, Opening::write))),
                group.space().bytes(),
                channel.nameCommitment());
    assertNull(seal.open(group.epoch(), channel, forged));
  }

  @Test
  void a_name_has_1_to_512_bytes_and_a_known_kind() throws Exception {
    Opening longest = group.name(NameKind.MEMBER, "x".repeat(512));
    byte[] encoded = ProtoWriter.encode(longest, Opening::write);
    assertEquals(longest.value(), ProtoReader.decode(encoded, Bounds.ANY, Opening::read).value());
    assertThrows(
        IllegalArgumentException.class,
        () -> ProtoWriter.encode(group.name(NameKind.MEMBER, "x".repeat(513)), Opening::write));
    assertThrows(
        IllegalArgumentException.class,
        () -> ProtoWriter.encode(group.name(NameKind.MEMBER, ""), Opening::write));
    encoded[1] = 5;
    assertThrows(
        InvalidWireException.class, () -> ProtoReader.decode(encoded, Bounds.ANY, Opening::read));
  }
}
