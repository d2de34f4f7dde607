package org.understory.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * The own member and another, on the group's chain.
 *
 * @param timer seconds; 0: off
 */
record DirectCircle(
    Device device, Membership membership, Circle group, LogId channel, MemberId other, int timer)
    implements Circle {

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public GroupId id() {
    return group.id();
  }

  @Override
  public long seq() {
    return group.seq();
  }

  @Override
  public byte[] head() {
    return group.head();
  }

  @Override
  public boolean names(long seq, byte[] hash) {
    return group.names(seq, hash);
  }

  @Override
  public @Nullable EpochSecret sending() {
    return group.sending();
  }

  @Override
  public @Nullable EpochSecret secret(Epoch epoch) {
    return null;
  }

  @Override
  public int timer(LogId log) {
    return timer;
  }

  /** The devices of the other member. */
  List<DeviceKeys> othersOfPeer() {
    List<DeviceKeys> devices = new ArrayList<>(others());
    devices.removeIf(keys -> !keys.member().equals(other));
    return devices;
  }

  @Override
  public List<DeviceKeys> others() {
    List<DeviceKeys> devices = new ArrayList<>();
    for (DeviceKeys keys : membership.others()) {
      if (keys.member().equals(other) || keys.member().equals(device.keys().member())) {
        devices.add(keys);
      }
    }
    return devices;
  }

  /** In a channel of two neither takes away what the other said. */
  @Override
  public boolean leads(MemberId who, long seq, Epoch sentIn) {
    return false;
  }

  @Override
  public boolean isActive(DeviceId id) {
    return group.isActive(id);
  }

  @Override
  public Epoch joined(DeviceId id) {
    return group.joined(id);
  }

  @Override
  public boolean isBehind(Epoch epoch) {
    return false;
  }

  @Override
  public boolean isOver(LogId log, Epoch epoch, long position) {
    return false;
  }

  @Override
  public Collection<LogId> logs() {
    return List.of(channel);
  }

  @Override
  public String toString() {
    return "DirectCircle";
  }
}
