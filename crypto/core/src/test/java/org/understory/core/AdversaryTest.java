package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.DistributionId;
import org.understory.core.channel.SenderChain;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.MessageId;
import org.understory.core.roster.Bodies;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.roster.RosterKeys;
import org.understory.core.roster.RosterSeal;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.Verdict;
import org.understory.core.seal.EpochSecret;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.signal.primitive.Aead;
import org.understory.signal.primitive.BlockCipher;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;
import org.understory.wire.Envelope;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** What a lying server, a removed member or a newcomer can't do to clients. */
class AdversaryTest {
  private final Simulation sim = new Simulation(77);
  private final Simulation.Person ada = sim.founder();

  private LogId channel() {
    return LogId.of(Hex.parse(ada.channel()));
  }

  private List<LogEntry> log() {
    return sim.server.log(channel());
  }

  private LogEntry at(long position, LogEntry entry) {
    return new LogEntry(position, entry.expiry(), entry.body(), entry.item(), List.of());
  }

  @Test
  void a_message_replayed_at_another_place_is_shown_once() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    ada.post("once");
    log().add(at(log().size(), log().get(0)));
    ada.post("next");
    assertEquals(List.of("once", "next"), ben.texts());
    assertEquals(List.of("once", "next"), ada.texts());
  }

  @Test
  void a_message_moved_to_another_channel_is_never_shown() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    assertEquals("", ada.client.createChannel("other", 3600, sim.now));
    sim.settle();
    String other = ben.client.view().channels().get(1).id();
    ada.post("meant for general");
    List<LogEntry> otherLog = sim.server.log(LogId.of(Hex.parse(other)));
    otherLog.add(at(0, log().get(0)));
    sim.pass(2);
    ada.post("wakes the wires");
    assertTrue(
        ben.client.timeline(other, 99).items().stream()
            .noneMatch(item -> item instanceof Timeline.Message));
  }

  @Test
  void a_message_with_another_outer_expiry_is_never_shown() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    ben.disconnect();
    ben.online = false;
    ada.post("short lived");
    LogEntry kept = log().get(0);
    log()
        .set(
            0,
            new LogEntry(
                0, kept.expiry() + FakeServer.BUCKET, kept.body(), kept.item(), List.of()));
    ben.online = true;
    sim.settle();
    assertEquals(List.of(), ben.texts());
  }

  @Test
  void a_message_given_another_epoch_is_never_shown() throws Exception {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    ben.disconnect();
    ben.online = false;
    ada.post("of this epoch");
    LogEntry kept = log().get(0);
    Envelope envelope = Envelope.decode(kept.body());
    Envelope other =
        new Envelope(
            envelope.version(),
            new Epoch(envelope.epoch().generation(), envelope.epoch().step() - 1),
            envelope.salt(),
            envelope.ciphertext());
    log().set(0, new LogEntry(0, kept.expiry(), other.encode(), kept.item(), List.of()));
    ben.online = true;
    sim.settle();
    assertEquals(List.of(), ben.texts());
  }

  /** What the server holds back of the roster comes later; the message waits for it. */
  @Test
  void a_message_that_names_a_roster_entry_still_to_come_waits_for_it() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    ada.post("first");
    ben.post("second");
    cleo.heldBack = LogId.ROSTER;
    assertEquals("", ada.client.setTimer(ada.channel(), 3600, sim.now));
    sim.settle();
    ben.post("under the new timer");
    assertEquals(List.of("first", "second", "under the new timer"), ada.texts());
    assertEquals(List.of("first", "second"), cleo.texts());
    assertEquals(List.of("no-roster"), pending(cleo));
    cleo.restart();
    sim.pass(2);
    assertEquals(List.of("first", "second", "under the new timer"), cleo.texts());
    assertEquals(List.of(), pending(cleo));
  }

  private static List<String> pending(Simulation.Person person) {
    return person.client.timeline(person.channel(), 99).items().stream()
        .filter(item -> item instanceof Timeline.Pending)
        .map(item -> ((Timeline.Pending) item).reason())
        .toList();
  }

  /** One member's false head mutes that member, and nobody else (ROS-4). */
  @Test
  void a_message_that_names_a_false_head_stays_pending_and_stops_nobody() throws Exception {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    ben.post("honest");
    var device = ben.client.device();
    EpochSecret secret = Objects.requireNonNull(ben.secret(1, 1));
    long expiry = device.expiry().cap(sim.now);
    SenderChain chain =
        SenderChain.decode(Objects.requireNonNull(device.rows.get("ch/" + ben.channel())));
    DistributionId id =
        DistributionId.of(
            sim.sealer,
            device.facts.group(),
            channel(),
            chain.generation(),
            ben.id(),
            chain.counter());
    Content claim =
        new Content(
            MessageId.of(new byte[16]),
            device.facts.group(),
            channel(),
            new Epoch(1, 1),
            ben.id(),
            2,
            new byte[32],
            3,
            new byte[32],
            sim.now,
            0,
            new byte[32],
            false,
            new Body.Text("on another branch"));
    byte[] inner =
        device.engine.groupEncrypt(
            device.store(), Sessions.address(ben.id()), id.bytes(), ContentCodec.encode(claim));
    byte[] envelope =
        ChannelSeal.seal(
            sim.sealer,
            secret,
            device.facts.space(),
            channel(),
            expiry,
            FalseHead.franked(sim, claim, inner));
    log().add(new LogEntry(log().size(), expiry, envelope, new byte[0], List.of()));
    ada.post("goes on");
    assertEquals(List.of("honest", "goes on"), ada.texts());
    assertEquals(List.of("no-roster"), pending(ada));
    ada.restart();
    sim.pass(2);
    assertEquals(List.of("no-roster"), pending(ada));
    assertEquals("READY", ada.phase());
  }

  @Test
  void a_forged_roster_entry_takes_a_place_and_changes_nothing() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    byte[] broken = roster.get(roster.size() - 1).body().clone();
    broken[broken.length - 1] ^= 1;
    roster.add(new LogEntry(roster.size(), 0, broken, new byte[0], List.of()));
    sim.pass(1);
    List<String> before = ben.client.rosterHeads();
    assertEquals("", ada.client.createChannel("after the forgery", 3600, sim.now));
    sim.settle();
    sim.pass(3);
    assertEquals(before, ben.client.rosterHeads().subList(0, before.size()));
    assertEquals(ada.client.rosterHeads(), ben.client.rosterHeads());
    assertEquals(2, ben.client.view().channels().size());
  }

  @Test
  void a_roster_entry_replayed_is_void_and_no_fork() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    roster.add(at(roster.size(), roster.get(1)));
    assertEquals("", ada.client.createChannel("second", 3600, sim.now));
    sim.settle();
    sim.pass(3);
    assertEquals("READY", ben.phase());
    assertEquals(2, ben.client.view().channels().size());
  }

  @Test
  void two_valid_entries_for_one_place_halt_whoever_sees_both_and_nothing_more_leaves() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    assertEquals("", ada.client.setTimer(ada.channel(), 3600, sim.now));
    sim.settle();
    List<LogEntry> roster = sim.server.log(LogId.ROSTER);
    roster.add(new LogEntry(roster.size(), 0, rival(ben), new byte[0], List.of()));
    sim.pass(1);
    ben.disconnect();
    sim.settle();
    assertEquals("HALTED", ben.phase());
    assertEquals("fork", ben.client.view().problem());
    int before = log().size();
    ben.client.post(ben.channel(), "goes nowhere", sim.now);
    sim.settle();
    sim.pass(3);
    assertEquals(before, log().size());
    ben.restart();
    assertEquals("HALTED", ben.phase());
  }

  /** Another entry for the place of the last one, rightly signed by Ada and sealed. */
  private byte[] rival(Simulation.Person reader) {
    Device adas = ada.client.device();
    List<byte[]> rows = List.copyOf(reader.client.device().rows.scan("r/").values());
    Roster rules = new Roster(sim.sealer);
    RosterState state = RosterState.awaiting(adas.facts.group());
    for (byte[] row : rows.subList(0, rows.size() - 1)) {
      if (rules.apply(state, EntryRow.decode(row).entry()) instanceof Verdict.Applied next) {
        state = next.next();
      }
    }
    RosterAuthor author = new RosterAuthor(sim.sealer, state, adas.keys(), sim.now);
    byte[] key = adas.rows.scan("rk/").values().iterator().next();
    return new RosterSeal(sim.sealer, adas.facts.space())
        .seal(RosterKeys.of(1, key), 1, author.append(Bodies.timer(channel(), 7200)), false)
        .encode();
  }

  @Test
  void a_newcomer_holds_nothing_that_opens_even_the_outer_seal_of_what_came_before() {
    ada.post("before Ben");
    Envelope early = envelope(0);
    Simulation.Person ben = sim.joiner(ada, "Ben");
    assertNull(ben.secret(early.epoch().generation(), early.epoch().step()));
    ada.post("with Ben");
    Envelope late = envelope(1);
    assertFalse(ben.secret(late.epoch().generation(), late.epoch().step()) == null);
  }

  @Test
  void a_removed_member_holds_no_secret_of_the_generation_that_follows() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    ada.post("with Ben");
    assertEquals("", ada.client.removeMember(ben.client.view().me().member(), sim.now));
    sim.settle();
    ada.post("without Ben");
    Envelope late = envelope(1);
    assertEquals(2, late.epoch().generation());
    assertNull(ben.secret(late.epoch().generation(), late.epoch().step()));
    ben.restart();
    assertNull(ben.secret(late.epoch().generation(), late.epoch().step()));
  }

  @Test
  void a_secret_that_does_not_match_the_epoch_entry_is_not_used() {
    Simulation.Person ben = sim.joiner(ada, "Ben");
    Simulation.Person cleo = sim.joiner(ada, "Cleo");
    sim.server.dropPackets = true;
    assertEquals("", ada.client.removeMember(cleo.client.view().me().member(), sim.now));
    sim.settle();
    ben.offerWrongSecret(2);
    assertNull(ben.secret(2, 0));
    sim.pass(10);
    assertFalse(ben.secret(2, 0) == null, "Ben knocked and Ada's client answered");
    ada.post("healed");
    assertEquals(List.of("healed"), ben.texts());
  }

  @Test
  void nothing_that_crosses_the_network_shows_a_name_a_text_an_answer_or_an_invites_secret() {
    assertEquals(Set.of(), planted(sim, ada));
  }

  @Test
  void the_same_search_finds_everything_when_the_sealing_is_turned_off() {
    Primitives real = BouncyCastlePrimitives.create();
    Primitives open =
        new Primitives(
            real.digest(),
            new NoAead(),
            new NoCipher(),
            real.x25519(),
            real.ed25519(),
            real.xeddsa(),
            real.kyber1024(),
            real.mlKem768(),
            real.passwordHash());
    Simulation unsealed = new Simulation(78, open);
    assertEquals(
        Set.of(
            "PLANTED-NAME",
            "PLANTED-CHANNEL",
            "PLANTED-TEXT",
            "PLANTED-REPLY",
            "because",
            "Ada",
            "The group"),
        planted(unsealed, unsealed.founder()));
  }

  /** Which of the words that people used cross the network in the open. */
  private static Set<String> planted(Simulation where, Simulation.Person founder) {
    Simulation.Person ben = where.joiner(founder, "PLANTED-NAME");
    assertEquals("", founder.client.createChannel("PLANTED-CHANNEL", 3600, where.now));
    where.settle();
    founder.post("PLANTED-TEXT");
    ben.post("PLANTED-REPLY");
    Set<String> seen = new HashSet<>();
    for (byte[] frame : where.server.capture) {
      for (String word :
          List.of(
              "PLANTED-NAME",
              "PLANTED-CHANNEL",
              "PLANTED-TEXT",
              "PLANTED-REPLY",
              "because",
              "Ada",
              "The group")) {
        if (contains(frame, word)) {
          seen.add(word);
        }
      }
    }
    return seen;
  }

  /** Seals nothing. */
  private static final class NoAead implements Aead {
    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
      return Arrays.copyOf(plaintext, plaintext.length + 16);
    }

    @Override
    public byte @Nullable [] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] sealed) {
      return sealed.length < 16 ? null : Arrays.copyOf(sealed, sealed.length - 16);
    }
  }

  /** Encrypts nothing. */
  private static final class NoCipher implements BlockCipher {
    @Override
    public byte[] encryptUnauthenticated(byte[] key, byte[] iv, byte[] plaintext) {
      return plaintext.clone();
    }

    @Override
    public byte @Nullable [] decryptUnauthenticated(byte[] key, byte[] iv, byte[] ciphertext) {
      return ciphertext.clone();
    }
  }

  @Test
  void a_repeated_request_for_a_used_invite_lets_nobody_in() {
    String link = sim.invite(ada);
    Simulation.Person ben = sim.person();
    assertEquals("", ben.client.join(link, "Ben", "me", sim.now));
    sim.settle();
    Simulation.Person thief = sim.person();
    assertEquals("", thief.client.join(link, "Ben", "me", sim.now));
    sim.settle();
    assertEquals("DECLINED", thief.phase());
    assertEquals("invite-used", thief.client.view().problem());
    var seen = ada.client.view().requests();
    assertEquals(2, seen.size());
    String request = seen.stream().filter(r -> bens(ben, r)).findFirst().orElseThrow().id();
    assertEquals(Codes.ALARM, ada.client.approve(request, sim.now));
    assertEquals("", ada.client.act("chooseRequest", List.of(request), sim.now));
    assertEquals("", ada.client.approve(request, sim.now));
    sim.leap(Undo.WAIT_MILLIS);
    assertEquals("READY", ben.phase());
    assertEquals("no-such", ada.client.approve(request, sim.now));
  }

  private static boolean bens(Simulation.Person ben, View.Request request) {
    View.Waiting waiting = ben.client.view().waiting();
    return waiting != null && request.safetyNumber().equals(waiting.safetyNumber());
  }

  private Envelope envelope(int position) {
    try {
      return Envelope.decode(log().get(position).body());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean contains(byte[] where, String what) {
    byte[] bytes = what.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + bytes.length <= where.length; i++) {
      if (Arrays.equals(where, i, i + bytes.length, bytes, 0, bytes.length)) {
        return true;
      }
    }
    return false;
  }
}
