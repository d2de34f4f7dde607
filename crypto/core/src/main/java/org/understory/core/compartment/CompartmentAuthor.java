package org.understory.core.compartment;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.RosterState;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;

/**
 * Builds and signs the entries of one change to a compartment, each on top of the one before. Every
 * entry that it returns holds; what breaks a rule throws and changes nothing.
 */
public final class CompartmentAuthor {
  private final Sealer sealer;
  private final CompartmentRoster roster;
  private final DeviceKeySet device;
  private final RosterState group;
  private final long time;
  private final List<SignedCompartmentEntry> entries = new ArrayList<>();
  private CompartmentState state;

  /** An act that breaks a rule of the compartment. */
  public static final class BrokenException extends IllegalStateException {
    private static final long serialVersionUID = 1;
    private final CompartmentCheck check;

    BrokenException(CompartmentCheck check) {
      super("CP-" + check.number());
      this.check = check;
    }

    public CompartmentCheck check() {
      return check;
    }
  }

  /**
   * @param state at the head of the compartment; empty to found one
   * @param group at the own head of the group
   * @param now milliseconds; an entry's time is this or the head's, whichever is later
   */
  public CompartmentAuthor(
      Sealer sealer, CompartmentState state, RosterState group, DeviceKeySet device, long now) {
    this.sealer = sealer;
    this.roster = new CompartmentRoster(sealer, (seq, head) -> group);
    this.state = state;
    this.group = group;
    this.device = device;
    this.time = Math.max(now, state.time());
  }

  /** The state after the entries so far. */
  public CompartmentState state() {
    return state;
  }

  /** The entries so far, in order. */
  public List<SignedCompartmentEntry> entries() {
    return List.copyOf(entries);
  }

  /** One entry, with the approvals of other keepers that it needs. */
  public SignedCompartmentEntry append(CompartmentBody body, List<byte[]> approvals) {
    CompartmentEntry entry =
        new CompartmentEntry(
            state.isEmpty() ? null : state.id(),
            state.seq() + 1,
            state.head(),
            body,
            device.device(),
            time,
            approvals,
            group.seq(),
            group.head());
    SignedCompartmentEntry signed =
        SignedCompartmentEntry.sign(sealer, device.signingSeed(), entry);
    switch (roster.apply(state, signed)) {
      case CompartmentVerdict.Applied applied -> state = applied.next();
      case CompartmentVerdict.Void refused -> throw new BrokenException(refused.check());
      case CompartmentVerdict.Waits ignored -> throw new AssertionError("its own head");
    }
    entries.add(signed);
    return signed;
  }

  /** EPOCH that closes the change; the secret is the one that is due. */
  public SignedCompartmentEntry epoch(EpochSecret secret) {
    CompartmentBody.Epoch before = state.epoch();
    int key = before == null ? 0 : before.rosterKeyGeneration();
    boolean steps = state.isEpochDue() && !state.isFreshDue();
    return append(
        new CompartmentBody.Epoch(
            secret.generation(),
            secret.step(),
            secret.secretHash(sealer),
            secret.memberAccessKey(sealer, group.space()),
            steps ? key : key + 1),
        List.of());
  }

  @Override
  public String toString() {
    return "CompartmentAuthor[" + entries.size() + " entries]";
  }
}
