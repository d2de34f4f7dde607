package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.invite.WelcomeParts;
import org.understory.core.invite.WelcomeSeal;
import org.understory.core.roster.Channel;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.seal.EpochSecret;

/**
 * Makes the welcome of a device that comes in, whichever way ({@code docs/protocol.md#welcome}).
 */
final class Welcomes {
  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Leasing leasing;

  Welcomes(Device device, Membership membership, Sessions sessions, Leasing leasing) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.leasing = leasing;
  }

  /**
   * Whom a welcome is for.
   *
   * @param preKeyBase the session begins with
   * @param key 32 bytes, that both have
   * @param request 32 bytes, hash of what is answered
   */
  record Newcomer(DeviceKeys keys, byte[] preKeyBase, byte[] oneTime, byte[] key, byte[] request) {
    @Override
    public String toString() {
      return "Newcomer";
    }
  }

  /**
   * What the newcomer is let into.
   *
   * @param rosterKey 32 bytes
   * @param seq of the head that it will find
   */
  record Place(
      EpochSecret secret, int rosterKeyGeneration, byte[] rosterKey, long seq, byte[] head) {
    @Override
    public String toString() {
      return "Place[" + seq + "]";
    }
  }

  /**
   * The welcome's bytes, or null when no session can begin with these prekeys.
   *
   * @param own the newcomer's own name where nobody else has it yet
   */
  byte @Nullable [] make(Newcomer newcomer, Place place, List<Opening> own) {
    device.newcomer(newcomer.keys());
    try {
      if (!sessions.start(newcomer.keys(), newcomer.preKeyBase(), newcomer.oneTime())) {
        return null;
      }
      PairwiseBody body =
          new PairwiseBody.EpochSecretBody(
              place.secret(), place.rosterKeyGeneration(), place.rosterKey());
      SealedDeposit message = sessions.encrypt(newcomer.keys(), body, place.seq(), place.head());
      if (message == null) {
        return null;
      }
      byte[] signal = message.message().bytes();
      List<byte[]> leases = leasing.newest();
      WelcomeParts parts =
          new WelcomeParts(
              place.rosterKeyGeneration(),
              place.rosterKey(),
              place.seq(),
              place.head(),
              device.keys().device(),
              WelcomeParts.fitting(names(own), signal, leases),
              signal,
              leases);
      return new WelcomeSeal(device.sealer, device.facts.space())
          .seal(newcomer.key(), newcomer.keys(), newcomer.request(), parts);
    } finally {
      device.newcomer(null);
    }
  }

  /** What a newcomer is to be able to name: the group, its channels and its members of now. */
  private List<Opening> names(List<Opening> own) {
    List<Commitment> all = new ArrayList<>();
    all.add(new Commitment(NameKind.GROUP, membership.state().groupNameCommitment()));
    for (Channel channel : membership.state().channels().values()) {
      all.add(new Commitment(NameKind.CHANNEL, channel.nameCommitment()));
    }
    for (Member member : membership.state().activeMembers()) {
      all.add(new Commitment(NameKind.MEMBER, member.nameCommitment()));
    }
    List<Opening> names = new ArrayList<>(own);
    names.addAll(device.names.openings(all));
    return names;
  }
}
