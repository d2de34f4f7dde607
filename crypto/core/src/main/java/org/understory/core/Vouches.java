package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.seal.Sealer;
import org.understory.core.vetting.ScanCode;
import org.understory.core.vetting.StewardItem;
import org.understory.core.vetting.Vouch;
import org.understory.core.view.Vetting;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * Members' word about joiners ({@code docs/protocol.md#vouch}): asked for and given inside pairwise
 * sessions, and from there nowhere but into the stewards' log.
 */
final class Vouches {
  private static final String ASKED = "va/";
  private static final String OUT = "vq/";
  private static final String ASKING = "vk/";
  private static final String CAME = "vn/";
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long RANK_MILLIS = 5_000;
  private static final int MOST_CAME = 200;
  private static final int MAX_TEXT = 512;
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds NAME = Bounds.of(1, 256);
  private static final Bounds TEXT = Bounds.upTo(MAX_TEXT);

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Requests requests;
  private final StewardsLog stewardsLog;

  Vouches(
      Device device,
      Membership membership,
      Sessions sessions,
      Requests requests,
      StewardsLog stewardsLog) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.requests = requests;
    this.stewardsLog = stewardsLog;
  }

  // ---- a steward asks

  /** Asks members whether they know who made a request. */
  String ask(String requestId, List<String> memberIds, String text, long answerBy) {
    Requests.Known one = requests.find(requestId);
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (one == null) {
      return Codes.NO_SUCH;
    }
    if (!Applying.fits(text, MAX_TEXT)) {
      return Codes.TEXT_LENGTH;
    }
    PairwiseBody.VouchAsk ask =
        new PairwiseBody.VouchAsk(one.hash(), one.request().name(), text, answerBy);
    for (Member member : membership.state().activeMembers()) {
      if (memberIds.contains(member.id().hex()) && !member.id().equals(device.keys().member())) {
        for (DeviceKeys keys : member.activeDevices()) {
          device.rows.put(
              ASKING + keys.device().hex() + Hex.of(one.hash()), row(keys.device(), ask, null));
        }
      }
    }
    device.changed();
    return "";
  }

  // ---- a member is asked, and answers

  /** A steward asks. */
  void asked(DeviceKeys sender, PairwiseBody.VouchAsk ask) {
    Member by = membership.state().stewardOf(sender.device());
    if (by != null && ask.answerBy() > device.now()) {
      device.rows.put(ASKED + Hex.of(ask.request()), row(sender.device(), ask, given(ask)));
      device.changed();
    }
  }

  private Vouch.@Nullable Kind given(PairwiseBody.VouchAsk ask) {
    byte[] before = device.rows.get(ASKED + Hex.of(ask.request()));
    return before == null ? null : Asked.decode(before).given();
  }

  private record Asked(DeviceId from, PairwiseBody.VouchAsk ask, Vouch.@Nullable Kind given) {
    static Asked decode(byte[] row) {
      try {
        ProtoReader in = new ProtoReader(row);
        return new Asked(
            DeviceId.of(in.bytes(1, ID)),
            new PairwiseBody.VouchAsk(
                in.bytes(2, HASH),
                in.string(3, NAME),
                in.string(4, TEXT),
                in.number(5, Bounds.ANY)),
            Vouch.Kind.of(in.number(6, Bounds.ANY_INT)));
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored question cannot be read", e);
      }
    }
  }

  private static byte[] row(
      DeviceId device, PairwiseBody.VouchAsk ask, Vouch.@Nullable Kind given) {
    ProtoWriter out = new ProtoWriter();
    out.bytes(1, device.bytes(), ID);
    out.bytes(2, ask.request(), HASH);
    out.string(3, ask.name(), NAME);
    out.string(4, ask.text(), TEXT);
    out.number(5, ask.answerBy(), Bounds.ANY);
    out.number(6, given == null ? 0 : given.number(), Bounds.ANY_INT);
    return out.toByteArray();
  }

  /** Answers what a steward asked. */
  String vouch(String request, String kind, String note) {
    byte[] row = device.rows.get(ASKED + request);
    if (row == null) {
      return Codes.NO_SUCH;
    }
    Asked asked = Asked.decode(row);
    Vouch.Kind said = kind(kind);
    String code = give(asked.ask().request(), said, note);
    if (code.isEmpty()) {
      device.rows.put(ASKED + request, row(asked.from(), asked.ask(), said));
    }
    return code;
  }

  /** Vouches for who showed this code. */
  String vouchFor(String scanned, String kind, String note) {
    return ScanCode.parse(scanned) instanceof ScanCode.Joiner joiner
        ? give(joiner.requestHash(), kind(kind), note)
        : Codes.NOT_UNDERSTOOD;
  }

  private static Vouch.@Nullable Kind kind(String word) {
    return switch (word) {
      case "know-well" -> Vouch.Kind.KNOW_WELL;
      case "met" -> Vouch.Kind.MET;
      case "worked-with" -> Vouch.Kind.WORKED_WITH;
      case "against" -> Vouch.Kind.AGAINST;
      default -> null;
    };
  }

  private String give(byte[] request, Vouch.@Nullable Kind kind, String note) {
    if (device.facts.phase() != Phase.READY || kind == null) {
      return Codes.BAD_ARGUMENT;
    }
    if (!Applying.fits(note, Vouch.MAX_NOTE)) {
      return Codes.TEXT_LENGTH;
    }
    byte[] signed =
        new Vouch(device.facts.group(), device.keys().device(), request, kind, device.now(), note)
            .sign(device.sealer, device.keys().signingSeed());
    device.rows.put(OUT + Hex.of(request), signed);
    if (membership.amSteward()) {
      came(signed, 0);
    }
    device.changed();
    return "";
  }

  List<Vetting.VouchAsk> asks() {
    List<Vetting.VouchAsk> asks = new ArrayList<>();
    for (byte[] row : device.rows.scan(ASKED).values()) {
      Asked asked = Asked.decode(row);
      Member from = membership.state().memberOf(asked.from());
      if (from != null && asked.ask().answerBy() > device.now()) {
        Vouch.Kind given = asked.given();
        asks.add(
            new Vetting.VouchAsk(
                Hex.of(asked.ask().request()),
                from.id().hex(),
                asked.ask().name(),
                asked.ask().text(),
                asked.ask().answerBy(),
                given == null ? null : Vetting.VouchKind.valueOf(given.name())));
      }
    }
    return asks;
  }

  // ---- what comes to a steward

  /** VO-1: kept for the log when an active member's device signed it. */
  void came(PairwiseBody.VouchNotice notice) {
    List<Member> stewards = membership.state().stewards();
    long rank = 0;
    for (Member steward : stewards) {
      if (steward.id().hex().compareTo(device.keys().member().hex()) < 0) {
        rank++;
      }
    }
    came(notice.vouch(), rank * RANK_MILLIS);
  }

  private void came(byte[] signed, long after) {
    if (membership.amSteward()
        && verified(signed) != null
        && device.rows.scan(CAME).size() < MOST_CAME) {
      byte[] row = Arrays.copyOf(Sealer.u64(device.now() + after), 8 + signed.length);
      System.arraycopy(signed, 0, row, 8, signed.length);
      device.rows.put(
          CAME + Hex.of(Arrays.copyOf(device.sealer.hash("vouch-name", signed), 16)), row);
      device.changed();
    }
  }

  private @Nullable Vouch verified(byte[] signed) {
    return Vouch.verify(
        device.sealer,
        device.facts.group(),
        signed,
        id -> {
          DeviceKeys keys = membership.keysOf(id);
          return keys == null ? null : keys.signingKey();
        });
  }

  /** The newest word of each member about a request as it is now (VO-1), by member id. */
  Map<String, Vouch> about(Requests.Known one) {
    Map<String, Vouch> newest = new LinkedHashMap<>();
    for (StewardItem item : stewardsLog.about(one.hash())) {
      Vouch vouch = item.kind() == StewardItem.Kind.VOUCH ? verified(item.value()) : null;
      Member by = vouch == null ? null : membership.state().memberOf(vouch.device());
      if (vouch != null && by != null && Arrays.equals(vouch.request(), one.hash())) {
        newest.merge(by.id().hex(), vouch, (a, b) -> b.time() > a.time() ? b : a);
      }
    }
    return newest;
  }

  // ---- what waits

  /** Sends what waits for a session, and lays into the log what came and nobody else has. */
  void pump() {
    send();
    askMembers();
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(CAME).entrySet())) {
      byte[] signed = Arrays.copyOfRange(row.getValue(), 8, row.getValue().length);
      long due = Sealer.u64(row.getValue(), 0);
      Vouch vouch = verified(signed);
      Requests.Known one = vouch == null ? null : requests.about(vouch.request());
      if (vouch == null || device.now() - due > DAY_MILLIS) {
        device.rows.delete(row.getKey());
      } else if (one != null && device.now() >= due) {
        device.rows.delete(row.getKey());
        if (stewardsLog.about(vouch.request()).stream()
            .noneMatch(item -> Arrays.equals(item.value(), signed))) {
          stewardsLog.post(
              StewardItem.Kind.VOUCH, vouch.request(), "", signed, requests.deleteAt(one));
        }
      }
    }
  }

  private void send() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(OUT).entrySet())) {
      List<DeviceKeys> targets = new ArrayList<>();
      for (Member steward : membership.state().stewards()) {
        Member.Office office = steward.office();
        DeviceKeys keys = office == null ? null : membership.keysOf(office.device());
        if (keys != null && !keys.device().equals(device.keys().device())) {
          targets.add(keys);
        }
      }
      if (targets.isEmpty() || sessions.ready(targets)) {
        sessions.deposit(targets, new PairwiseBody.VouchNotice(row.getValue()));
        device.rows.delete(row.getKey());
      }
    }
  }

  private void askMembers() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(ASKING).entrySet())) {
      Asked asking = Asked.decode(row.getValue());
      DeviceKeys to = membership.keysOf(asking.from());
      if (to == null || asking.ask().answerBy() <= device.now()) {
        device.rows.delete(row.getKey());
      } else if (sessions.ready(List.of(to))) {
        sessions.deposit(List.of(to), asking.ask());
        device.rows.delete(row.getKey());
      }
    }
  }

  /** Deletes what is over: questions whose time has passed, with what they say of a joiner. */
  void purge() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(ASKED).entrySet())) {
      long end = Asked.decode(row.getValue()).ask().answerBy();
      if (end <= device.now()) {
        device.rows.delete(row.getKey());
        device.changed();
      } else {
        device.expiresAt(end);
      }
    }
  }
}
