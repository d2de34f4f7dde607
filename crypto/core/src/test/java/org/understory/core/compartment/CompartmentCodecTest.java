package org.understory.core.compartment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.compartment.CompartmentBody.Add;
import org.understory.core.compartment.CompartmentBody.Policy;
import org.understory.core.compartment.CompartmentBody.Remove;
import org.understory.core.compartment.CompartmentBody.Role;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.codec.InvalidWireException;

/** One entry has one encoding, and none of the group's is one (CP-1). */
final class CompartmentCodecTest {
  private final TestCompartment made = TestCompartment.founded(20, 5, 3, 2);

  private List<SignedCompartmentEntry> oneOfEachKind() {
    made.author(0, new Add(made.ids(3, 4)));
    made.author(0, new Policy(Policy.TIMER, 30));
    made.author(0, new Role(made.id(2), Role.KEEPER));
    made.author(0, new Remove(made.ids(3)));
    return made.entries;
  }

  @Test
  void every_kind_decodes_to_the_bytes_it_was_encoded_to() throws Exception {
    for (SignedCompartmentEntry entry : oneOfEachKind()) {
      SignedCompartmentEntry decoded = CompartmentCodec.decode(entry.bytes());
      assertArrayEquals(entry.bytes(), decoded.bytes());
      assertArrayEquals(entry.entryBytes(), CompartmentCodec.encodeEntry(decoded.entry()));
      assertEquals(entry.entry().body().kind(), decoded.entry().body().kind());
      assertEquals(entry.entry().groupSeq(), decoded.entry().groupSeq());
    }
  }

  @Test
  void every_byte_cut_off_or_added_is_missed() {
    for (SignedCompartmentEntry entry : oneOfEachKind()) {
      byte[] whole = entry.bytes();
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertNotNull(assertThrows(InvalidWireException.class, () -> CompartmentCodec.decode(cut)));
      }
      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      assertThrows(InvalidWireException.class, () -> CompartmentCodec.decode(longer));
    }
  }

  @Test
  void no_entry_of_the_group_is_one_of_a_compartment_nor_the_other_way_round() {
    for (SignedEntry entry : made.group.entries()) {
      assertThrows(
          InvalidWireException.class, () -> CompartmentCodec.decode(EntryCodec.encode(entry)));
    }
    for (SignedCompartmentEntry entry : oneOfEachKind()) {
      assertThrows(InvalidWireException.class, () -> EntryCodec.decode(entry.bytes()));
    }
  }

  @Test
  void lists_rise_and_hold_nothing_twice() {
    List<MemberId> rising = made.ids(3, 4);
    List<MemberId> falling = List.of(rising.get(1), rising.get(0));
    assertThrows(
        IllegalArgumentException.class, () -> CompartmentCodec.encodeBody(new Add(falling)));
    byte[] good = CompartmentCodec.encodeBody(new Add(rising));
    byte[] swapped = good.clone();
    System.arraycopy(good, 2, swapped, 20, 16);
    System.arraycopy(good, 20, swapped, 2, 16);
    assertThrows(InvalidWireException.class, () -> CompartmentCodec.decodeBody(3, swapped));
    System.arraycopy(good, 2, swapped, 2, 16);
    assertThrows(InvalidWireException.class, () -> CompartmentCodec.decodeBody(3, swapped));
  }

  @Test
  void a_kind_without_a_rule_is_refused() {
    byte[] role = CompartmentCodec.encodeBody(new Role(made.id(1), Role.KEEPER));
    for (int kind : new int[] {0, 2, 6, 7, 8, 11, 12, 16}) {
      assertThrows(InvalidWireException.class, () -> CompartmentCodec.decodeBody(kind, role));
    }
  }
}
