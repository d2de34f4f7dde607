package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody.RescueShare;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Endorsement;
import org.understory.core.roster.MemberId;
import org.understory.core.sync.Purpose;

/**
 * Members choose other stewards when those there are say nothing any more ({@code
 * docs/protocol.md#succession}): who is named, who agreed, who endorsed, the own voice and part of
 * the rescue key, and the commit by whoever has enough of both.
 */
final class Endorsing {
  /** The own choice, by the name of the candidates: the head that it was made at, and their ids. */
  private static final String CHOICE = "yc/";

  /** A device that the own part was handed to. */
  private static final String GIVEN = "yg/";

  /** The rescue key's seed, while this device's commit is under way. */
  private static final String SEED = "rescue-seed";

  private static final int MOST_CANDIDATES = 8;

  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final Sessions sessions;
  private final Governing governing;
  private final Undo undo;
  final Silence silence;
  final Choices choices;

  Endorsing(
      Device device,
      Membership membership,
      RosterLog rosterLog,
      Sessions sessions,
      Governing governing,
      Leasing leasing,
      Undo undo) {
    this.device = device;
    this.membership = membership;
    this.rosterLog = rosterLog;
    this.sessions = sessions;
    this.governing = governing;
    this.undo = undo;
    this.silence = new Silence(device, membership, leasing);
    this.choices = new Choices(device, membership, governing.proposals);
    undo.owner(CHOICE, device.rows::delete);
  }

  // ---- the own voice

  /** Says yes to these becoming the stewards; whoever is one of them agrees with it. */
  String endorse(String ids) {
    List<MemberId> members = governing.acts.list(ids);
    if (!choices.isPlain(device.keys().member())) {
      return Codes.NOT_ALLOWED;
    }
    if (members == null || !members.stream().allMatch(choices::isPlain)) {
      return Codes.NO_SUCH;
    }
    int least = Math.min(2, Rescue.plain(membership.state()));
    if (members.size() < least || members.size() > MOST_CANDIDATES) {
      return Codes.BAD_ARGUMENT;
    }
    if (!isDue()) {
      return Codes.NOT_SILENT;
    }
    if (!governing.proposals.hasRoom()) {
      return Codes.BUSY;
    }
    String key = CHOICE + choices.name(members);
    if (device.rows.has(key)) {
      return Codes.ALREADY_DECIDED;
    }
    byte[] row = membership.head();
    for (MemberId member : members) {
      row = join(row, member.bytes());
    }
    device.rows.put(key, row);
    undo.hold(key, "SUCCESSION");
    return "";
  }

  /** SU-1, and the head is as old: what is signed for it could count (RC-141). */
  boolean isDue() {
    return silence.isLong() && (isOld() || silence.isProven());
  }

  /** Whether the head is as old as it has to be. */
  boolean isOld() {
    return device.now() - membership.state().time() >= Silence.LONG_ENOUGH;
  }

  boolean isChosen(List<MemberId> members) {
    return device.rows.has(CHOICE + choices.name(members));
  }

  static byte[] join(byte[] some, byte[] more) {
    byte[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  /** Whom a choice, or what is to be committed, names: behind 32 bytes. */
  static List<MemberId> members(byte[] choice) {
    List<MemberId> members = new ArrayList<>();
    for (int at = 32; at < choice.length; at += 16) {
      members.add(MemberId.of(Arrays.copyOfRange(choice, at, at + 16)));
    }
    return members;
  }

  /** Whether a voice waits for its ten seconds to pass. */
  boolean hasWork() {
    return device.rows.scan(CHOICE).keySet().stream().anyMatch(undo::holds);
  }

  // ---- going on

  /** Does whatever has become possible. */
  void pump() {
    if (!membership.isCurrent() || !rosterLog.isCaughtUp()) {
      return;
    }
    silence.online();
    forgetUsed();
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(CHOICE).entrySet())) {
      byte[] choice = row.getValue();
      if (!Arrays.equals(Arrays.copyOf(choice, 32), membership.head())
          || !isDue()
          || !members(choice).stream().allMatch(choices::isPlain)) {
        device.rows.delete(row.getKey()); // the head moved, or a steward is back
        device.changed();
      } else if (!undo.holds(row.getKey())) {
        advance(members(choice));
      }
    }
  }

