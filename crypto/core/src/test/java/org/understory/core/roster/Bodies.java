package org.understory.core.roster;

import java.util.List;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;

/** Bodies of entries with what most tests leave out. */
public final class Bodies {
  private Bodies() {}

  /** A channel in which everyone writes. */
  public static ChannelEntry channel(LogId id, byte[] name, int timer) {
    return new ChannelEntry(id, name, timer, new byte[0], List.of());
  }

  public static Remove remove(MemberId member) {
    return new Remove(List.of(member), new byte[0], false);
  }

  /** One of each kind that is not in a young group's chain; no rule holds for them. */
  static List<EntryBody> others(TestGroup group) {
    DeviceKeys keys = group.publish(group.device());
    byte[] act = group.leave(group.founder());
    List<MemberId> members = IdList.sorted(List.of(keys.member(), group.founder().member()));
    List<DeviceId> devices = IdList.sorted(List.of(keys.device(), group.founder().device()));
    return List.of(
        new EntryBody.Role(keys.member(), EntryBody.Role.STEWARD, act),
        new EntryBody.DeviceAdd(group.founder().device().bytes(), keys, act, new byte[0], false),
        new EntryBody.DeviceAdd(new byte[0], keys, act, group.key(), true),
        new EntryBody.DeviceRevoke(keys.member(), devices, List.of(), act, group.key()),
        new EntryBody.RecoveryKey(act),
        new EntryBody.Posters(group.channel(), group.key(), members),
        new EntryBody.InviteRevoke(List.of(InviteId.of(keys.member().bytes()))),
        new EntryBody.Space("https://example.org", group.space()),
        Policy.of(Policies.ABSENCE_DAYS, 20),
        new EntryBody.Resolve(3, group.key(), act, members, devices, List.of(), 2, new byte[0]),
        new EntryBody.Succession(
            3, group.key(), List.of(act), List.of(new byte[80]), List.of(act)));
  }

  public static Policy timer(LogId channel, int seconds) {
    return Policy.timer(channel, seconds);
  }
}
