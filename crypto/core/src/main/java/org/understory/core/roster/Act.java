package org.understory.core.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/** What a {@link Proposal} asks for, one record a kind ({@code docs/protocol.md#proposals}). */
public sealed interface Act {
  /** The number of {@link Propose}. */
  int PROPOSE = 7;

  /** The number of the kind on the wire, 1 to 12. */
  int kind();

  /** The proposal's member leaves. */
  record Leave() implements Act {
    @Override
    public int kind() {
      return 1;
    }
  }

  /** The proposal's device links another one of its member. */
  record DeviceAdd(DeviceKeys device) implements Act {
    @Override
    public int kind() {
      return 2;
    }
  }

  /**
   * Takes devices of the proposal's member away, or refuses a recovery.
   *
   * @param devices 0 to 5, rising
   * @param kept 0 to 4, rising: linked by one of them, and staying
   * @param veto 32 bytes, hash of the announced recovery; or empty
   */
  record DeviceRevoke(List<DeviceId> devices, List<DeviceId> kept, byte[] veto) implements Act {
    @Override
    public int kind() {
      return 3;
    }
  }

  /**
   * The proposal's device is ready to hold office.
   *
   * @param stewardKey 32 bytes, Ed25519
   * @param keyProof 64 bytes, by that key
   */
  record Office(byte[] stewardKey, byte[] keyProof) implements Act {
    static final String PROOF_TYPE = "office";

    /** An office for this device of this group, proven with the key's seed of 32 bytes. */
    public static Office of(Sealer sealer, GroupId group, DeviceId device, byte[] stewardSeed) {
      byte[] key = sealer.primitives().ed25519().publicKey(stewardSeed);
      return new Office(
          key, sealer.sign(stewardSeed, PROOF_TYPE, group.bytes(), device.bytes(), key));
    }

    byte[][] proofParts(Proposal by) {
      return new byte[][] {by.group().bytes(), by.device().bytes(), stewardKey};
    }

    @Override
    public int kind() {
      return 4;
    }
  }

  /** The proposal's member gives its office back. */
  record Resign() implements Act {
    @Override
    public int kind() {
      return 5;
    }
  }

  /** A steward's voice: a canonical {@link SignedApproval}. */
  record GiveApproval(byte[] approval) implements Act {
    @Override
    public int kind() {
      return 6;
    }
  }

  /**
   * An entry that needs more voices.
   *
   * @param entryKind its kind
   * @param body its canonical body, 1 to 2,400 bytes
   * @param opening of the commitment in it, so that others see what they approve; or null
   */
  record Propose(int entryKind, byte[] body, @Nullable Opening opening) implements Act {
    /** Asks for an entry with this body. */
    public static Propose of(EntryBody body, @Nullable Opening opening) {
      return new Propose(body.kind().number(), BodyCodec.encode(body), opening);
    }

    /** The body that is asked for; null when it is none. */
    public @Nullable EntryBody asked() {
      EntryKind of = EntryKind.of(entryKind);
      try {
        return of == null ? null : BodyCodec.decode(of, body);
      } catch (InvalidWireException e) {
        return null;
      }
    }

    @Override
    public int kind() {
      return PROPOSE;
    }
  }

  /**
   * A plain member's voice for new stewards.
   *
   * @param baseHead 32 bytes
   * @param officesHash 32 bytes
   * @param signature 64 bytes
   */
  record Endorse(long baseSeq, byte[] baseHead, byte[] officesHash, byte[] signature)
      implements Act {
    @Override
    public int kind() {
      return 8;
    }
  }

  /** Another sheet: its 32-byte public key, or empty for none. */
  record RecoveryKey(byte[] recoveryKey) implements Act {
    @Override
    public int kind() {
      return 9;
    }
  }

  /**
   * A steward's signature for the set of steward keys at the server that an act results in.
   *
   * @param version the set's
   * @param signature 64 bytes, by the steward access key
   * @param rescueKey 32 bytes: signed with the stewards as they are and this as their rescue key;
   *     empty: with another set and the rescue key there is
   */
  record SetSignature(long version, byte[] signature, byte[] rescueKey) implements Act {
    @Override
    public int kind() {
      return 10;
    }
  }

