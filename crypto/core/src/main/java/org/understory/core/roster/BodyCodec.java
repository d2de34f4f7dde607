package org.understory.core.roster;

import org.understory.core.roster.EntryBody.Add;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.DeviceAdd;
import org.understory.core.roster.EntryBody.DeviceRevoke;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.core.roster.EntryBody.InviteRevoke;
import org.understory.core.roster.EntryBody.Policy;
import org.understory.core.roster.EntryBody.Posters;
import org.understory.core.roster.EntryBody.RecoveryKey;
import org.understory.core.roster.EntryBody.Remove;
import org.understory.core.roster.EntryBody.Resolve;
import org.understory.core.roster.EntryBody.Role;
import org.understory.core.roster.EntryBody.Space;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.Decoder;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** The canonical bytes of the bodies ({@code roster.proto}); those about people: PeopleCodec. */
final class BodyCodec {
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds KEY_OR_NONE = Bounds.exactlyOrNone(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds STEWARDS = Bounds.of(1, 32);
  private static final Bounds INVITES = Bounds.of(1, 64);
  private static final Bounds POSTERS = Bounds.upTo(64);
  private static final Bounds ORIGIN = Bounds.of(1, 255);
  private static final Bounds WHOLE = Bounds.ANY_INT;

  private BodyCodec() {}

  static byte[] encode(EntryBody body) {
    return switch (body) {
      case Create create -> ProtoWriter.encode(create, BodyCodec::writeCreate);
      case Invite invite -> ProtoWriter.encode(invite, BodyCodec::writeInvite);
      case InviteRevoke revoke ->
          ProtoWriter.encode(revoke, (w, body1) -> IdList.write(w, 1, body1.invites(), INVITES));
      case Add add -> ProtoWriter.encode(add, BodyCodec::writeAdd);
      case ChannelEntry channel -> ProtoWriter.encode(channel, BodyCodec::writeChannel);
      case Posters posters -> ProtoWriter.encode(posters, BodyCodec::writePosters);
      case Policy policy -> ProtoWriter.encode(policy, BodyCodec::writePolicy);
      case Space space -> ProtoWriter.encode(space, BodyCodec::writeSpace);
      case EpochEntry epoch -> ProtoWriter.encode(epoch, BodyCodec::writeEpoch);
      case Remove remove -> ProtoWriter.encode(remove, PeopleCodec::writeRemove);
      case Role role -> ProtoWriter.encode(role, PeopleCodec::writeRole);
      case DeviceAdd add -> ProtoWriter.encode(add, PeopleCodec::writeDeviceAdd);
      case DeviceRevoke revoke -> ProtoWriter.encode(revoke, PeopleCodec::writeDeviceRevoke);
      case RecoveryKey key -> ProtoWriter.encode(key, PeopleCodec::writeRecoveryKey);
      case Resolve resolve -> ProtoWriter.encode(resolve, PeopleCodec::writeResolve);
      case Succession succession -> ProtoWriter.encode(succession, PeopleCodec::writeSuccession);
    };
  }

  static EntryBody decode(EntryKind kind, byte[] body) throws InvalidWireException {
    return switch (kind) {
      case CREATE -> read(body, BodyCodec::readCreate);
      case INVITE -> read(body, BodyCodec::readInvite);
      case INVITE_REVOKE ->
          read(body, r -> new InviteRevoke(IdList.read(r, 1, INVITES, InviteId::of)));
      case ADD -> read(body, BodyCodec::readAdd);
      case CHANNEL -> read(body, BodyCodec::readChannel);
      case POSTERS -> read(body, BodyCodec::readPosters);
      case POLICY -> read(body, BodyCodec::readPolicy);
      case SPACE -> read(body, r -> new Space(r.ascii(1, ORIGIN), SpaceId.of(r.bytes(2, ID))));
      case EPOCH -> read(body, BodyCodec::readEpoch);
      case REMOVE -> read(body, PeopleCodec::readRemove);
      case ROLE -> read(body, PeopleCodec::readRole);
      case DEVICE_ADD -> read(body, PeopleCodec::readDeviceAdd);
      case DEVICE_REVOKE -> read(body, PeopleCodec::readDeviceRevoke);
      case RECOVERY_KEY -> read(body, PeopleCodec::readRecoveryKey);
      case RESOLVE -> read(body, PeopleCodec::readResolve);
      case SUCCESSION -> read(body, PeopleCodec::readSuccession);
    };
  }

  private static <T extends EntryBody> EntryBody read(byte[] body, Decoder<T> decoder)
      throws InvalidWireException {
    return ProtoReader.decode(body, WHOLE, decoder);
  }

  private static void writeCreate(ProtoWriter w, Create create) {
    w.bytes(1, create.nonce(), KEY);
    w.number(2, create.suite(), Bounds.ANY_INT);
    w.bytes(3, create.space().bytes(), ID);
    w.message(4, create.founder(), DeviceKeysCodec::write);
    w.bytes(5, create.stewardKey(), KEY);
    w.bytes(6, create.nameCommitment(), KEY);
    w.bytes(7, create.groupNameCommitment(), KEY);
    w.bytes(8, create.recoveryKey(), KEY_OR_NONE);
  }

  private static Create readCreate(ProtoReader r) throws InvalidWireException {
    return new Create(
        r.bytes(1, KEY),
        r.smallNumber(2, Bounds.ANY_INT),
        SpaceId.of(r.bytes(3, ID)),
        r.message(4, DeviceKeysCodec::read),
        r.bytes(5, KEY),
        r.bytes(6, KEY),
        r.bytes(7, KEY),
        r.bytes(8, KEY_OR_NONE));
  }

  private static void writeInvite(ProtoWriter w, Invite invite) {
    w.bytes(1, invite.invite().bytes(), ID);
    w.bytes(2, invite.dropKey(), KEY);
    w.bytes(3, invite.requestKey(), KEY);
    w.bytes(4, invite.commit(), KEY);
    w.number(5, invite.notAfter(), Bounds.ANY);
    w.number(6, invite.maxUses(), Bounds.ANY_INT);
    w.number(7, invite.approvals(), Bounds.ANY_INT);
  }

  /** Field 8 is reserved; an entry that has one is refused. */
  private static Invite readInvite(ProtoReader r) throws InvalidWireException {
    return new Invite(
        InviteId.of(r.bytes(1, ID)),
        r.bytes(2, KEY),
        r.bytes(3, KEY),
        r.bytes(4, KEY),
        r.number(5, Bounds.ANY),
        r.smallNumber(6, Bounds.ANY_INT),
        r.smallNumber(7, Bounds.ANY_INT));
  }

  private static void writeAdd(ProtoWriter w, Add add) {
    w.bytes(1, add.inviteEntry(), KEY);
    w.bytes(2, add.requestHash(), KEY);
    w.message(3, add.device(), DeviceKeysCodec::write);
    w.bytes(4, add.nameCommitment(), KEY);
    w.bytes(5, add.recoveryKey(), KEY_OR_NONE);
  }

  private static Add readAdd(ProtoReader r) throws InvalidWireException {
    return new Add(
        r.bytes(1, KEY),
        r.bytes(2, KEY),
        r.message(3, DeviceKeysCodec::read),
        r.bytes(4, KEY),
        r.bytes(5, KEY_OR_NONE));
  }

  private static void writeChannel(ProtoWriter w, ChannelEntry channel) {
    w.bytes(1, channel.channel().bytes(), ID);
    w.bytes(2, channel.nameCommitment(), KEY);
    w.number(3, channel.timer(), Bounds.ANY_INT);
    w.bytes(4, channel.postKey(), KEY_OR_NONE);
    IdList.write(w, 5, channel.posters(), POSTERS);
  }

  private static ChannelEntry readChannel(ProtoReader r) throws InvalidWireException {
    return new ChannelEntry(
        LogId.of(r.bytes(1, ID)),
        r.bytes(2, KEY),
        r.smallNumber(3, Bounds.ANY_INT),
        r.bytes(4, KEY_OR_NONE),
        IdList.read(r, 5, POSTERS, MemberId::of));
  }

  private static void writePosters(ProtoWriter w, Posters posters) {
    w.bytes(1, posters.channel().bytes(), ID);
    w.bytes(2, posters.postKey(), KEY);
    IdList.write(w, 3, posters.posters(), POSTERS);
  }

  private static Posters readPosters(ProtoReader r) throws InvalidWireException {
    return new Posters(
        LogId.of(r.bytes(1, ID)), r.bytes(2, KEY), IdList.read(r, 3, POSTERS, MemberId::of));
  }

  private static void writePolicy(ProtoWriter w, Policy policy) {
    w.number(1, policy.policy(), Bounds.ANY_INT);
    w.bytes(2, policy.channel(), Bounds.exactlyOrNone(16));
    w.number(3, policy.timer(), Bounds.ANY_INT);
    w.number(4, policy.value(), Bounds.ANY);
    w.bytes(5, policy.commitment(), KEY_OR_NONE);
  }

  private static Policy readPolicy(ProtoReader r) throws InvalidWireException {
    return new Policy(
        r.smallNumber(1, Bounds.ANY_INT),
        r.bytes(2, Bounds.exactlyOrNone(16)),
        r.smallNumber(3, Bounds.ANY_INT),
        r.number(4, Bounds.ANY),
        r.bytes(5, KEY_OR_NONE));
  }

  private static void writeSpace(ProtoWriter w, Space space) {
    w.ascii(1, space.origin(), ORIGIN);
    w.bytes(2, space.space().bytes(), ID);
  }

  private static void writeEpoch(ProtoWriter w, EpochEntry epoch) {
    w.number(1, epoch.generation(), Bounds.ANY_INT);
    w.number(2, epoch.step(), Bounds.ANY_INT);
    w.bytes(3, epoch.secretHash(), KEY);
    w.bytes(4, epoch.memberKey(), KEY);
    w.number(5, epoch.stewardSetVersion(), Bounds.ANY);
    w.repeatedBytes(6, epoch.stewardKeys(), STEWARDS, KEY);
    w.number(7, epoch.threshold(), Bounds.ANY_INT);
    w.number(8, epoch.rosterKeyGeneration(), Bounds.ANY_INT);
    w.bytes(9, epoch.stewardSecretHash(), KEY);
    w.bytes(10, epoch.rescueKey(), Bounds.exactlyOrNone(32));
  }

  private static EpochEntry readEpoch(ProtoReader r) throws InvalidWireException {
    return new EpochEntry(
        r.smallNumber(1, Bounds.ANY_INT),
        r.smallNumber(2, Bounds.ANY_INT),
        r.bytes(3, KEY),
        r.bytes(4, KEY),
        r.number(5, Bounds.ANY),
        r.repeatedBytes(6, STEWARDS, KEY),
        r.smallNumber(7, Bounds.ANY_INT),
        r.smallNumber(8, Bounds.ANY_INT),
        r.bytes(9, KEY),
        r.bytes(10, Bounds.exactlyOrNone(32)));
  }
}
