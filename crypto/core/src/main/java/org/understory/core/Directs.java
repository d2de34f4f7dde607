package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.LogId;

/**
 * Direct channels: two members, from device to device, in no log ({@code docs/protocol.md#direct}).
 * One is there once either of the two has written, or opened it.
 */
final class Directs {
  private static final String PREFIX = "dm/";

  /** Of a channel whose timer nobody has set. */
  static final int WEEK_SECONDS = 7 * 86_400;

  private static final int ID = 16;

  private final Device device;
  private final Membership membership;
  private final Circle group;

  Directs(Device device, Membership membership, Circle group, SendGate gate) {
    this.device = device;
    this.membership = membership;
    this.group = group;
    gate.add(this::held);
  }

  /** The channel of this device's member and another. */
  LogId channel(MemberId other) {
    return channel(device.keys().member(), other);
  }

  /** The channel of any two members. */
  LogId channel(MemberId own, MemberId other) {
    boolean lower = own.hex().compareTo(other.hex()) < 0;
    byte[] hash =
        device.sealer.hash(
            "direct",
            device.facts.group().bytes(),
            (lower ? own : other).bytes(),
            (lower ? other : own).bytes());
    return LogId.of(Arrays.copyOf(hash, ID));
  }

  /** Opens the channel with another member; null with who is none, and with oneself. */
  @Nullable LogId start(String member) {
    for (Member other : membership.state().members().values()) {
      if (other.id().hex().equals(member) && !other.id().equals(device.keys().member())) {
        LogId channel = channel(other.id());
        open(channel, other.id());
        return channel;
      }
    }
    return null;
  }

  private void open(LogId channel, MemberId other) {
    if (!device.rows.has(PREFIX + channel.hex())) {
      device.rows.put(PREFIX + channel.hex(), row(other, WEEK_SECONDS));
      device.changed();
    }
  }

  private static byte[] row(MemberId other, int timer) {
    byte[] row = Arrays.copyOf(other.bytes(), ID + 4);
    for (int i = 0; i < 4; i++) {
      row[ID + i] = (byte) (timer >>> (24 - 8 * i));
    }
    return row;
  }

  /** All that are here. */
  List<LogId> channels() {
    List<LogId> channels = new ArrayList<>();
    for (String key : device.rows.scan(PREFIX).keySet()) {
      channels.add(LogId.of(Hex.parse(key.substring(PREFIX.length()))));
    }
    return channels;
  }

  @Nullable DirectCircle of(LogId channel) {
    byte[] row = device.rows.get(PREFIX + channel.hex());
    if (row == null) {
      return null;
    }
    int timer = 0;
    for (int i = ID; i < row.length; i++) {
      timer = timer << 8 | (row[i] & 0xFF);
    }
    MemberId other = MemberId.of(Arrays.copyOf(row, ID));
    return new DirectCircle(device, membership, group, channel, other, timer);
  }

  private @Nullable String held(LogId channel) {
    DirectCircle circle = of(channel);
    return circle != null && circle.othersOfPeer().isEmpty() ? SendGate.GONE : null;
  }

  /** Either of the two has set the timer. */
  void timer(LogId channel, int seconds) {
    DirectCircle circle = of(channel);
    if (circle != null) {
      device.rows.put(PREFIX + channel.hex(), row(circle.other(), seconds));
      device.changed();
    }
  }

  /** Where a message goes on from here. */
  interface Next {
    void direct(LogId channel, Content content);
  }

  /**
   * Takes in what a device of the roster sent in its session: of the other member to the own one,
   * or of the own member's other device.
   */
  void take(DeviceKeys sender, PairwiseBody.Direct direct, Next next) {
    boolean mine = sender.member().equals(device.keys().member());
    MemberId other = mine ? direct.with() : sender.member();
    boolean toMe = mine || direct.with().equals(device.keys().member());
    if (!toMe || other.equals(device.keys().member()) || membership.state().member(other) == null) {
      return; // DM-1
    }
    try {
      Content content = ContentCodec.decode(direct.content());
      LogId channel = channel(other);
      if (content.channel().equals(channel)) {
        open(channel, other);
        next.direct(channel, content);
      }
    } catch (InvalidWireException e) {
      return; // what no client writes
    }
  }
}