  /**
   * A plain member names who should become stewards, now that those there are say nothing.
   *
   * @param members 1 to 8, rising
   */
  record Candidates(List<MemberId> members) implements Act {
    @Override
    public int kind() {
      return 12;
    }
  }

  /** Takes another proposal of the same member back, or refuses an office: its hash, 32 bytes. */
  record Withdraw(byte[] proposal) implements Act {
    @Override
    public int kind() {
      return 11;
    }
  }

  /** The canonical bytes of an act; empty for LEAVE and RESIGN. */
  static byte[] encode(Act act) {
    return ProtoWriter.encode(
        act,
        (w, a) -> {
          switch (a) {
            case Leave leave -> {}
            case Resign resign -> {}
            case DeviceAdd add -> w.message(1, add.device, DeviceKeysCodec::write);
            case DeviceRevoke revoke -> {
              IdList.write(w, 1, revoke.devices, PeopleCodec.DEVICES);
              IdList.write(w, 2, revoke.kept, PeopleCodec.KEPT);
              w.bytes(3, revoke.veto, Bounds.exactlyOrNone(32));
            }
            case Office office -> {
              w.bytes(1, office.stewardKey, Bounds.exactly(32));
              w.bytes(2, office.keyProof, Bounds.exactly(64));
            }
            case GiveApproval give -> w.bytes(1, give.approval, SignedApproval.WHOLE);
            case Propose propose -> {
              w.number(1, propose.entryKind, Bounds.of(1, 255));
              w.bytes(2, propose.body, Proposal.BODY);
              w.message(3, propose.opening, Opening::write);
            }
            case Endorse endorse -> {
              w.number(1, endorse.baseSeq, Bounds.ANY);
              w.bytes(2, endorse.baseHead, Bounds.exactly(32));
              w.bytes(3, endorse.officesHash, Bounds.exactly(32));
              w.bytes(4, endorse.signature, Bounds.exactly(64));
            }
            case RecoveryKey key -> w.bytes(1, key.recoveryKey, Bounds.exactlyOrNone(32));
            case SetSignature set -> {
              w.number(1, set.version, Bounds.ANY);
              w.bytes(2, set.signature, Bounds.exactly(64));
              w.bytes(3, set.rescueKey, Bounds.exactlyOrNone(32));
            }
            case Candidates named -> IdList.write(w, 1, named.members, PeopleCodec.CANDIDATES);
            case Withdraw withdraw -> w.bytes(1, withdraw.proposal, Bounds.exactly(32));
          }
        });
  }

  /** The act of that kind with these canonical bytes. */
  static Act decode(int kind, byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, Proposal.ACT, r -> read(kind, r));
  }

  private static Act read(int kind, ProtoReader r) throws InvalidWireException {
    return switch (kind) {
      case 1 -> new Leave();
      case 2 -> new DeviceAdd(r.message(1, DeviceKeysCodec::read));
      case 3 ->
          new DeviceRevoke(
              IdList.read(r, 1, PeopleCodec.DEVICES, DeviceId::of),
              IdList.read(r, 2, PeopleCodec.KEPT, DeviceId::of),
              r.bytes(3, Bounds.exactlyOrNone(32)));
      case 4 -> new Office(r.bytes(1, Bounds.exactly(32)), r.bytes(2, Bounds.exactly(64)));
      case 5 -> new Resign();
      case 6 -> new GiveApproval(r.bytes(1, SignedApproval.WHOLE));
      case PROPOSE ->
          new Propose(
              r.smallNumber(1, Bounds.of(1, 255)),
              r.bytes(2, Proposal.BODY),
              r.optionalMessage(3, Opening::read));
      case 8 ->
          new Endorse(
              r.number(1, Bounds.ANY),
              r.bytes(2, Bounds.exactly(32)),
              r.bytes(3, Bounds.exactly(32)),
              r.bytes(4, Bounds.exactly(64)));
      case 10 ->
          new SetSignature(
              r.number(1, Bounds.ANY),
              r.bytes(2, Bounds.exactly(64)),
              r.bytes(3, Bounds.exactlyOrNone(32)));
      case 11 -> new Withdraw(r.bytes(1, Bounds.exactly(32)));
      case 12 -> new Candidates(IdList.read(r, 1, PeopleCodec.CANDIDATES, MemberId::of));
      default -> new RecoveryKey(r.bytes(1, Bounds.exactlyOrNone(32)));
    };
  }
}
