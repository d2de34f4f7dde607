package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.understory.core.deposit.PairwiseBody.RescueShare;
import org.understory.core.recovery.Shamir;
import org.understory.core.roster.Act;
import org.understory.core.roster.Endorsement;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.roster.Member;
import org.understory.core.roster.RosterState;

/**
 * The rescue key, with which members go on when no steward is left ({@code
 * docs/protocol.md#rescue-shares}): a steward's client makes it, the EPOCH of a fresh generation
 * names it, and its seed is dealt to the plain members and forgotten.
 */
final class Rescue {
  private static final String OWED = "yo/";
  private static final String MADE = "rescue-made";
  private static final long DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;

  /** With more plain members than this, several have the same part. */
  private static final int MOST_SHARES = Shamir.MAX_SHARES;

  private final Device device;
  private final Membership membership;
  private final SetSignatures signatures;
  private final Owing owing;
  private final RescueParts parts;

  Rescue(
      Device device,
      Membership membership,
      Sessions sessions,
      SetSignatures signatures,
      RescueParts parts) {
    this.device = device;
    this.membership = membership;
    this.signatures = signatures;
    this.parts = parts;
    this.owing = new Owing(device, membership, sessions, OWED);
  }

  /** The members that are none of the stewards. */
  static int plain(RosterState state) {
    return state.activeCount() - state.stewardCount();
  }

  /** How many parts give the seed: as many as endorse, as far as there are so many parts. */
  static int needed(int plain) {
    return Endorsement.needed(Math.min(plain, MOST_SHARES));
  }

  // ---- a steward's side

  /**
   * The key that an EPOCH which starts a generation names: a fresh one where the set can be signed
   * for it, and there is somebody to deal it to.
   *
   * @param after the state that it closes
   * @param rescued whether the key that there was is used up by this
   */
  byte[] next(RosterState after, boolean rescued) {
    EpochEntry before = membership.state().epoch();
    if (before == null) {
      return new byte[0];
    }
    boolean free = rescued || before.threshold() == 1;
    if (free && !rescued && plain(after) < 2) {
      return new byte[0];
    }
    byte[] made = publicKey(made());
    return free || signatures.complete(after, made) ? made : before.rescueKey();
  }

  private byte[] made() {
    byte[] seed = device.facts.bytes(MADE);
    if (seed == null) {
      seed = device.random(32);
      device.facts.bytes(MADE, seed);
    }
    return seed;
  }

  /** Whether a fresh generation is wanted for a fresh key, and can have one now. */
  boolean isReady() {
    EpochEntry epoch = membership.state().epoch();
    return epoch != null
        && isDue()
        && (epoch.threshold() == 1 || signatures.complete(membership.state(), publicKey(made())));
  }

  /**
   * Whether the parts out there are no good any more: somebody went who has one, there are none, or
   * a tenth more members lack one for a day.
   */
  private boolean isDue() {
    RosterState state = membership.state();
    EpochEntry epoch = state.epoch();
    RescueParts.Named named = parts.named();
    if (epoch == null || plain(state) < 2 || device.now() < state.epochTime() + HOUR) {
      return false;
    }
    return named == null
        || named.epoch().generation() < epoch.generation()
        || (plain(state) > named.plain() + named.plain() / 10
            && device.now() >= named.time() + DAY);
  }

  /** Asks for the other stewards' signatures for a fresh key, and gives the own. */
  void pump() {
    EpochEntry epoch = membership.state().epoch();
    if (epoch != null && membership.amSteward() && epoch.threshold() > 1 && isDue()) {
      sign(epoch);
    }
    owing.pump(body -> body instanceof RescueShare share && parts.isNamed(share.key()));
  }

  /**
   * Where it takes two: one asks, the others sign what was asked; a day later the next one asks.
   */
  private void sign(EpochEntry epoch) {
    long since = device.now();
    for (Proposals.Open asked : signatures.asked()) {
      since = Math.min(since, asked.seen());
      if (asked.act() instanceof Act.SetSignature set) {
        signatures.lendFresh(set.rescueKey());
      }
    }
    boolean nobody = since == device.now() || since + DAY <= device.now();
    long turn = Automatic.turn(device, membership, epoch.secretHash());
    if (nobody && device.now() >= membership.state().epochTime() + HOUR + turn) {
      signatures.lendFresh(publicKey(made()));
    }
  }

  /**
   * The roster has an EPOCH more: what it names is dealt where it was made, and nothing else kept.
   */
  void applied(EpochEntry epoch) {
    byte[] seed = device.facts.bytes(MADE);
    if (seed != null && Arrays.equals(publicKey(seed), epoch.rescueKey())) {
      device.facts.bytes(MADE, null);
      deal(seed, epoch);
    }
    parts.named(epoch);
  }

  private void deal(byte[] seed, EpochEntry epoch) {
    owing.clear();
    List<Member> holders = new ArrayList<>();
    for (Member member : membership.state().activeMembers()) {
      if (!member.isActiveSteward()) {
        holders.add(member);
      }
    }
    int count = Math.min(holders.size(), MOST_SHARES);
    int needed = needed(holders.size());
    if (needed > count) {
      return;
    }
    byte[][] shares = Shamir.split(device.sealer.randomness(), seed, count, needed);
    for (int i = 0; i < holders.size(); i++) {
      int index = i % count;
      owing.owe(
          holders.get(i),
          new RescueShare(
              false,
              index + 1,
              needed,
              shares[index],
              epoch.rescueKey(),
              epoch.stewardSetVersion()));
    }
  }

  private byte[] publicKey(byte[] seed) {
    return device.sealer.primitives().ed25519().publicKey(seed);
  }
}
