package org.understory.core.compartment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedApproval;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;

/**
 * The rules of a compartment's chain ({@code docs/protocol.md#compartment}).
 *
 * <p><b>Guarantees.</b> {@link #apply} is pure: the same state, entry and line of the group give
 * the same verdict everywhere. Only a keeper of the state before changes who is in it; any member
 * may only take out who is out of the group, leave, and close an epoch that is due.
 *
 * <p><b>Does not protect against</b> a keeper who acts within the rules, a member who takes the
 * logs at the server away from the others, nor entries that are withheld.
 */
public final class CompartmentRoster {
  private final Sealer sealer;
  private final GroupLine line;

  /**
   * @param sealer for hashes and signatures; its randomness is not used
   */
  public CompartmentRoster(Sealer sealer, GroupLine line) {
    this.sealer = sealer;
    this.line = line;
  }

  /** Judges the canonical bytes of a signed entry; bytes that are not are void. */
  public CompartmentVerdict apply(CompartmentState state, byte[] signedEntry) {
    try {
      return apply(state, CompartmentCodec.decode(signedEntry));
    } catch (InvalidWireException e) {
      return new CompartmentVerdict.Void(CompartmentCheck.MALFORMED);
    }
  }

  /** Judges an entry in the state before it, which is not changed. */
  public CompartmentVerdict apply(CompartmentState state, SignedCompartmentEntry signed) {
    CompartmentEntry entry = signed.entry();
    byte[] hash = signed.hash(sealer);
    CompartmentCheck broken =
        state.isEmpty() ? foundingBroken(state, entry, hash) : placeBroken(state, entry);
    if (broken != null) {
      return new CompartmentVerdict.Void(broken);
    }
    RosterState group = line.at(entry.groupSeq(), entry.groupHead());
    if (group == null) {
      return new CompartmentVerdict.Waits();
    }
    DeviceKeys actor = group.deviceOf(entry.actor());
    if (actor == null || !(state.isEmpty() || state.person(actor.member()) != null)) {
      return new CompartmentVerdict.Void(CompartmentCheck.ACTOR);
    }
    if (!signed.isSignedBy(sealer, actor.signingKey())) {
      return new CompartmentVerdict.Void(CompartmentCheck.SIGNATURE);
    }
    broken = new CompartmentRules(sealer, state, entry, group, actor.member()).broken();
    return broken == null
        ? new CompartmentVerdict.Applied(again(state, signed), hash)
        : new CompartmentVerdict.Void(broken);
  }

  /** The state after an entry of which it is known that it applies. */
  public CompartmentState again(CompartmentState state, SignedCompartmentEntry signed) {
    CompartmentState next = CompartmentChanges.make(state, signed.entry(), signed.hash(sealer));
    List<byte[]> cited = new ArrayList<>();
    for (byte[] approval : signed.entry().approvals()) {
      cited.add(SignedApproval.hash(sealer, approval));
    }
    if (!cited.isEmpty()) {
      next.cite(cited, signed.entry().time());
    }
    return next;
  }

  private static @Nullable CompartmentCheck foundingBroken(
      CompartmentState state, CompartmentEntry entry, byte[] hash) {
    if (!(entry.body() instanceof CompartmentBody.Create)) {
      return CompartmentCheck.CREATED;
    }
    GroupId expected = state.expected;
    if (entry.compartment() != null
        || (expected != null && !Arrays.equals(expected.bytes(), hash))) {
      return CompartmentCheck.OTHER_COMPARTMENT;
    }
    return entry.seq() == 0 && entry.prevHash().length == 0 ? null : CompartmentCheck.PLACE;
  }

  private static @Nullable CompartmentCheck placeBroken(
      CompartmentState state, CompartmentEntry entry) {
    if (entry.body() instanceof CompartmentBody.Create) {
      return CompartmentCheck.CREATED;
    }
    if (!state.id().equals(entry.compartment())) {
      return CompartmentCheck.OTHER_COMPARTMENT;
    }
    if (entry.seq() != state.seq() + 1 || !Arrays.equals(entry.prevHash(), state.head())) {
      return CompartmentCheck.PLACE;
    }
    if (entry.time() < state.time()) {
      return CompartmentCheck.TIME;
    }
    return entry.groupSeq() < state.groupSeq ? CompartmentCheck.GROUP_SEQ : null;
  }
}
