package org.understory.core;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.GroupLine;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** The whole group as the circle of its open channels. */
record GroupCircle(Device device, Membership membership) implements Circle {
  /** The group's states, for compartments. */
  GroupLine line(Roster roster) {
    return (seq, head) -> {
      if (!names(seq, head)) {
        return null;
      }
      RosterState now = membership.state();
      return seq == now.seq() ? now : roster.before(now, seq + 1);
    };
  }

  @Override
  public GroupId id() {
    return device.facts.group();
  }

  @Override
  public long seq() {
    return membership.seq();
  }

  @Override
  public byte[] head() {
    return membership.head();
  }

  @Override
  public boolean names(long seq, byte[] hash) {
    return membership.state().holds(seq, hash);
  }

  @Override
  public @Nullable EpochSecret sending() {
    return membership.secret();
  }

  @Override
  public @Nullable EpochSecret secret(Epoch epoch) {
    return device.epochs.secret(epoch.generation(), epoch.step());
  }

  @Override
  public int timer(LogId channel) {
    return membership.timer(channel);
  }

  @Override
  public List<DeviceKeys> others() {
    return membership.others();
  }

  @Override
  public boolean leads(MemberId who, long seq, Epoch sentIn) {
    RosterState at = new Roster(device.sealer).before(membership.state(), seq + 1);
    EpochEntry epoch = at.epoch();
    Member member = at.member(who);
    return epoch != null
        && epoch.generation() == sentIn.generation()
        && member != null
        && member.isActiveSteward();
  }

  @Override
  public boolean isActive(DeviceId id) {
    return membership.isActive(id) && !membership.isCutOff(id);
  }

  @Override
  public Epoch joined(DeviceId id) {
    return membership.joined(id);
  }

  @Override
  public boolean isBehind(Epoch epoch) {
    return membership.isBehind(epoch);
  }

  @Override
  public boolean isOver(LogId log, Epoch epoch, long position) {
    return membership.isOver(log, epoch, position);
  }

  @Override
  public Collection<LogId> logs() {
    return membership.state().channels().keySet();
  }
}
