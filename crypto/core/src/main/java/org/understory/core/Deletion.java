package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.Member;
import org.understory.core.seal.Sealer;
import org.understory.core.sync.Purpose;
import org.understory.wire.Statements;
import org.understory.wire.frame.DeleteSpace;
import org.understory.wire.frame.StewardSignature;

/**
 * Deleting the group at the server, which takes the signatures of as many stewards as a change of
 * the steward set ({@code docs/protocol.md#deletion}). The first one proposes with its own.
 */
final class Deletion {
  /** Stands for an entry's kind in a proposal; the roster has no entry for this. */
  private static final int KIND = 255;

  private static final int VERSION = 8;
  private static final int SIGNATURE = 64;

  private final Device device;
  private final Membership membership;
  private final Proposals proposals;

  Deletion(Device device, Membership membership, Proposals proposals) {
    this.device = device;
    this.membership = membership;
    this.proposals = proposals;
  }

  /** Deletes the group, or asks another steward to. */
  String delete() {
    var epoch = membership.state().epoch();
    byte[] seed = device.facts.bytes(Offices.SEED);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (epoch == null || seed == null) {
      return Codes.BUSY;
    }
    byte[] signature =
        device
            .sealer
            .primitives()
            .ed25519()
            .sign(seed, Statements.deleteSpace(device.facts.space(), membership.setVersion()));
    if (epoch.threshold() == 1) {
      send(List.of(new StewardSignature(key(seed), signature)));
      return "";
    }
    if (!proposals.hasRoom()) {
      return Codes.BUSY;
    }
    byte[] body = Arrays.copyOf(Sealer.u64(membership.setVersion()), VERSION + SIGNATURE);
    System.arraycopy(signature, 0, body, VERSION, SIGNATURE);
    proposals.post(new Act.Propose(KIND, body, null));
    return "";
  }

  private byte[] key(byte[] seed) {
    return device.sealer.primitives().ed25519().publicKey(seed);
  }

  /** Proposals of other stewards, or the own, to delete the group. */
  List<Proposals.Open> asked() {
    List<Proposals.Open> asked = new ArrayList<>();
    for (Proposals.Open one : proposals.open()) {
      if (signature(one) != null) {
        asked.add(one);
      }
    }
    return asked;
  }

  /** The signature in a proposal to delete the group as it is now, or null. */
  private @Nullable StewardSignature signature(Proposals.Open one) {
    Member steward = membership.state().stewardOf(one.proposal().device());
    Member.Office office = steward == null ? null : steward.office();
    if (office == null
        || !(one.act() instanceof Act.Propose asks)
        || asks.entryKind() != KIND
        || asks.body().length != VERSION + SIGNATURE
        || !Arrays.equals(
            Arrays.copyOf(asks.body(), VERSION), Sealer.u64(membership.setVersion()))) {
      return null;
    }
    byte[] statement = Statements.deleteSpace(device.facts.space(), membership.setVersion());
    byte[] signature = Arrays.copyOfRange(asks.body(), VERSION, VERSION + SIGNATURE);
    return device.sealer.primitives().ed25519().verify(office.stewardKey(), statement, signature)
        ? new StewardSignature(office.stewardKey(), signature)
        : null;
  }

  /** Adds the own signature to another steward's, and deletes the group. */
  String approve(String id) {
    Proposals.Open one = proposals.open(id);
    StewardSignature first = one == null ? null : signature(one);
    byte[] seed = device.facts.bytes(Offices.SEED);
    if (one == null || first == null || seed == null || !membership.amSteward()) {
      return Codes.NO_SUCH;
    }
    if (proposals.isOwn(one)) {
      return Codes.ALREADY_DECIDED;
    }
    byte[] statement = Statements.deleteSpace(device.facts.space(), membership.setVersion());
    byte[] own = device.sealer.primitives().ed25519().sign(seed, statement);
    send(List.of(first, new StewardSignature(key(seed), own)));
    return "";
  }

  private void send(List<StewardSignature> signatures) {
    device
        .outbox()
        .add(
            Purpose.DELETE,
            "",
            new DeleteSpace(
                device.newWriteId(), device.facts.space(), membership.setVersion(), signatures));
  }
}
