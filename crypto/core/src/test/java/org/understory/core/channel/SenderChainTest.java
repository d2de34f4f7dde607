package org.understory.core.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;
import org.understory.core.roster.DeviceId;
import org.understory.wire.codec.InvalidWireException;

class SenderChainTest {
  private static final long NOW = Fixture.NOW;
  private static final long DAY = 24L * 60 * 60_000;

  private final SenderChain fresh = SenderChain.first(Fixture.CHANNEL, 2, NOW);

  @Test
  void a_fresh_chain_serves_its_generation() {
    assertFalse(fresh.needsRotation(2, NOW));
    assertFalse(fresh.needsRotation(2, NOW + DAY - 1));
  }

  @Test
  void another_generation_needs_a_new_chain() {
    assertTrue(fresh.needsRotation(3, NOW));
    assertTrue(fresh.needsRotation(1, NOW));
  }

  @Test
  void a_hundred_messages_need_a_new_chain() {
    SenderChain used = fresh;
    for (int i = 0; i < 99; i++) {
      used = used.afterMessage();
    }
    assertFalse(used.needsRotation(2, NOW));
    assertTrue(used.afterMessage().needsRotation(2, NOW));
  }

  @Test
  void a_day_needs_a_new_chain_and_so_does_a_clock_set_back() {
    assertTrue(fresh.needsRotation(2, NOW + DAY));
    assertTrue(fresh.needsRotation(2, NOW - 1));
  }

  @Test
  void the_next_chain_has_another_id_and_no_holders() {
    SenderChain used = fresh.heldBy(Set.of(Fixture.BO)).afterMessage();
    SenderChain next = used.next(2, NOW + 5);
    assertEquals(1, next.counter());
    assertEquals(0, next.sent());
    assertEquals(NOW + 5, next.createdAt());
    assertFalse(next.isHeldBy(Fixture.BO));
    assertEquals(0, next.next(3, NOW).counter());
    assertNotEquals(id(2, Fixture.ADA, 0), id(2, Fixture.ADA, 1));
  }

  @Test
  void holders_are_added_and_forgotten() {
    SenderChain held = fresh.heldBy(Set.of(Fixture.BO)).heldBy(Set.of(Fixture.ADA));
    assertTrue(held.isHeldBy(Fixture.BO));
    assertTrue(held.isHeldBy(Fixture.ADA));
    assertFalse(held.forgotten(Fixture.BO).isHeldBy(Fixture.BO));
    assertTrue(held.forgotten(Fixture.BO).isHeldBy(Fixture.ADA));
  }

  @Test
  void a_chain_comes_back_from_its_bytes() throws Exception {
    Set<DeviceId> many = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      byte[] id = Fixture.filled(16, i);
      many.add(DeviceId.of(id));
    }
    SenderChain chain = fresh.next(2, NOW).heldBy(many).afterMessage();
    byte[] bytes = chain.encode();
    assertEquals(chain, SenderChain.decode(bytes));
    assertArrayEquals(bytes, SenderChain.decode(bytes).encode());
    assertEquals(fresh, SenderChain.decode(fresh.encode()));
  }

  @Test
  void bytes_that_are_no_chain_are_refused() {
    byte[] bytes = fresh.heldBy(Set.of(Fixture.BO)).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (length != bytes.length - 18) {
        assertThrows(InvalidWireException.class, () -> SenderChain.decode(cut));
      }
    }
    byte[] twice = Arrays.copyOf(bytes, bytes.length + 18);
    System.arraycopy(bytes, bytes.length - 18, twice, bytes.length, 18);
    assertThrows(InvalidWireException.class, () -> SenderChain.decode(twice));
  }

  @Test
  void a_distribution_id_depends_on_every_part() {
    Set<DistributionId> ids = new HashSet<>();
    ids.add(id(2, Fixture.ADA, 0));
    ids.add(id(3, Fixture.ADA, 0));
    ids.add(id(2, Fixture.BO, 0));
    ids.add(id(2, Fixture.ADA, 1));
    ids.add(
        DistributionId.of(
            Fixture.sealer(), Fixture.OTHER_GROUP, Fixture.CHANNEL, 2, Fixture.ADA, 0));
    ids.add(
        DistributionId.of(
            Fixture.sealer(), Fixture.GROUP, Fixture.OTHER_CHANNEL, 2, Fixture.ADA, 0));
    assertEquals(6, ids.size());
    DistributionId first = id(2, Fixture.ADA, 0);
    assertEquals(first, DistributionId.named(first.bytes()));
    assertEquals(32, first.hex().length());
    assertThrows(IllegalArgumentException.class, () -> DistributionId.named(new byte[15]));
    assertEquals("DistributionId", first.toString());
  }

  private static DistributionId id(int generation, DeviceId device, int counter) {
    return DistributionId.of(
        Fixture.sealer(), Fixture.GROUP, Fixture.CHANNEL, generation, device, counter);
  }
}
