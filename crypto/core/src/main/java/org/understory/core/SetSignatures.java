package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.ProposalRules;
import org.understory.core.roster.RosterState;
import org.understory.wire.Statements;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.frame.StewardSignature;

/**
 * The server's set of steward keys follows the roster, and with three stewards and more it takes
 * two signatures to change it ({@code docs/protocol.md#steward-set}). Whoever carries out a
 * decision needs the other one for the very set that results; every steward's client lends its own
 * where the roster lets the decision be, as a proposal.
 */
final class SetSignatures {
  /** From this many stewards on, it takes two of them. */
  private static final int THREE = 3;

  private static final byte[] NONE = {};

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;

  SetSignatures(Device device, Membership membership, Proposals proposals) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
  }

  /**
   * The set as an EPOCH names it, with the signatures of the set before.
   *
   * @param rescueSeed where the rescue key signs in place of them; else null
   * @return null while signatures are missing
   */
  @Nullable StewardSet signed(EpochEntry before, EpochEntry epoch, byte @Nullable [] rescueSeed) {
    byte[] statement =
        Statements.stewardSet(
            device.facts.space(),
            epoch.stewardSetVersion(),
            epoch.stewardKeys(),
            epoch.threshold(),
            epoch.rescueKey());
    List<StewardSignature> signatures = new ArrayList<>();
    if (rescueSeed != null) {
      signatures.add(new StewardSignature(publicKey(rescueSeed), sign(rescueSeed, statement)));
    } else {
      lent(before, epoch.stewardSetVersion(), statement, signatures);
      if (signatures.size() < before.threshold()) {
        return null;
      }
    }
    return new StewardSet(
        epoch.stewardSetVersion(),
        epoch.stewardKeys(),
        epoch.threshold(),
        signatures,
        epoch.rescueKey());
  }

  /** The own signature for a set, and those that others lent, up to as many as it takes. */
  private void lent(
      EpochEntry before, long version, byte[] statement, List<StewardSignature> signatures) {
    signatures.add(new StewardSignature(publicKey(seed()), own(statement)));
    for (Proposals.Open one : proposals.open()) {
      byte[] key = keyOf(one);
      if (signatures.size() < before.threshold()
          && key != null
          && one.act() instanceof Act.SetSignature lent
          && lent.version() == version
          && isNew(signatures, key)
          && device.sealer.primitives().ed25519().verify(key, statement, lent.signature())) {
        signatures.add(new StewardSignature(key, lent.signature()));
      }
    }
  }

  /** Whether as many stewards as it takes have signed the set as it is with another rescue key. */
  boolean complete(RosterState after, byte[] rescueKey) {
    EpochEntry before = membership.state().epoch();
    if (before == null
        || !membership.amSteward()
        || !same(keysAfter(after, null), before.stewardKeys())) {
      return false;
    }
    List<StewardSignature> signatures = new ArrayList<>();
    lent(before, before.stewardSetVersion() + 1, fresh(before, rescueKey), signatures);
    return signatures.size() >= before.threshold();
  }

  private byte[] fresh(EpochEntry before, byte[] rescueKey) {
    return Statements.stewardSet(
        device.facts.space(),
        before.stewardSetVersion() + 1,
        before.stewardKeys(),
        before.threshold(),
        rescueKey);
  }

  /** Lends the own signature for the set as it is with another rescue key. */
  void lendFresh(byte[] rescueKey) {
    EpochEntry before = membership.state().epoch();
    if (before != null && membership.amSteward()) {
      lend(before.stewardSetVersion() + 1, own(fresh(before, rescueKey)), rescueKey);
    }
  }

  private byte @Nullable [] keyOf(Proposals.Open one) {
    Member steward = membership.state().stewardOf(one.proposal().device());
    Member.Office office = steward == null ? null : steward.office();
    return office == null ? null : office.stewardKey();
  }

  private static boolean isNew(List<StewardSignature> signatures, byte[] key) {
    for (StewardSignature signature : signatures) {
      if (Arrays.equals(signature.key(), key)) {
        return false;
      }
    }
    return true;
  }

  /** Lends the own signature to whoever carries this out, where it changes the set. */
  void lend(EntryBody body) {
    EpochEntry before = membership.state().epoch();
    if (before == null || before.threshold() < 2 || !membership.amSteward()) {
      return;
    }
    List<byte[]> keys = keysAfter(membership.state(), body);
    if (keys.isEmpty() || same(keys, before.stewardKeys())) {
      return;
    }
    long version = before.stewardSetVersion() + 1;
    lend(version, own(statement(version, keys)), NONE);
  }

  private void lend(long version, byte[] signature, byte[] rescueKey) {
    for (Proposals.Open one : proposals.open()) {
      if (proposals.isOwn(one)
          && one.act() instanceof Act.SetSignature lent
          && Arrays.equals(lent.signature(), signature)) {
        return;
      }
    }
    if (proposals.hasRoom()) {
      proposals.post(new Act.SetSignature(version, signature, rescueKey));
    }
  }

  /** Where other stewards ask for a fresh rescue key, with their own signatures. */
  List<Proposals.Open> asked() {
    List<Proposals.Open> asked = new ArrayList<>();
    for (Proposals.Open one : proposals.open()) {
      if (one.act() instanceof Act.SetSignature lent
          && lent.rescueKey().length > 0
          && lent.version() == membership.setVersion() + 1
          && !proposals.isOwn(one)
          && keyOf(one) != null) {
        asked.add(one);
      }
    }
    return asked;
  }

  /** Whether this is the own signature of the very set that results from an entry. */
  boolean isFor(Act.SetSignature lent, EntryBody body) {
    List<byte[]> keys = keysAfter(membership.state(), body);
    return membership.amSteward()
        && Arrays.equals(lent.signature(), own(statement(lent.version(), keys)));
  }

  /** Of a set that an entry results in: the rescue key stays. */
  private byte[] statement(long version, List<byte[]> keys) {
    EpochEntry before = membership.state().epoch();
    return Statements.stewardSet(
        device.facts.space(),
        version,
        keys,
        keys.size() >= THREE ? 2 : 1,
        before == null ? NONE : before.rescueKey());
  }

  private List<byte[]> keysAfter(RosterState state, @Nullable EntryBody body) {
    Map<MemberId, byte[]> keys = new LinkedHashMap<>();
    for (Member steward : state.stewards()) {
      Member.Office office = steward.office();
      if (office != null) {
        keys.put(steward.id(), office.stewardKey());
      }
    }
    switch (body) {
      case EntryBody.Remove remove -> remove.members().forEach(keys::remove);
      case EntryBody.Role role -> {
        byte[] key = offered(state, role);
        if (role.role() == EntryBody.Role.MEMBER) {
          keys.remove(role.member());
        } else if (key != null) {
          keys.put(role.member(), key);
        }
      }
      case EntryBody.DeviceRevoke revoke -> {
        Member member = state.member(revoke.member());
        if (member != null && revoke.devices().stream().anyMatch(member::holdsOfficeWith)) {
          keys.remove(revoke.member());
        }
      }
      case EntryBody.DeviceAdd add -> {
        if (add.isRecovery() && !add.announced()) {
          keys.remove(add.device().member());
        }
      }
      case null, default -> {}
    }
    List<byte[]> rising = new ArrayList<>(keys.values());
    rising.sort(IdList::compare);
    return rising;
  }

  private byte @Nullable [] offered(RosterState state, EntryBody.Role role) {
    var proposal =
        ProposalRules.judge(device.sealer, state, device.now(), role.consent()).proposal();
    return proposal != null && proposal.act() instanceof Act.Office office
        ? office.stewardKey()
        : null;
  }

  private static boolean same(List<byte[]> some, List<byte[]> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = Arrays.equals(some.get(i), others.get(i));
    }
    return same;
  }

  private byte[] own(byte[] statement) {
    return sign(seed(), statement);
  }

  private byte[] sign(byte[] seed, byte[] statement) {
    return device.sealer.primitives().ed25519().sign(seed, statement);
  }

  private byte[] publicKey(byte[] seed) {
    return device.sealer.primitives().ed25519().publicKey(seed);
  }

  private byte[] seed() {
    byte[] seed = device.facts.bytes(Offices.SEED);
    if (seed == null) {
      throw new IllegalStateException("asked of a device that holds no office");
    }
    return seed;
  }
}
