package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody.RescueShare;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Endorsement;
import org.understory.core.roster.EntryBody.Succession;
import org.understory.core.roster.IdList;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.sync.Purpose;

/**
 * Members choose other stewards when those there are say nothing any more ({@code
 * docs/protocol.md#succession}): who is named, who agreed, who endorsed, the own voice and part of
 * the rescue key, and the commit by whoever has enough of both.
 */
final class Endorsing implements Drafter {
  /** The own choice, by the name of the candidates: the head that it was made at, and their ids. */
  private static final String CHOICE = "yc/";

  /** A device that the own part was handed to. */
  private static final String GIVEN = "yg/";

  /** The rescue key's seed, while this device's commit is under way. */
  private static final String SEED = "rescue-seed";

  private static final int MOST_CANDIDATES = 8;

  /** What one part may hold besides its offices: bodies have a bound. */
  private static final int PART_BYTES = 7_600;

  private static final int MOST_ENDORSERS = 64;

  private final Device device;
  private final Membership membership;
  private final RosterLog rosterLog;
  private final Sessions sessions;
  private final Governing governing;
  private final Undo undo;
  final Silence silence;

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
    undo.owner(CHOICE, device.rows::delete);
  }

  // ---- the own voice

  /** Says yes to these becoming the stewards; whoever is one of them agrees with it. */
  String endorse(String ids) {
    List<MemberId> members = governing.acts.list(ids);
    if (!isPlain(device.keys().member())) {
      return Codes.NOT_ALLOWED;
    }
    if (members == null || !members.stream().allMatch(this::isPlain)) {
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
    String key = CHOICE + name(members);
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

  private boolean isOld() {
    return device.now() - membership.state().time() >= Silence.LONG_ENOUGH;
  }

  private boolean isPlain(MemberId id) {
    Member member = membership.state().member(id);
    return member != null && member.isActive() && !member.isActiveSteward();
  }

  private String name(Collection<MemberId> members) {
    byte[][] ids = members.stream().map(MemberId::bytes).toArray(byte[][]::new);
    return Hex.of(Arrays.copyOf(device.sealer.hash("candidates", ids), 16));
  }

  private static byte[] join(byte[] some, byte[] more) {
    byte[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static List<MemberId> members(byte[] choice) {
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
          || !members(choice).stream().allMatch(this::isPlain)) {
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
      device.facts.bytes(SEED, null);
    }
  }

  private void advance(List<MemberId> members) {
    Proposals proposals = governing.proposals;
    if (!proposals.hasRoom()) {
      return;
    }
    if (named().get(name(members)) == null) {
      proposals.post(new Act.Candidates(members));
    }
    if (members.contains(device.keys().member()) && ownOffice() == null) {
      proposals.post(governing.offices.consent());
    }
    List<Proposals.Open> offices = offices(members);
    if (offices.isEmpty()) {
      return;
    }
    byte[] hash = hash(offices);
    if (endorsements(hash).stream().noneMatch(proposals::isOwn)) {
      byte[] voice =
          Endorsement.sign(device.sealer, membership.state(), device.keys(), bytes(offices));
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

  /** Takes in a part of the rescue key: dealt, or handed over where this device agreed to be one. */
  void take(DeviceKeys sender, RescueShare share) {
    if (!share.handed()) {
      governing.parts.dealt(sender, share);
    } else if (ownOffice() != null && isPlain(sender.member())) {
      governing.parts.handed(sender, share);
    }
  }

  // ---- what is open

  /** Who was named, and by whom first, by the name of the candidates. */
  Map<String, Proposals.Open> named() {
    Map<String, Proposals.Open> named = new TreeMap<>();
    for (Proposals.Open one : governing.proposals.open()) {
      if (one.act() instanceof Act.Candidates candidates
          && governing.proposals.holds(one)
          && candidates.members().stream().allMatch(this::isPlain)) {
        named.putIfAbsent(name(candidates.members()), one);
      }
    }
    return named;
  }

  boolean isChosen(List<MemberId> members) {
    return device.rows.has(CHOICE + name(members));
  }

  Proposals.@Nullable Open ownOffice() {
    for (Proposals.Open one : governing.proposals.open()) {
      if (one.act() instanceof Act.Office && governing.proposals.isOwn(one)) {
        return one;
      }
    }
    return null;
  }

  /** The consents of all of these, by rising device id; none while one is missing. */
  private List<Proposals.Open> offices(List<MemberId> members) {
    List<Proposals.Open> offices = new ArrayList<>();
    for (MemberId member : members) {
      Proposals.Open office = office(member);
      if (office == null) {
        return List.of();
      }
      offices.add(office);
    }
    offices.sort((a, b) ->
        IdList.compare(a.proposal().device().bytes(), b.proposal().device().bytes()));
    return offices;
  }

  /** The consent of a member that everyone takes: of several that with the lowest id. */
  Proposals.@Nullable Open office(MemberId member) {
    RosterState state = membership.state();
    Proposals.Open lowest = null;
    for (Proposals.Open one : governing.proposals.open()) {
      Member by = state.memberOf(one.proposal().device());
      if (one.act() instanceof Act.Office
          && by != null
          && by.id().equals(member)
          && membership.isActive(one.proposal().device())
          && governing.proposals.holds(one)
          && (lowest == null || one.id().compareTo(lowest.id()) < 0)) {
        lowest = one;
      }
    }
    return lowest;
  }

  private static List<byte[]> bytes(List<Proposals.Open> offices) {
    return offices.stream().map(one -> one.signed().encode()).toList();
  }

  private byte[] hash(List<Proposals.Open> offices) {
    return device.sealer.hash("offices", bytes(offices).toArray(new byte[0][]));
  }

  /** The endorsements of these offices at this head, one a member. */
  private List<Proposals.Open> endorsements(byte[] offices) {
    TreeMap<String, Proposals.Open> byMember = new TreeMap<>();
    for (Proposals.Open one : governing.proposals.open()) {
      DeviceKeys by = membership.keysOf(one.proposal().device());
      if (one.act() instanceof Act.Endorse voice
          && by != null
          && isPlain(by.member())
          && Arrays.equals(voice.officesHash(), offices)
          && Endorsement.verify(
              device.sealer, membership.state(), by, offices, voice.signature())
          && (governing.proposals.isOwn(one) || !byMember.containsKey(by.member().hex()))) {
        byMember.put(by.member().hex(), one);
      }
    }
    return List.copyOf(byMember.values());
  }

  /** The members who endorsed these candidates. */
  List<MemberId> voices(List<MemberId> members) {
    List<Proposals.Open> offices = offices(members);
    List<MemberId> voices = new ArrayList<>();
    for (Proposals.Open one :
        offices.isEmpty() ? List.<Proposals.Open>of() : endorsements(hash(offices))) {
      DeviceKeys by = membership.keysOf(one.proposal().device());
      if (by != null) {
        voices.add(by.member());
      }
    }
    return voices;
  }

  // ---- carrying it out

  private void commit(List<MemberId> members, byte[] offices) {
    if (device.facts.bytes(SEED) != null || !isEnough(offices)) {
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

  private boolean isEnough(byte[] offices) {
    return endorsements(offices).size()
        >= Endorsement.needed(Rescue.plain(membership.state()));
  }

  /** What this device proves at the server to commit; null: nothing. */
  byte @Nullable [] seed() {
    return device.facts.bytes(SEED);
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    List<MemberId> members = members(intent.body());
    List<Proposals.Open> offices = offices(members);
    byte[] seed = seed();
    if (seed == null
        || offices.isEmpty()
        || !governing.parts.isNamed(device.sealer.primitives().ed25519().publicKey(seed))
        || !Arrays.equals(hash(offices), intent.subject())
        || !isChosen(members)
        || !isEnough(intent.subject())) {
      return Drafted.NOTHING; // others were first, or a steward is back
    }
    draft.rescueSeed = seed;
    RosterState base = membership.state();
    List<byte[]> evidence =
        isOld() ? List.of() : List.copyOf(silence.evidence().values());
    for (List<byte[]> part : split(endorsements(intent.subject()), bytes(offices))) {
      draft.put(
          draft
              .author()
              .append(new Succession(base.seq(), base.head(), bytes(offices), part, evidence)));
      evidence = List.of();
    }
    return Drafted.DONE;
  }

  /** As many as are needed, the own in the first part, each part by rising device id. */
  private List<List<byte[]>> split(List<Proposals.Open> voices, List<byte[]> offices) {
    List<byte[]> all = new ArrayList<>();
    for (Proposals.Open one : voices) {
      if (one.act() instanceof Act.Endorse voice) {
        byte[] endorser = join(one.proposal().device().bytes(), voice.signature());
        all.add(governing.proposals.isOwn(one) ? 0 : all.size(), endorser);
      }
    }
    int left = PART_BYTES;
    for (byte[] office : offices) {
      left -= office.length + 4;
    }
    int each = Math.min(MOST_ENDORSERS, left / 83);
    int needed = Endorsement.needed(Rescue.plain(membership.state()));
    List<List<byte[]>> parts = new ArrayList<>();
    for (int from = 0; from < needed; from += each) {
      List<byte[]> part = new ArrayList<>(all.subList(from, Math.min(needed, from + each)));
      part.sort((a, b) -> IdList.compare(Arrays.copyOf(a, 16), Arrays.copyOf(b, 16)));
      parts.add(part);
    }
    return parts;
  }

  @Override
  public void finished(Intent intent) {
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
