package org.understory.core.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Stewards;
import org.understory.core.roster.Stewards.Branch;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** A proof of a fork needs nothing else, and nothing that is no fork passes for one. */
final class ForkProofTest {
  private final Stewards group = new Stewards(430);
  private final Branch one = group.branch().note(group.e).note(group.s);
  private final Branch other = group.branch().note(group.e);
  private final List<SignedEntry> line = group.base.entriesFrom(0);

  /** What knows no member, and draws nothing at random. */
  private final Sealer anybody =
      new Sealer(
          BouncyCastlePrimitives.create(),
          target -> {
            throw new IllegalStateException("verifying is not random");
          });

  private ForkProof.Finding look(ForkProof proof) {
    return ForkProof.verify(anybody, Objects.requireNonNull(proof.encoded()));
  }

  private ForkProof.Refusal refusal(ForkProof proof) {
    return ((ForkProof.Nothing) look(proof)).refusal();
  }

  @Test
  void a_proof_names_the_group_the_place_and_who_signed_both() {
    Branches known = Branches.none(group.sealer()).with(one.state, other.entries);
    Fork fork = known.forks(one.state, List.of()).get(0);
    ForkProof.Proven proven = (ForkProof.Proven) look(ForkProof.of(one.state, fork));
    RosterState state = group.base;
    assertEquals(state.groupId(), proven.group());
    assertEquals(state.seq() + 1, proven.seq());
    assertEquals(group.e.member(), proven.oneAuthor());
    assertEquals(group.e.member(), proven.otherAuthor());
    assertEquals(Set.of(group.e.member()), proven.both());
  }

  @Test
  void fp_1_bytes_that_are_no_proof() {
    byte[] bytes = Objects.requireNonNull(proof().encoded());
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    for (byte[] wrong : List.of(new byte[0], new byte[] {1}, longer, new byte[5 << 20])) {
      assertEquals(
          ForkProof.Refusal.MALFORMED,
          ((ForkProof.Nothing) ForkProof.verify(anybody, wrong)).refusal());
    }
  }

  private ForkProof proof() {
    return new ForkProof(line, one.entries, other.entries);
  }

  @Test
  void fp_2_a_line_that_does_not_hold() {
    assertEquals(
        ForkProof.Refusal.LINE,
        refusal(new ForkProof(line.subList(1, line.size()), one.entries, other.entries)));
    List<SignedEntry> shuffled = new ArrayList<>(line);
    shuffled.add(line.get(1));
    assertEquals(
        ForkProof.Refusal.LINE, refusal(new ForkProof(shuffled, one.entries, other.entries)));
  }

  @Test
  void fp_3_a_branch_that_does_not_hold() {
    assertEquals(
        ForkProof.Refusal.BRANCH,
        refusal(new ForkProof(line, one.entries.subList(1, 2), other.entries)));
    Stewards strangers = new Stewards(431);
    assertEquals(
        ForkProof.Refusal.BRANCH,
        refusal(new ForkProof(line, one.entries, strangers.branch().note(strangers.e).entries)));
  }

  @Test
  void fp_4_the_same_entry_on_both_sides() {
    Branch longer = one.further().note(group.t);
    assertEquals(ForkProof.Refusal.SAME, refusal(new ForkProof(line, one.entries, longer.entries)));
  }
}