  /** The key was used, or stewards named another: this device commits with it no more. */
  private void forgetUsed() {
    byte[] seed = seed();
    if (seed != null
        && !governing.parts.isNamed(device.sealer.primitives().ed25519().publicKey(seed))) {
      if (!membership.amSteward()) {
        device.outbox().forget(Purpose.COMMIT);
      }
      governing.stewarding.drop(Intent.Kind.SUCCESSION);
      over();
    }
  }

  private void advance(List<MemberId> members) {
    Proposals proposals = governing.proposals;
    if (!proposals.hasRoom()) {
      return;
    }
    if (choices.named().get(choices.name(members)) == null) {
      proposals.post(new Act.Candidates(members));
    }
    if (members.contains(device.keys().member()) && choices.ownOffice() == null) {
      proposals.post(governing.offices.consent());
    }
    List<Proposals.Open> offices = choices.offices(members);
    if (offices.isEmpty()) {
      return;
    }
    byte[] hash = choices.hash(offices);
    if (choices.endorsements(hash).stream().noneMatch(proposals::isOwn)) {
      byte[] voice =
          Endorsement.sign(
              device.sealer, membership.state(), device.keys(), Choices.bytes(offices));
      proposals.post(
          new Act.Endorse(
              membership.seq(), membership.head(), hash, Arrays.copyOfRange(voice, 16, 80)));
    }
    hand(offices);
    if (members.contains(device.keys().member())) {
      commit(members, hash);
    }
  }

  /** Gives the own part of the rescue key to the devices that may carry it out. */
  private void hand(List<Proposals.Open> offices) {
    RescueShare own = governing.parts.own();
    for (Proposals.Open office : own == null ? List.<Proposals.Open>of() : offices) {
      DeviceKeys to = membership.keysOf(office.proposal().device());
      String key = GIVEN + office.proposal().device().hex();
      byte[] given = device.rows.get(key);
      if (to != null
          && own != null
          && !membership.isOwn(to.device())
          && !(given != null && Arrays.equals(given, membership.head()))
          && sessions.ready(List.of(to))
          && sessions.with(to.device())) {
        device.rows.put(key, membership.head());
        sessions.deposit(
            List.of(to),
            new RescueShare(
                true, own.index(), own.needed(), own.share(), own.key(), own.setVersion()));
      }
    }
  }

  /**
   * Takes in a part of the rescue key: dealt, or handed over where this device agreed to be one.
   */
  void take(DeviceKeys sender, RescueShare share) {
    if (!share.handed()) {
      governing.parts.dealt(sender, share);
    } else if (choices.ownOffice() != null && choices.isPlain(sender.member())) {
      governing.parts.handed(sender, share);
    }
  }

  // ---- carrying it out

  private void commit(List<MemberId> members, byte[] offices) {
    if (device.facts.bytes(SEED) != null || !choices.isEnough(offices)) {
      return;
    }
    byte[] seed = governing.parts.seed();
    if (seed != null) {
      device.facts.bytes(SEED, seed);
      byte[] ids = new byte[0];
      for (MemberId member : members) {
        ids = join(ids, member.bytes());
      }
      governing.stewarding.intend(Intent.Kind.SUCCESSION, offices, "", 0, join(new byte[32], ids));
    }
  }

  /** What this device proves at the server to commit; null: nothing. */
  byte @Nullable [] seed() {
    return device.facts.bytes(SEED);
  }

  /** The commit is done, or others were first. */
  void over() {
    device.facts.bytes(SEED, null);
  }

  // ---- while a fork halts

  /** Whether an act goes out though a fork halts: all stewards are proven false (RC-146). */
  boolean ends(Act act) {
    boolean about =
        act instanceof Act.Candidates || act instanceof Act.Endorse || act instanceof Act.Office;
    return about && silence.isProven();
  }
}
