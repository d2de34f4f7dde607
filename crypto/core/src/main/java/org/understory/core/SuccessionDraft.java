package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.core.roster.Act;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.roster.IdList;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;

/**
 * The commit of a SUCCESSION: its parts, authorised by the rescue key ({@code
 * docs/protocol.md#succession}, {@code #rescue-key}).
 */
final class SuccessionDraft implements Drafter {
  /** What one part may hold besides its offices: bodies have a bound. */
  private static final int PART_BYTES = 7_600;

  private static final int MOST_ENDORSERS = 64;

  private final Device device;
  private final Membership membership;
  private final Governing governing;
  private final Endorsing endorsing;
  private final Choices choices;

  SuccessionDraft(Device device, Membership membership, Governing governing, Endorsing endorsing) {
    this.device = device;
    this.membership = membership;
    this.governing = governing;
    this.endorsing = endorsing;
    this.choices = endorsing.choices;
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    List<MemberId> members = Endorsing.members(intent.body());
    List<Proposals.Open> offices = choices.offices(members);
    byte[] seed = endorsing.seed();
    if (seed == null
        || offices.isEmpty()
        || !governing.parts.isNamed(device.sealer.primitives().ed25519().publicKey(seed))
        || !Arrays.equals(choices.hash(offices), intent.subject())
        || !endorsing.isChosen(members)
        || !choices.isEnough(intent.subject())) {
      return Drafted.NOTHING; // others were first, or a steward is back
    }
    draft.rescueSeed = seed;
    RosterState base = membership.state();
    List<byte[]> evidence =
        endorsing.isOld() ? List.of() : List.copyOf(endorsing.silence.evidence().values());
    for (List<byte[]> part :
        split(choices.endorsements(intent.subject()), Choices.bytes(offices))) {
      draft.put(
          draft
              .author()
              .append(
                  new Succession(base.seq(), base.head(), Choices.bytes(offices), part, evidence)));
      evidence = List.of();
    }
    return Drafted.DONE;
  }

  /** As many as are needed, the own in the first part, each part by rising device id. */
  private List<List<byte[]>> split(List<Proposals.Open> voices, List<byte[]> offices) {
    List<byte[]> all = new ArrayList<>();
    for (Proposals.Open one : voices) {
      if (one.act() instanceof Act.Endorse voice) {
        byte[] endorser = Endorsing.join(one.proposal().device().bytes(), voice.signature());
        all.add(governing.proposals.isOwn(one) ? 0 : all.size(), endorser);
      }
    }
    int left = PART_BYTES;
    for (byte[] office : offices) {
      left -= office.length + 4;
    }
    int each = Math.min(MOST_ENDORSERS, left / 83);
    int needed = choices.needed();
    List<List<byte[]>> parts = new ArrayList<>();
    for (int from = 0; from < needed; from += each) {
      List<byte[]> part = new ArrayList<>(all.subList(from, Math.min(needed, from + each)));
      part.sort((a, b) -> IdList.compare(Arrays.copyOf(a, 16), Arrays.copyOf(b, 16)));
      parts.add(part);
    }
    return parts;
  }

  @Override
  public void finished(Intent intent) {
    endorsing.over();
  }
}
