package org.understory.wire.id;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.understory.wire.Cases;

class IdsTest {
  private static final List<Function<byte[], ? extends OpaqueId>> TYPES =
      List.of(SpaceId::of, LogId::of, MailboxId::of, WriteId::of, InviteId::of, StageId::of);

  @Test
  void ids_are_equal_by_type_and_content() {
    byte[] bytes = new Cases(1).bytes(16);
    byte[] others = new Cases(2).bytes(16);
    for (Function<byte[], ? extends OpaqueId> type : TYPES) {
      assertEquals(type.apply(bytes), type.apply(bytes));
      assertEquals(type.apply(bytes).hashCode(), type.apply(bytes).hashCode());
      assertNotEquals(type.apply(bytes), type.apply(others));
      assertArrayEquals(bytes, type.apply(bytes).bytes());
    }
    assertNotEquals((Object) SpaceId.of(bytes), LogId.of(bytes));
  }

  @Test
  void an_id_does_not_change_with_the_arrays_it_was_made_of_or_gave() {
    byte[] bytes = new byte[16];
    SpaceId id = SpaceId.of(bytes);
    bytes[0] = 1;
    id.bytes()[1] = 1;
    assertArrayEquals(new byte[16], id.bytes());
  }

  @Test
  void an_id_of_another_length_is_refused() {
    for (Function<byte[], ? extends OpaqueId> type : TYPES) {
      assertThrows(IllegalArgumentException.class, () -> type.apply(new byte[15]));
      assertThrows(IllegalArgumentException.class, () -> type.apply(new byte[17]));
    }
  }

  @Test
  void an_id_prints_its_type_and_nothing_of_itself() {
    for (Function<byte[], ? extends OpaqueId> type : TYPES) {
      OpaqueId id = type.apply(new Cases(3).bytes(16));
      assertEquals(id.getClass().getSimpleName(), id.toString());
    }
  }

  @Test
  void hex_names_every_byte_and_the_reserved_logs_are_as_the_protocol_says() {
    assertEquals("00000000000000000000000000000001", LogId.ROSTER.hex());
    assertEquals("00000000000000000000000000000002", LogId.KNOCK.hex());
    assertEquals("00000000000000000000000000000003", LogId.PROPOSALS.hex());
    byte[] bytes = new byte[16];
    bytes[0] = (byte) 0xfe;
    bytes[15] = 0x7a;
    assertEquals("fe00000000000000000000000000007a", MailboxId.of(bytes).hex());
  }

  @Test
  void epochs_are_ordered_by_generation_and_then_by_step() {
    assertTrue(new Epoch(1, 9).compareTo(new Epoch(2, 0)) < 0);
    assertTrue(new Epoch(2, 1).compareTo(new Epoch(2, 0)) > 0);
    assertEquals(0, new Epoch(2, 1).compareTo(new Epoch(2, 1)));
    assertThrows(IllegalArgumentException.class, () -> new Epoch(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Epoch(0, -1));
  }
}
