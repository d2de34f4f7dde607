package org.understory.core.compartment;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/** The canonical bytes of a compartment's entries ({@code compartment.proto}). */
public final class CompartmentCodec {
  private static final int VERSION = 2;
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds KEY_OR_NONE = Bounds.exactlyOrNone(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds SMALL = Bounds.ANY_INT;
  private static final Bounds BODY = Bounds.upTo(8192);
  private static final Bounds ENTRY = Bounds.of(1, 16384);
  private static final Bounds APPROVALS = Bounds.upTo(16);
  private static final Bounds APPROVAL = Bounds.of(1, 256);
  private static final Bounds MEMBERS = Bounds.of(2, 128);
  private static final Bounds KEEPERS = Bounds.of(1, 8);
  private static final Bounds ADDED = Bounds.of(1, 64);
  private static final Bounds REMOVED = Bounds.of(1, 128);

  private CompartmentCodec() {}

  /**
   * Reads a signed entry with the entry and the body inside it.
   *
   * @throws InvalidWireException when any of them is not canonical
   */
  public static SignedCompartmentEntry decode(byte[] signed) throws InvalidWireException {
    return ProtoReader.decode(
        signed,
        ENTRY,
        r -> {
          byte[] entry = r.bytes(1, ENTRY);
          byte[] signature = r.bytes(2, Bounds.exactly(64));
          return new SignedCompartmentEntry(
              ProtoReader.decode(entry, ENTRY, CompartmentCodec::readEntry), entry, signature);
        });
  }

  static byte[] encode(SignedCompartmentEntry signed) {
    return ProtoWriter.encode(
        signed,
        (w, s) -> {
          w.bytes(1, s.entryBytes(), ENTRY);
          w.bytes(2, s.signature(), Bounds.exactly(64));
        });
  }

  static byte[] encodeEntry(CompartmentEntry entry) {
    GroupId compartment = entry.compartment();
    return ProtoWriter.encode(
        entry,
        (w, e) -> {
          w.number(1, VERSION, Bounds.exactly(VERSION));
          w.bytes(2, compartment == null ? new byte[0] : compartment.bytes(), KEY_OR_NONE);
          w.number(3, e.seq(), Bounds.ANY);
          w.bytes(4, e.prevHash(), KEY_OR_NONE);
          w.number(5, e.body().kind(), SMALL);
          w.bytes(6, e.actor().bytes(), ID);
          w.number(7, e.time(), Bounds.ANY);
          w.bytes(8, encodeBody(e.body()), BODY);
          w.repeatedBytes(9, e.approvals(), APPROVALS, APPROVAL);
          w.number(10, e.groupSeq(), Bounds.ANY);
          w.bytes(11, e.groupHead(), KEY);
        });
  }

  private static CompartmentEntry readEntry(ProtoReader r) throws InvalidWireException {
    r.version(1, VERSION);
    byte[] compartment = r.bytes(2, KEY_OR_NONE);
    long seq = r.number(3, Bounds.ANY);
    byte[] prevHash = r.bytes(4, KEY_OR_NONE);
    int kind = r.smallNumber(5, SMALL);
    DeviceId actor = DeviceId.of(r.bytes(6, ID));
    long time = r.number(7, Bounds.ANY);
    CompartmentBody body = decodeBody(kind, r.bytes(8, BODY));
    return new CompartmentEntry(
        compartment.length == 0 ? null : GroupId.of(compartment),
        seq,
        prevHash,
        body,
        actor,
        time,
        r.repeatedBytes(9, APPROVALS, APPROVAL),
        r.number(10, Bounds.ANY),
        r.bytes(11, KEY));
  }

  /** The canonical bytes of a body: what approvals name. */
  public static byte[] encodeBody(CompartmentBody body) {
    return ProtoWriter.encode(body, CompartmentCodec::writeBody);
  }

  private static void writeBody(ProtoWriter w, CompartmentBody body) {
    switch (body) {
      case CompartmentBody.Create create -> {
        w.bytes(1, create.nonce(), KEY);
        w.bytes(2, create.group().bytes(), KEY);
        w.bytes(3, create.log().bytes(), ID);
        w.bytes(4, create.rosterLog().bytes(), ID);
        members(w, 5, create.members(), MEMBERS);
        members(w, 6, create.keepers(), KEEPERS);
        w.number(7, create.timer(), SMALL);
        w.bytes(8, create.nameCommitment(), KEY);
      }
      case CompartmentBody.Add add -> members(w, 1, add.members(), ADDED);
      case CompartmentBody.Remove remove -> members(w, 1, remove.members(), REMOVED);
      case CompartmentBody.Role role -> {
        w.bytes(1, role.member().bytes(), ID);
        w.number(2, role.role(), SMALL);
      }
      case CompartmentBody.Policy policy -> {
        w.number(1, policy.policy(), SMALL);
        w.number(2, policy.value(), SMALL);
      }
      case CompartmentBody.Epoch epoch -> {
        w.number(1, epoch.generation(), SMALL);
        w.number(2, epoch.step(), SMALL);
        w.bytes(3, epoch.secretHash(), KEY);
        w.bytes(4, epoch.accessKey(), KEY);
        w.number(8, epoch.rosterKeyGeneration(), SMALL);
      }
    }
  }

  /** The body of that kind with these canonical bytes. */
  public static CompartmentBody decodeBody(int kind, byte[] body) throws InvalidWireException {
    return ProtoReader.decode(body, BODY, r -> readBody(kind, r));
  }

  private static CompartmentBody readBody(int kind, ProtoReader r) throws InvalidWireException {
    return switch (kind) {
      case 1 ->
          new CompartmentBody.Create(
              r.bytes(1, KEY),
              GroupId.of(r.bytes(2, KEY)),
              LogId.of(r.bytes(3, ID)),
              LogId.of(r.bytes(4, ID)),
              members(r, 5, MEMBERS),
              members(r, 6, KEEPERS),
              r.smallNumber(7, SMALL),
              r.bytes(8, KEY));
      case 3 -> new CompartmentBody.Add(members(r, 1, ADDED));
      case 4 -> new CompartmentBody.Remove(members(r, 1, REMOVED));
      case 5 ->
          new CompartmentBody.Role(MemberId.of(r.bytes(1, ID)), r.smallNumber(2, Bounds.of(1, 2)));
      case 9 -> new CompartmentBody.Policy(r.smallNumber(1, SMALL), r.smallNumber(2, SMALL));
      case 10 ->
          new CompartmentBody.Epoch(
              r.smallNumber(1, SMALL),
              r.smallNumber(2, SMALL),
              r.bytes(3, KEY),
              r.bytes(4, KEY),
              r.smallNumber(8, SMALL));
      default -> throw r.unknownBody();
    };
  }

  /** Rising, so that a set has one encoding. */
  private static void members(ProtoWriter w, int field, List<MemberId> ids, Bounds count) {
    List<byte[]> values = new ArrayList<>();
    ids.forEach(id -> values.add(id.bytes()));
    w.agree(areRising(ids));
    w.repeatedBytes(field, values, count, ID);
  }

  private static List<MemberId> members(ProtoReader r, int field, Bounds count)
      throws InvalidWireException {
    List<MemberId> ids = new ArrayList<>();
    for (byte[] id : r.repeatedBytes(field, count, ID)) {
      ids.add(MemberId.of(id));
    }
    r.agree(areRising(ids));
    return ids;
  }

  private static boolean areRising(List<MemberId> ids) {
    for (int i = 1; i < ids.size(); i++) {
      if (ids.get(i - 1).hex().compareTo(ids.get(i).hex()) >= 0) {
        return false;
      }
    }
    return true;
  }
}
