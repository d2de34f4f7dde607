package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentCodec;
import org.understory.core.compartment.CompartmentRoster;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.compartment.CompartmentVerdict;
import org.understory.core.compartment.SignedCompartmentEntry;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * A need-to-know channel that this device is in, as far as it applied its chain, with its secrets
 * ({@code docs/protocol.md#compartment}). All of it lies in rows of its own.
 */
final class Compartment implements Circle {
  /** Of all rows of all compartments. */
  static final String PREFIX = "kc/";

  private static final String INFO = "i";
  private static final String ENTRY = "r/";
  private static final int NAMED = 32;
  private static final int STAGGER_SECONDS = 8;

  final LogId rosterLog;
  final String rows;
  final Epochs epochs;
  final Keyring keyring;
  final CompartmentLink link;
  private final Device device;
  private final Membership membership;
  private final CompartmentRoster roster;
  private final GroupId id;
  private final List<Applied> history = new ArrayList<>();
  private CompartmentState state;
  private long staleSince;

  /** An applied entry, and where the log shows it. */
  record Applied(SignedCompartmentEntry entry, byte[] hash, long position) {}

  Compartment(
      Device device, Membership membership, CompartmentRoster roster, GroupId id, LogId rosterLog) {
    this.device = device;
    this.membership = membership;
    this.roster = roster;
    this.id = id;
    this.rosterLog = rosterLog;
    this.rows = PREFIX + id.hex().substring(0, NAMED) + "/";
    this.epochs = new Epochs(device.rows, device.sealer, EpochSecret.Of.COMPARTMENT, rows);
    this.keyring = new Keyring(device, rows, opened -> true);
    keyring.load();
    this.state = CompartmentState.awaiting(id);
    this.link = new CompartmentLink(device, this);
  }

  /** Keeps that there is such a compartment. */
  void save() {
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, id.bytes(), Bounds.exactly(32));
    writer.bytes(2, rosterLog.bytes(), Bounds.exactly(16));
    device.rows.put(rows + INFO, writer.toByteArray());
  }

  /** Every compartment of the store, its chain applied again. */
  static List<Compartment> load(Device device, Membership membership, CompartmentRoster roster) {
    List<Compartment> loaded = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : device.rows.scan(PREFIX).entrySet()) {
      if (row.getKey().endsWith("/" + INFO)) {
        loaded.add(decode(device, membership, roster, row.getValue()));
      }
    }
    loaded.forEach(Compartment::replay);
    return loaded;
  }

  private static Compartment decode(
      Device device, Membership membership, CompartmentRoster roster, byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      GroupId id = GroupId.of(reader.bytes(1, Bounds.exactly(32)));
      LogId log = LogId.of(reader.bytes(2, Bounds.exactly(16)));
      reader.end();
      return new Compartment(device, membership, roster, id, log);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored compartment cannot be read", e);
    }
  }

  private void replay() {
    for (byte[] row : device.rows.scan(rows + ENTRY).values()) {
      try {
        ProtoReader reader = new ProtoReader(row);
        long position = reader.number(1, Bounds.ANY);
        byte[] signed = reader.bytes(2, Bounds.ANY);
        reader.end();
        advance(CompartmentCodec.decode(signed), position);
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored entry of a compartment cannot be read", e);
      }
    }
  }

  CompartmentVerdict judge(byte[] signed) {
    return roster.apply(state, signed);
  }

  /** Takes in an entry that was judged to apply. */
  void take(SignedCompartmentEntry entry, long position) {
    ProtoWriter writer = new ProtoWriter();
    writer.number(1, position, Bounds.ANY);
    writer.bytes(2, entry.bytes(), Bounds.ANY);
    device.rows.put(rows + ENTRY + Hex.of(entry.entry().seq()), writer.toByteArray());
    advance(entry, position);
    device.changed();
  }

  private void advance(SignedCompartmentEntry entry, long position) {
    byte[] made = state.isEmpty() ? new byte[0] : state.stepMadeBy();
    state = roster.again(state, entry);
    history.add(new Applied(entry, state.head(), position));
    if (entry.entry().body() instanceof CompartmentBody.Epoch epoch) {
      epochs.adopt(epoch.number(), epoch.secretHash(), epoch.step() == 0 ? null : made);
    }
  }

  /** CP-7: takes a secret that was sent only where the applied EPOCH says so. */
  void openEpoch() {
    CompartmentBody.Epoch epoch = state.epoch();
    if (epoch != null) {
      byte[] made = state.stepMadeBy();
      epochs.adopt(epoch.number(), epoch.secretHash(), epoch.step() == 0 ? null : made);
    }
  }

  CompartmentState state() {
    return state;
  }

  List<Applied> history() {
    return history;
  }

  /** Whether this device's member is in it by the applied chain. */
  boolean amIn() {
    return state.person(device.keys().member()) != null;
  }

  boolean amKeeper() {
    CompartmentState.Person me = state.person(device.keys().member());
    return me != null && me.keeps();
  }

  /** CP-8, and while an EPOCH is due: nothing is sent, and any member puts it right. */
  boolean isStale() {
    return state.isEpochDue() || state.isStale(membership.state());
  }

  /**
   * When this device puts it right, milliseconds: each waits its own few seconds, so that one of
   * many does.
   */
  long cleanUpAt() {
    if (staleSince == 0) {
      staleSince = device.now();
    }
    byte[] order =
        device.sealer.hash("cleanup-order", state.head(), device.keys().device().bytes());
    return staleSince + (order[0] & (STAGGER_SECONDS - 1)) * 1000L;
  }

  /** It is not stale, or not any more. */
  void isClean() {
    staleSince = 0;
  }

  /** The secret of the current epoch, or null while it is missing. */
  @Nullable EpochSecret secret() {
    CompartmentBody.Epoch epoch = state.epoch();
    return epoch == null ? null : epochs.secret(epoch.generation(), epoch.step());
  }

  /** The group's line went back to this number: what was judged by what followed is judged anew. */
  void lineMoved(long kept) {
    if (!history.isEmpty() && state.groupSeq() > kept) {
      device.rows.deleteAll(rows + ENTRY);
      history.clear();
      state = CompartmentState.awaiting(id);
      link.again();
    }
  }

  /** Forgets all of it that lies in its own rows. */
  void forget() {
    device.rows.deleteAll(rows);
  }

  // ---- as a circle

  @Override
  public GroupId id() {
    return id;
  }

  @Override
  public long seq() {
    return state.seq();
  }

  @Override
  public byte[] head() {
    return state.head();
  }

  @Override
  public boolean names(long seq, byte[] hash) {
    byte[] own = state.hashAt(seq);
    return own != null && Arrays.equals(own, hash);
  }

  @Override
  public @Nullable EpochSecret sending() {
    return isStale() || !amIn() || !link.isCurrent() ? null : secret();
  }

  @Override
  public @Nullable EpochSecret secret(Epoch epoch) {
    return epochs.secret(epoch.generation(), epoch.step());
  }

  @Override
  public int timer(LogId channel) {
    return state.timer();
  }

  @Override
  public List<DeviceKeys> others() {
    List<DeviceKeys> others = new ArrayList<>();
    for (DeviceKeys other : membership.others()) {
      if (state.person(other.member()) != null) {
        others.add(other);
      }
    }
    return others;
  }

  @Override
  public boolean isActive(DeviceId device) {
    DeviceKeys keys = membership.keysOf(device);
    return keys != null && state.person(keys.member()) != null;
  }

  @Override
  public Epoch joined(DeviceId device) {
    Member member = membership.state().memberOf(device);
    MemberDevice known = member == null ? null : member.device(device);
    CompartmentState.Person person = member == null ? null : state.person(member.id());
    Epoch joined = person == null ? null : person.joined();
    CompartmentBody.Epoch epoch = state.epoch();
    if (joined == null || known == null || epoch == null) {
      return new Epoch(Integer.MAX_VALUE, 0);
    }
    return known.sinceSeq() > state.epochGroupSeq() ? epoch.number() : joined;
  }

  @Override
  public boolean leads(MemberId who, long seq, Epoch sentIn) {
    CompartmentState.Person person = state.person(who);
    return person != null && person.keeps() && person.keeperSince() <= seq;
  }

  @Override
  public boolean isBehind(Epoch epoch) {
    return amIn() && epoch.compareTo(joined(device.keys().device())) < 0;
  }

  /** What was before this device came is none of its business, and not shown as missing either. */
  @Override
  public boolean isOver(LogId log, Epoch epoch, long position) {
    return isBehind(epoch);
  }

  @Override
  public Collection<LogId> logs() {
    return state.isEmpty() ? List.of() : List.of(state.create().log());
  }
}
