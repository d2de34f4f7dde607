package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.ForkDetector.Fork;

final class ForkDetectorTest {
  private final TestGroup group = TestGroup.founded(80);
  private final ForkDetector detector = new ForkDetector(group.sealer());
  private final Frankenstein rival = new Frankenstein(group);

  ForkDetectorTest() {
    // The rival branches off right behind the founding; the group goes on.
    group.invited();
    group.joined();
  }

  private Fork find(SignedEntry incoming) {
    Fork fork = seek(incoming);
    assertNotNull(fork);
    return fork;
  }

  private @Nullable Fork seek(SignedEntry incoming) {
    return detector.find(RosterState.EMPTY, group.entries(), incoming);
  }

  private SignedEntry other() {
    return rival.sew(Bodies.channel(group.logId(), group.key(), 0));
  }

  @Test
  void another_valid_entry_for_a_place_that_is_taken_is_a_fork() {
    SignedEntry other = other();
    Fork fork = find(other);
    assertEquals(other, fork.other());
    assertEquals(group.entries().get((int) other.entry().seq()), fork.applied());
  }

  @Test
  void the_applied_entry_itself_is_no_fork() {
    for (SignedEntry applied : group.entries()) {
      assertNull(seek(applied));
    }
  }

  @Test
  void an_entry_that_breaks_a_rule_is_no_fork() {
    assertNull(seek(rival.sew(Bodies.timer(group.logId(), 0))));
  }

  @Test
  void a_forged_entry_is_no_fork() {
    rival.signingSeed = group.key();
    assertNull(seek(other()));
  }

  @Test
  void an_entry_of_somebody_who_was_no_steward_then_is_no_fork() {
    rival.as(group.device());
    assertNull(seek(other()));
  }

  @Test
  void an_entry_on_top_of_an_unknown_head_is_no_fork() {
    rival.prevHash = group.key();
    assertNull(seek(other()));
  }

  @Test
  void an_entry_ahead_of_the_head_is_no_fork() {
    assertNull(seek(new Frankenstein(group).sew(Bodies.timer(group.channel(), 0))));
  }

  @Test
  void another_create_is_another_group_and_no_fork() {
    TestGroup stranger = TestGroup.founded(81);
    SignedEntry create = stranger.entries().getFirst();
    assertNull(
        detector.find(RosterState.awaiting(group.state().groupId()), group.entries(), create));
  }

  @Test
  void the_applied_entry_with_a_spoilt_signature_is_no_fork() {
    SignedEntry applied = group.entries().getLast();
    byte[] changed = applied.signature();
    changed[0] ^= 1;
    assertNull(seek(Frankenstein.resigned(applied, changed)));
  }

  @Test
  void entries_that_are_not_the_origin_s_are_a_mistake_of_the_caller() {
    List<SignedEntry> shuffled = List.of(group.entries().get(1), group.entries().get(0));
    rival.seq = 1;
    rival.prevHash = group.entries().get(0).entry().prevHash();
    assertThrows(
        IllegalArgumentException.class, () -> detector.find(RosterState.EMPTY, shuffled, other()));
  }
}
