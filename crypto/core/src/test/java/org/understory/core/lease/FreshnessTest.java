package org.understory.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;

class FreshnessTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long NOW = Fixture.NOW;
  private static final long SEQ = 9;

  private final List<Line.Office> offices = new ArrayList<>();
  private final List<Lease> leases = new ArrayList<>();
  private long lease = 72 * HOUR;
  private long absence = 14 * DAY;

  private static DeviceId device(int n) {
    return DeviceId.of(Fixture.filled(16, n));
  }

  private static byte[] hash(long seq) {
    return Fixture.filled(32, (int) (100 + seq));
  }

  /** A steward since a year, with no entry of its own. */
  private void steward(int n) {
    steward(n, 0);
  }

  private void steward(int n, long acted) {
    offices.add(
        new Line.Office(
            MemberId.of(Fixture.filled(16, 50 + n)), device(n), NOW - 365 * DAY, acted));
  }

  private static Lease lease(int steward, long seq, long time) {
    return new Lease(Fixture.GROUP, device(steward), seq, hash(seq), time);
  }

  private void signed(int steward, long time) {
    leases.add(lease(steward, SEQ, time));
  }

  private Line line() {
    return new Line(
        Fixture.GROUP, SEQ, seq -> seq <= SEQ ? hash(seq) : null, offices, lease, absence);
  }

  private Freshness at(long now) {
    return Freshness.of(line(), leases, now, now);
  }

  @Test
  void ls_1_only_the_office_device_of_a_steward_at_the_head_of_this_group_counts() {
    steward(1);
    assertEquals(LeaseCheck.COUNTS, Freshness.judge(line(), lease(1, SEQ, NOW), NOW));
    assertEquals(LeaseCheck.NO_STEWARD, Freshness.judge(line(), lease(2, SEQ, NOW), NOW));
    Lease other = new Lease(Fixture.OTHER_GROUP, device(1), SEQ, hash(SEQ), NOW);
    assertEquals(LeaseCheck.NO_STEWARD, Freshness.judge(line(), other, NOW));
    signed(2, NOW);
    assertFalse(at(NOW).fresh());
  }

  @Test
  void ls_2_a_lease_of_another_branch_or_beyond_the_head_does_not_count() {
    steward(1);
    assertEquals(LeaseCheck.COUNTS, Freshness.judge(line(), lease(1, 0, NOW), NOW));
    Lease branch = new Lease(Fixture.GROUP, device(1), SEQ, hash(SEQ - 1), NOW);
    assertEquals(LeaseCheck.OTHER_LINE, Freshness.judge(line(), branch, NOW));
    assertEquals(LeaseCheck.AHEAD, Freshness.judge(line(), lease(1, SEQ + 1, NOW), NOW));
    leases.add(branch);
    leases.add(lease(1, SEQ + 1, NOW));
    assertFalse(at(NOW).fresh());
  }

  @Test
  void ls_3_a_lease_from_the_future_counts_when_that_has_come() {
    steward(1);
    long time = NOW + DAY;
    signed(1, time);
    assertFalse(at(NOW).fresh());
    assertFalse(at(time - 5 * MINUTE - 1).fresh());
    assertTrue(at(time - 5 * MINUTE).fresh());
    steward(2, time);
    offices.remove(0);
    assertFalse(at(NOW).fresh());
    assertTrue(at(time).fresh());
  }

  @Test
  void ls_4_one_steward_counts_once_and_with_its_newest() {
    steward(1);
    steward(2);
    signed(1, NOW);
    signed(1, NOW - 1);
    assertFalse(at(NOW).fresh());
    signed(2, NOW - 70 * HOUR);
    signed(2, NOW - 100 * HOUR);
    assertTrue(at(NOW).fresh());
    assertEquals(NOW + 2 * HOUR, at(NOW).until());
  }

  @Test
  void ls_5_two_stewards_have_to_have_signed_within_the_lease() {
    steward(1);
    signed(1, NOW);
    assertTrue(at(NOW + 72 * HOUR - 1).fresh());
    assertFalse(at(NOW + 72 * HOUR).fresh());
    steward(2);
    steward(3);
    assertFalse(at(NOW).fresh());
    assertEquals(0, at(NOW).until());
    signed(2, NOW - 71 * HOUR);
    signed(3, NOW - 80 * HOUR);
    assertTrue(at(NOW).fresh());
    assertFalse(at(NOW + HOUR).fresh());
    lease = 100 * HOUR;
    assertTrue(at(NOW + HOUR).fresh());
  }

  @Test
  void an_applied_entry_counts_as_a_lease_of_its_author() {
    steward(1, NOW);
    steward(2);
    signed(2, NOW);
    assertTrue(at(NOW + 71 * HOUR).fresh());
  }

  @Test
  void ls_6_every_steward_has_to_have_signed_within_the_absence_limit_and_is_named_from_day_10() {
    steward(1);
    steward(2);
    steward(3);
    signed(3, NOW);
    long then = NOW + 10 * DAY - 1;
    signed(1, then);
    signed(2, then);
    assertEquals(List.of(), at(then).absent());
    Freshness tenth = at(then + 1);
    assertTrue(tenth.fresh());
    assertEquals(List.of(new Freshness.Absent(offices.get(2), NOW)), tenth.absent());
    signed(1, NOW + 14 * DAY - 1);
    signed(2, NOW + 14 * DAY - 1);
    assertTrue(at(NOW + 14 * DAY - 1).fresh());
    assertFalse(at(NOW + 14 * DAY).fresh());
    absence = 20 * DAY;
    assertTrue(at(NOW + 14 * DAY).fresh());
  }

  @Test
  void ls_6_who_has_just_become_a_steward_is_not_absent_yet_and_no_voice_either() {
    steward(1);
    signed(1, NOW);
    MemberId fresh = MemberId.of(Fixture.filled(16, 60));
    offices.add(new Line.Office(fresh, device(2), NOW, 0));
    assertEquals(List.of(), at(NOW).absent());
    assertFalse(at(NOW).fresh());
    steward(3);
    signed(3, NOW);
    assertTrue(at(NOW).fresh());
  }

  @Test
  void ls_9_the_end_is_announced_a_day_before_and_not_earlier() {
    steward(1);
    signed(1, NOW);
    assertFalse(at(NOW + 48 * HOUR - 1).ending());
    assertTrue(at(NOW + 48 * HOUR).ending());
    assertEquals(NOW + 72 * HOUR, at(NOW + 48 * HOUR).until());
    assertFalse(at(NOW + 72 * HOUR).ending());
    lease = 24 * HOUR;
    assertFalse(at(NOW + 15 * HOUR).ending());
    assertTrue(at(NOW + 16 * HOUR).ending());
  }

  @Test
  void ls_10_a_number_beyond_the_head_says_that_there_is_more_and_mutes_nobody() {
    steward(1);
    steward(2);
    signed(1, NOW);
    signed(2, NOW);
    assertFalse(at(NOW).ahead());
    leases.add(lease(2, SEQ + 1_000_000, NOW));
    assertTrue(at(NOW).ahead());
    assertTrue(at(NOW).fresh());
    offices.remove(1);
    assertFalse(at(NOW).ahead());
  }

  @Test
  void ls_11_the_clock_is_wrong_only_where_server_and_stewards_agree() {
    steward(1);
    signed(1, NOW);
    assertEquals(0, Freshness.of(line(), leases, NOW - 9 * MINUTE, NOW).clockOff());
    assertEquals(11 * MINUTE, Freshness.of(line(), leases, NOW - 11 * MINUTE, NOW).clockOff());
    assertEquals(-20 * MINUTE, Freshness.of(line(), leases, NOW + 20 * MINUTE, NOW).clockOff());
    assertEquals(0, Freshness.of(line(), leases, NOW, NOW + 30 * MINUTE).clockOff());
    assertEquals(0, Freshness.of(line(), List.of(), NOW - DAY, NOW).clockOff());
    assertEquals(0, Freshness.of(line(), leases, NOW - 2 * DAY, NOW + 2 * HOUR).clockOff());
  }

  @Test
  void ls_1_a_lease_that_its_device_did_not_sign_or_that_is_not_canonical_is_refused() {
    Sealer sealer = Fixture.sealer();
    byte[] seed = Fixture.filled(32, 70);
    byte[] key = sealer.primitives().ed25519().publicKey(seed);
    byte[] signed = lease(1, SEQ, NOW).sign(sealer, seed);
    assertTrue(signed.length <= Lease.MAX_SIGNED);
    Lease read = Lease.verify(sealer, Fixture.GROUP, signed, d -> d.equals(device(1)) ? key : null);
    assertNotNull(read);
    assertEquals(SEQ, read.seq());
    assertEquals(NOW, read.time());
    assertTrue(Arrays.equals(hash(SEQ), read.head()));
    assertNull(Lease.verify(sealer, Fixture.OTHER_GROUP, signed, d -> key));
    assertNull(Lease.verify(sealer, Fixture.GROUP, signed, d -> null));
    assertNull(Lease.verify(sealer, Fixture.GROUP, signed, d -> hash(1)));
    for (int i = 0; i < signed.length; i++) {
      byte[] changed = signed.clone();
      changed[i] ^= 1;
      assertNull(Lease.verify(sealer, Fixture.GROUP, changed, d -> key));
      byte[] cut = Arrays.copyOf(signed, i);
      assertNull(Lease.verify(sealer, Fixture.GROUP, cut, d -> key));
    }
    assertFalse(read.toString().contains(device(1).hex()));
  }
}
