package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.SealedEntry;

final class RosterSealTest {
  private final TestGroup group = TestGroup.founded(100);
  private final RosterSeal seal = new RosterSeal(group.sealer(), group.space());
  private final SignedEntry entry = group.entries().getFirst();
  private final RosterKeys first = RosterKeys.of(1, group.key());
  private final RosterKeys second = first.with(2, group.key());
  private final RosterKeys third = second.with(3, group.key());

  private static RosterKeys only(RosterKeys keys, int generation) {
    byte[] key = keys.key(generation);
    assertNotNull(key);
    return RosterKeys.of(generation, key);
  }

  /** Two entries each under three generations of keys. */
  private List<SealedEntry> log() {
    List<SealedEntry> log = new ArrayList<>();
    for (int generation = 1; generation <= 3; generation++) {
      log.add(seal.seal(third, generation, entry, true));
      log.add(seal.seal(third, generation, entry, false));
    }
    return log;
  }

  @Test
  void a_sealed_entry_opens_to_its_very_bytes() {
    SealedEntry sealed = seal.seal(first, 1, entry, true);
    assertArrayEquals(entry.bytes(), seal.open(first, sealed));
    assertEquals(1, sealed.version());
    assertEquals(1, sealed.rosterKeyGeneration());
    assertEquals(0, sealed.previousKey().length);
  }

  @Test
  void its_size_is_a_published_one() {
    SealedEntry sealed = seal.seal(first, 1, entry, true);
    assertEquals(Padding.bucket(4 + entry.bytes().length) + 16, sealed.ciphertext().length);
  }

  @Test
  void it_survives_the_wire() throws Exception {
    SealedEntry sealed = SealedEntry.decode(seal.seal(second, 2, entry, true).encode());
    assertArrayEquals(entry.bytes(), seal.open(second, sealed));
    assertEquals(48, sealed.previousKey().length);
  }

  @Test
  void another_key_generation_or_space_opens_nothing() {
    SealedEntry sealed = seal.seal(first, 1, entry, true);
    assertNull(seal.open(RosterKeys.of(1, group.key()), sealed));
    assertNull(seal.open(only(second, 2), sealed));
    byte[] key = first.newestKey();
    SealedEntry renamed =
        new SealedEntry(1, 2, sealed.salt(), sealed.ciphertext(), sealed.previousKey());
    assertNull(seal.open(RosterKeys.of(2, key), renamed));
    RosterSeal elsewhere = new RosterSeal(group.sealer(), new TestGroup(101).space());
    assertNull(elsewhere.open(first, sealed));
  }

  @Test
  void a_changed_salt_or_ciphertext_opens_nothing() {
    SealedEntry sealed = seal.seal(first, 1, entry, true);
    byte[] salt = sealed.salt().clone();
    salt[5] ^= 1;
    assertNull(seal.open(first, new SealedEntry(1, 1, salt, sealed.ciphertext(), new byte[0])));
    byte[] text = sealed.ciphertext().clone();
    text[5] ^= 1;
    assertNull(seal.open(first, new SealedEntry(1, 1, sealed.salt(), text, new byte[0])));
  }

  @Test
  void an_entry_whose_padding_is_wrong_opens_to_nothing() {
    byte[] unpadded =
        group
            .sealer()
            .seal(first.newestKey(), "roster", entry.bytes(), group.space().bytes(), Sealer.u64(1));
    SealedEntry sealed =
        new SealedEntry(
            1,
            1,
            Arrays.copyOf(unpadded, 32),
            Arrays.copyOfRange(unpadded, 32, unpadded.length),
            new byte[0]);
    assertNull(seal.open(first, sealed));
  }

  @Test
  void the_newest_key_opens_the_whole_log() {
    List<SealedEntry> log = log();
    RosterKeys all = seal.unwrap(only(third, 3), log);
    assertEquals(1, all.oldestGeneration());
    assertEquals(3, all.newestGeneration());
    for (SealedEntry sealed : log) {
      assertArrayEquals(entry.bytes(), seal.open(all, sealed));
    }
  }

