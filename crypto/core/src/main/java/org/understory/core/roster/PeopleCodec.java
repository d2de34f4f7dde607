package org.understory.core.roster;

import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.RecoveryKey;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.EntryBody.Role;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/** The canonical bytes of the bodies about people, their devices and their offices. */
final class PeopleCodec {
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds KEY_OR_NONE = Bounds.exactlyOrNone(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds ACT = Bounds.of(1, SignedProposal.MAX_LENGTH);
  private static final Bounds ACT_OR_NONE = Bounds.upTo(SignedProposal.MAX_LENGTH);
  private static final Bounds OVER = Bounds.upTo(8192);
  private static final Bounds PEOPLE = Bounds.upTo(64);
  private static final Bounds STEWARDS = Bounds.upTo(32);

  /** Devices that one act takes away, and such as it keeps. */
  static final Bounds DEVICES = Bounds.upTo(5);

  static final Bounds KEPT = Bounds.upTo(4);
  static final Bounds CANDIDATES = Bounds.of(1, 8);

  private PeopleCodec() {}

  static void writeRemove(ProtoWriter w, Remove remove) {
    IdList.write(w, 1, remove.members(), Bounds.of(1, 128));
    w.bytes(2, remove.proposal(), ACT_OR_NONE);
    w.bool(3, remove.freeze());
  }

  static Remove readRemove(ProtoReader r) throws InvalidWireException {
    return new Remove(
        IdList.read(r, 1, Bounds.of(1, 128), MemberId::of), r.bytes(2, ACT_OR_NONE), r.bool(3));
  }

  static void writeRole(ProtoWriter w, Role role) {
    w.bytes(1, role.member().bytes(), ID);
    w.number(2, role.role(), Bounds.of(Role.MEMBER, Role.STEWARD));
    w.bytes(3, role.consent(), ACT_OR_NONE);
  }

  static Role readRole(ProtoReader r) throws InvalidWireException {
    return new Role(
        MemberId.of(r.bytes(1, ID)),
        r.smallNumber(2, Bounds.of(Role.MEMBER, Role.STEWARD)),
        r.bytes(3, ACT_OR_NONE));
  }

  static void writeDeviceAdd(ProtoWriter w, DeviceAdd add) {
    w.bytes(1, add.parent(), Bounds.exactlyOrNone(16));
    w.message(2, add.device(), DeviceKeysCodec::write);
    w.bytes(3, add.act(), ACT);
    w.bytes(4, add.recoveryKey(), KEY_OR_NONE);
    w.bool(5, add.announced());
    w.agree(fits(add));
  }

  static DeviceAdd readDeviceAdd(ProtoReader r) throws InvalidWireException {
    DeviceAdd add =
        new DeviceAdd(
            r.bytes(1, Bounds.exactlyOrNone(16)),
            r.message(2, DeviceKeysCodec::read),
            r.bytes(3, ACT),
            r.bytes(4, KEY_OR_NONE),
            r.bool(5));
    r.agree(fits(add));
    return add;
  }

  /** A device that was linked has nothing to do with a sheet. */
  private static boolean fits(DeviceAdd add) {
    return add.isRecovery() || (add.recoveryKey().length == 0 && !add.announced());
  }

  static void writeDeviceRevoke(ProtoWriter w, DeviceRevoke revoke) {
    w.bytes(1, revoke.member().bytes(), ID);
    IdList.write(w, 2, revoke.devices(), DEVICES);
    IdList.write(w, 3, revoke.kept(), KEPT);
    w.bytes(4, revoke.act(), ACT_OR_NONE);
    w.bytes(5, revoke.veto(), KEY_OR_NONE);
  }

  static DeviceRevoke readDeviceRevoke(ProtoReader r) throws InvalidWireException {
    return new DeviceRevoke(
        MemberId.of(r.bytes(1, ID)),
        IdList.read(r, 2, DEVICES, DeviceId::of),
        IdList.read(r, 3, KEPT, DeviceId::of),
        r.bytes(4, ACT_OR_NONE),
        r.bytes(5, KEY_OR_NONE));
  }

  static void writeRecoveryKey(ProtoWriter w, RecoveryKey key) {
    w.bytes(1, key.act(), ACT);
  }

  static RecoveryKey readRecoveryKey(ProtoReader r) throws InvalidWireException {
    return new RecoveryKey(r.bytes(1, ACT));
  }

  static void writeResolve(ProtoWriter w, Resolve resolve) {
    w.number(1, resolve.forkSeq(), Bounds.of(1, Long.MAX_VALUE));
    w.bytes(2, resolve.forkPrev(), KEY);
    w.bytes(3, resolve.loser(), Bounds.of(1, 12_288));
    IdList.write(w, 4, resolve.removed(), PEOPLE);
    IdList.write(w, 5, resolve.revoked(), PEOPLE);
    IdList.write(w, 6, resolve.demoted(), STEWARDS);
    w.number(7, resolve.generation(), Bounds.ANY_INT);
    w.bytes(8, resolve.over(), OVER);
  }

  static Resolve readResolve(ProtoReader r) throws InvalidWireException {
    return new Resolve(
        r.number(1, Bounds.of(1, Long.MAX_VALUE)),
        r.bytes(2, KEY),
        r.bytes(3, Bounds.of(1, 12_288)),
        IdList.read(r, 4, PEOPLE, MemberId::of),
        IdList.read(r, 5, PEOPLE, DeviceId::of),
        IdList.read(r, 6, STEWARDS, MemberId::of),
        r.smallNumber(7, Bounds.ANY_INT),
        r.bytes(8, OVER));
  }

  static void writeSuccession(ProtoWriter w, Succession succession) {
    w.number(1, succession.baseSeq(), Bounds.ANY);
    w.bytes(2, succession.baseHead(), KEY);
    w.repeatedBytes(3, succession.offices(), Bounds.of(1, 8), ACT);
    w.repeatedBytes(4, succession.endorsers(), Bounds.of(1, 64), Bounds.exactly(80));
    w.repeatedBytes(5, succession.evidence(), Bounds.upTo(4), Bounds.of(1, 1536));
  }

  static Succession readSuccession(ProtoReader r) throws InvalidWireException {
    return new Succession(
        r.number(1, Bounds.ANY),
        r.bytes(2, KEY),
        r.repeatedBytes(3, Bounds.of(1, 8), ACT),
        r.repeatedBytes(4, Bounds.of(1, 64), Bounds.exactly(80)),
        r.repeatedBytes(5, Bounds.upTo(4), Bounds.of(1, 1536)));
  }
}
