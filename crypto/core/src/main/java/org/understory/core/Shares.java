package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.understory.core.deposit.PairwiseBody.SheetShare;
import org.understory.core.linking.WordNumbers;
import org.understory.core.recovery.Shamir;
import org.understory.core.recovery.Share;
import org.understory.core.recovery.Sheet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.view.Devices;
import org.understory.core.view.JsonWriter;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * Parts of recovery sheets: those of the own one that fellow members keep, and those of theirs that
 * are kept here ({@code docs/protocol.md#shares}).
 */
final class Shares {
  /** What is to be sent to a device yet. */
  private static final String OWED = "so/";

  /** A member who holds a part of the own sheet. */
  private static final String HOLDER = "sg/";

  /** A part that is kept for a member. */
  private static final String HELD = "sk/";

  private static final String NEEDED = "shares-needed";

  /** The recovery key of the sheet that was dealt. */
  private static final String KEY = "shares-key";

  private static final int LEAST = 2;
  private static final int MOST = 8;

  private final Device device;
  private final Membership membership;
  private final Owing owing;
  private final Sheets sheets;

  Shares(Device device, Membership membership, Sessions sessions, Sheets sheets) {
    this.device = device;
    this.membership = membership;
    this.owing = new Owing(device, membership, sessions, OWED);
    this.sheets = sheets;
  }

  // ---- one's own

  /** Deals the sheet, whose secret is still here, to these members. */
  String deal(List<String> members, int needed) {
    byte[] secret = sheets.secret();
    List<Member> holders = new ArrayList<>();
    for (Member member : membership.state().activeMembers()) {
      if (members.contains(member.id().hex()) && !isMe(member)) {
        holders.add(member);
      }
    }
    int count = holders.size();
    if (secret == null || count != members.size()) {
      return Codes.NO_SUCH;
    }
    if (count < LEAST + 1 || count > MOST || needed < LEAST || needed > count) {
      return Codes.BAD_ARGUMENT;
    }
    recall();
    byte[][] shares = Shamir.split(device.sealer.randomness(), secret, count, needed);
    byte[] check = Sheet.check(device.sealer, secret);
    for (int i = 0; i < count; i++) {
      MemberId holder = holders.get(i).id();
      device.rows.put(HOLDER + holder.hex(), holder.bytes());
      owing.owe(
          holders.get(i),
          new SheetShare(
              device.keys().member(), i + 1, needed, shares[i], check, device.now(), false));
    }
    device.facts.number(NEEDED, needed);
    device.facts.bytes(KEY, Sheet.recoveryKey(device.sealer, secret, device.facts.space()));
    device.changed();
    return "";
  }

  /** Asks all holders to forget their parts. */
  String recall() {
    for (String key : List.copyOf(device.rows.scan(HOLDER).keySet())) {
      Member holder = membership.state().member(MemberId.of(Hex.parse(key.substring(3))));
      device.rows.delete(key);
      if (holder != null) {
        owing.owe(
            holder,
            new SheetShare(
                device.keys().member(), 1, LEAST, new byte[16], new byte[8], device.now(), true));
      }
    }
    device.facts.bytes(NEEDED, null);
    device.changed();
    return "";
  }

  /** Sends what has become possible. */
  void pump() {
    owing.pump(body -> body instanceof SheetShare share && isDue(share));
  }

  /** Not before the roster knows the sheet: a part of one that it replaces is forgotten. */
  private boolean isDue(SheetShare share) {
    Member self = membership.self();
    return membership.isCurrent()
        && self != null
        && (share.revoked() || Arrays.equals(device.facts.bytes(KEY), self.recoveryKey()));
  }

  List<String> holders() {
    List<String> holders = new ArrayList<>();
    for (byte[] row : device.rows.scan(HOLDER).values()) {
      holders.add(Hex.of(row));
    }
    return holders;
  }

  int needed() {
    return (int) device.facts.number(NEEDED);
  }

  // ---- others'

  /**
   * Takes in a part that its owner sent; a later one takes the place of an earlier.
   *
   * @param seq of the entry that the owner had applied last
   */
  void take(DeviceKeys sender, SheetShare share, long seq) {
    Member owner = membership.state().member(sender.member());
    if (owner == null || !owner.isActive() || !share.owner().equals(sender.member())) {
      return;
    }
    String key = HELD + share.owner().hex();
    byte[] before = device.rows.get(key);
    if (before != null && decode(before).time() > share.time()) {
      return;
    }
    if (share.revoked()) {
      device.rows.delete(key);
    } else {
      device.rows.put(key, encode(new Kept(share, seq, new byte[0])));
      rosterMoved();
    }
    device.changed();
  }

  /** Forgets parts of who went, or has another sheet. */
  void rosterMoved() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(HELD).entrySet())) {
      Kept kept = kept(row.getValue());
      Member owner = membership.state().member(kept.share().owner());
      boolean gone = owner == null || !(owner.isActive() || owner.isFrozen());
      if (owner != null && kept.key().length == 0 && membership.seq() >= kept.seq()) {
        kept = new Kept(kept.share(), kept.seq(), owner.recoveryKey());
        device.rows.put(row.getKey(), encode(kept));
      }
      boolean replaced =
          owner != null && kept.key().length > 0 && !Arrays.equals(kept.key(), owner.recoveryKey());
      if (gone || replaced) {
        device.rows.delete(row.getKey());
      }
    }
  }

  List<Devices.HeldShare> held() {
    List<Devices.HeldShare> held = new ArrayList<>();
    for (byte[] row : device.rows.scan(HELD).values()) {
      SheetShare share = decode(row);
      held.add(
          new Devices.HeldShare(
              share.owner().hex(),
              share.index(),
              LinkGiving.numbers(WordNumbers.of(share.share()))));
    }
    return held;
  }

  /** For the query {@code share}: the whole text of what is kept for a member. */
  String json(String memberId) {
    byte[] row = device.rows.get(HELD + memberId);
    SheetShare share = row == null ? null : decode(row);
    Member owner = share == null ? null : membership.state().member(share.owner());
    if (share == null || owner == null) {
      return "null";
    }
    Sheet sheet = Sheets.of(device, membership, owner, share.share());
    String text = new Share(share.index(), share.needed(), share.check(), sheet).format();
    return new JsonWriter().beginObject().member("text", text).endObject().text();
  }

  private boolean isMe(Member member) {
    return member.id().equals(device.keys().member());
  }

  // ---- rows

  /**
   * @param seq of the entry that the owner had applied when it sent it
   * @param key the owner's recovery key then, 32 bytes; empty before that entry is here
   */
  private record Kept(SheetShare share, long seq, byte[] key) {
    @Override
    public String toString() {
      return "Kept";
    }
  }

  private static byte[] encode(Kept kept) {
    SheetShare share = kept.share();
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, share.owner().bytes(), Bounds.exactly(16));
    writer.number(2, share.index(), Bounds.ANY_INT);
    writer.number(3, share.needed(), Bounds.ANY_INT);
    writer.bytes(4, share.share(), Bounds.exactly(16));
    writer.bytes(5, share.check(), Bounds.exactly(8));
    writer.number(6, share.time(), Bounds.ANY);
    writer.bool(7, share.revoked());
    writer.number(8, kept.seq(), Bounds.ANY);
    writer.bytes(9, kept.key(), Bounds.exactlyOrNone(32));
    return writer.toByteArray();
  }

  private static SheetShare decode(byte[] row) {
    return kept(row).share();
  }

  private static Kept kept(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      SheetShare share =
          new SheetShare(
              MemberId.of(reader.bytes(1, Bounds.exactly(16))),
              reader.smallNumber(2, Bounds.ANY_INT),
              reader.smallNumber(3, Bounds.ANY_INT),
              reader.bytes(4, Bounds.exactly(16)),
              reader.bytes(5, Bounds.exactly(8)),
              reader.number(6, Bounds.ANY),
              reader.bool(7));
      long seq = reader.number(8, Bounds.ANY);
      return new Kept(share, seq, reader.bytes(9, Bounds.exactlyOrNone(32)));
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored share cannot be read", e);
    }
  }
}