  @Test
  void the_key_of_a_removed_member_opens_nothing_of_what_follows() {
    List<SealedEntry> log = log();
    RosterKeys removed = seal.unwrap(only(third, 2), log);
    assertEquals(2, removed.newestGeneration());
    assertNull(seal.open(removed, log.get(4)));
    assertNull(seal.open(removed, log.get(5)));
    assertArrayEquals(entry.bytes(), seal.open(removed, log.get(0)));
  }

  @Test
  void a_log_without_its_first_entry_of_a_generation_leads_back_no_further() {
    List<SealedEntry> log = log();
    log.remove(2);
    RosterKeys all = seal.unwrap(only(third, 3), log);
    assertEquals(2, all.oldestGeneration());
  }

  @Test
  void who_holds_an_old_key_and_the_newest_gets_those_in_between() {
    RosterKeys fourth = third.with(4, group.key());
    List<SealedEntry> log = log();
    log.add(seal.seal(fourth, 4, entry, true));
    byte[] newest = fourth.newestKey();
    RosterKeys back = seal.unwrap(first.with(4, newest), log);
    for (int generation = 1; generation <= 4; generation++) {
      assertArrayEquals(fourth.key(generation), back.key(generation));
    }
    log.remove(4);
    RosterKeys gap = seal.unwrap(first.with(2, group.key()).with(4, newest), log);
    assertArrayEquals(third.key(3), gap.key(3));
    RosterKeys lost = seal.unwrap(first.with(4, newest), log);
    assertNull(lost.key(2));
    assertArrayEquals(first.key(1), lost.key(1));
  }

  @Test
  void the_first_entry_of_a_generation_is_the_one_that_counts() {
    List<SealedEntry> log = log();
    RosterKeys liar = RosterKeys.of(2, group.key()).with(3, third.newestKey());
    log.add(seal.seal(liar, 3, entry, true));
    assertArrayEquals(third.key(2), seal.unwrap(only(third, 3), log).key(2));
  }

  @Test
  void a_previous_key_moved_to_another_generation_or_space_is_not_taken() {
    SealedEntry carrier = seal.seal(third, 3, entry, true);
    SealedEntry moved =
        new SealedEntry(1, 2, carrier.salt(), carrier.ciphertext(), carrier.previousKey());
    assertEquals(2, seal.unwrap(only(second, 2), List.of(moved)).oldestGeneration());
    RosterSeal elsewhere = new RosterSeal(group.sealer(), new TestGroup(102).space());
    assertEquals(3, elsewhere.unwrap(only(third, 3), List.of(carrier)).oldestGeneration());
    SealedEntry cut = new SealedEntry(1, 3, carrier.salt(), carrier.ciphertext(), new byte[47]);
    assertEquals(3, seal.unwrap(only(third, 3), List.of(cut)).oldestGeneration());
  }

  @Test
  void a_first_generation_has_no_key_before_it() {
    SealedEntry carrier = seal.seal(second, 2, entry, true);
    SealedEntry claimed =
        new SealedEntry(1, 1, carrier.salt(), carrier.ciphertext(), carrier.previousKey());
    assertEquals(1, seal.unwrap(first, List.of(claimed)).oldestGeneration());
  }

  @Test
  void sealing_without_the_keys_it_takes_is_a_mistake_of_the_caller() {
    assertThrows(IllegalArgumentException.class, () -> seal.seal(first, 2, entry, false));
    assertThrows(IllegalArgumentException.class, () -> seal.seal(only(second, 2), 2, entry, true));
    assertThrows(IllegalArgumentException.class, () -> RosterKeys.of(0, group.key()));
    assertThrows(IllegalArgumentException.class, () -> RosterKeys.of(1, new byte[31]));
  }

  @Test
  void keys_are_values() {
    byte[] given = group.key();
    RosterKeys keys = RosterKeys.of(4, given);
    byte[] before = keys.newestKey();
    given[0] ^= 1;
    keys.newestKey()[0] ^= 1;
    assertArrayEquals(before, keys.newestKey());
    keys.with(5, group.key());
    assertNull(keys.key(5));
    assertEquals("RosterKeys[4..4]", keys.toString());
  }
}
