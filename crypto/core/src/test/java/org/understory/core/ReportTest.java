package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Franking;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.signal.DeviceAddress;
import org.understory.signal.OpenedGroupMessage;
import org.understory.signal.SignalEngine;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** Messages between two members, reports, and a ciphertext that says two things. */
class ReportTest {
  private final Simulation sim = new Simulation(67);
  private Simulation.Person ada = sim.founder();
  private Simulation.Person ben = ada;
  private Simulation.Person cleo = ada;

  @BeforeEach
  void three() {
    ada.client.createChannel("Talk", 3600, sim.now);
    sim.settle();
    ben = sim.joiner(ada, "Ben");
    cleo = sim.joiner(ada, "Cleo");
    sim.pass(1);
  }

  private void does(Simulation.Person who, String name, String... args) {
    assertEquals("", ReferencesTest.act(sim, who, name, args), name);
  }

  private static Timeline.Message last(Simulation.Person who, String channel) {
    return (Timeline.Message) who.client.timeline(channel, 100).items().getLast();
  }

  private static String member(Simulation.Person who) {
    return who.client.device().keys().member().hex();
  }

  /** The report of the newest message of the channel, as it leaves. */
  private PairwiseBody.Report made() {
    LogId log = LogId.of(Hex.parse(ada.channel()));
    MessageRow row = ben.client.parts().messages.before(log, "", 1).get(0);
    Evidence.Kept kept = Objects.requireNonNull(ben.client.parts().evidence.of(row));
    return new PairwiseBody.Report(
        log,
        "look",
        new byte[0],
        Objects.requireNonNull(Franking.message(kept.whole())),
        kept.seed(),
        Franking.commitment(kept.whole()));
  }

  private Reports.Proof judged(PairwiseBody.Report report) {
    return Objects.requireNonNull(
            ada.client.parts().reports.judged(ben.client.device().keys().member(), report))
        .proof();
  }

  @Test
  void a_report_in_a_channel_is_proven_to_a_steward() {
    cleo.post("the insult");
    does(ben, "report", ada.channel(), last(ben, ada.channel()).id(), "please look");
    sim.pass(2);
    String json = ada.client.query("reports", List.of());
    assertTrue(json.contains("\"proof\":\"proven\"") && json.contains("the insult"), json);
    assertTrue(json.contains(member(cleo)) && json.contains("please look"));
    assertEquals("{\"reports\":[]}", cleo.client.query("reports", List.of()));
  }

  @Test
  void rep_1_every_changed_bit_is_found_out() {
    cleo.post("the insult");
    PairwiseBody.Report good = made();
    assertEquals(Reports.Proof.PROVEN, judged(good));
    byte[][] parts = {good.message(), good.seed(), good.commitment()};
    for (int part = 0; part < parts.length; part++) {
      for (int bit = 0; bit < parts[part].length * 8; bit++) {
        byte[][] changed = parts.clone();
        changed[part] = parts[part].clone();
        changed[part][bit / 8] ^= (byte) (1 << bit % 8);
        assertNotEquals(
            Reports.Proof.PROVEN,
            judged(
                new PairwiseBody.Report(
                    good.channel(), "", new byte[0], changed[0], changed[1], changed[2])));
      }
    }
  }

  @Test
  void rep_2_who_holds_all_but_the_signing_key_forges_nothing() throws Exception {
    cleo.post("what was said");
    PairwiseBody.Report good = made();
    ben.post("of another sender");
    LogId log = good.channel();
    // another channel, of which the same chain knows nothing
    ada.client.createChannel("Other", 3600, sim.now);
    sim.settle();
    String other = ada.client.view().channels().get(1).id();
    assertEquals(
        Reports.Proof.MISMATCH,
        judged(
            new PairwiseBody.Report(
                LogId.of(Hex.parse(other)),
                "",
                new byte[0],
                good.message(),
                good.seed(),
                good.commitment())));
    // a chain of the forger's own, under the victim's distribution id
    MessageRow row = ben.client.parts().messages.before(log, "", 2).get(0);
    Circle circle = ben.client.parts().circles.of(log);
    Content forged = row.saying(new Body.Text("never said")).content(circle, new Epoch(1, 2));
    byte[] bytes = ContentCodec.encode(forged);
    var engine = ben.client.device().engine;
    byte[] id = engine.distributionIdOf(good.message());
    DeviceAddress self = Sessions.address(ben.id());
    engine.createSenderKeyDistribution(ben.client.device().store(), self, id);
    byte[] message = engine.groupEncrypt(ben.client.device().store(), self, id, bytes);
    assertEquals(
        Reports.Proof.MISMATCH,
        judged(
            new PairwiseBody.Report(
                log,
                "",
                new byte[0],
                message,
                good.seed(),
                Franking.commit(sim.sealer, forged.frankingKey(), bytes))));
  }

  @Test
  void a_ciphertext_that_opens_two_ways_is_refused_by_who_reads_the_second() {
    cleo.post("before");
    byte[] other = ContentCodec.encode(otherContent());
    sim.watch = (person, engine) -> secondWay(engine, other);
    ben.restart();
    cleo.post("the first way");
    assertEquals("the first way", last(ada, ada.channel()).text());
    Timeline.Item item = ben.client.timeline(ada.channel(), 10).items().getLast();
    assertEquals("uncommitted", ((Timeline.Unreadable) item).reason());
  }

  /** The engine of who was given another chain than everyone else: it opens to something else. */
  private static SignalEngine secondWay(SignalEngine engine, byte[] other) {
    return (SignalEngine)
        Proxy.newProxyInstance(
            SignalEngine.class.getClassLoader(),
            new Class<?>[] {SignalEngine.class},
            (proxy, method, args) -> {
              try {
                Object result = method.invoke(engine, args);
                return result instanceof OpenedGroupMessage opened
                    ? new OpenedGroupMessage(other, opened.seed())
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** What the sender would have the second reader see: right in everything but what it says. */
  private Content otherContent() {
    LogId log = LogId.of(Hex.parse(ada.channel()));
    MessageRow row = cleo.client.parts().messages.before(log, "", 1).get(0);
    MessageRow next =
        cleo.client
            .parts()
            .posting
            .written(log, new Body.Text("the second way"), 0, false)
            .attempted(sim.now, row.expiry() + 1000, row.seq() + 1, new byte[32]);
    return next.content(cleo.client.parts().circles.of(log), new Epoch(1, 2));
  }

  @Test
  void two_members_write_each_other_and_nobody_else_reads_it() {
    does(ben, "startDirect", member(cleo));
    View.Channel channel = ben.client.view().channels().getLast();
    assertEquals(View.ChannelKind.DIRECT, channel.kind());
    does(ben, "send", channel.id(), "between us", "", "", "", "", "0", "");
    sim.pass(2);
    assertEquals("between us", last(cleo, channel.id()).text());
    assertEquals(Timeline.MessageState.SENT, last(ben, channel.id()).state());
    assertTrue(
        ada.client.view().channels().stream().noneMatch(c -> c.kind() == View.ChannelKind.DIRECT));
    String message = last(cleo, channel.id()).id();
    does(cleo, "react", channel.id(), message, "👍");
    assertEquals(1, last(ben, channel.id()).said().reactions().size());
    assertEquals(
        Codes.NOT_ALLOWED,
        ReferencesTest.act(sim, cleo, "deleteForAll", channel.id(), message, ""));
    does(ben, "deleteForAll", channel.id(), message, "");
    assertNotNull(last(cleo, channel.id()).said().deleted());
    does(cleo, "setDirectTimer", channel.id(), "60");
    assertEquals(60, ben.client.view().channels().getLast().timerSeconds());
  }

  @Test
  void a_report_of_a_direct_message_is_a_claim() {
    does(cleo, "startDirect", member(ben));
    String channel = cleo.client.view().channels().getLast().id();
    does(cleo, "send", channel, "said in private", "", "", "", "", "0", "");
    sim.pass(2);
    does(ben, "report", channel, last(ben, channel).id(), "");
    sim.pass(2);
    String json = ada.client.query("reports", List.of());
    assertTrue(json.contains("\"proof\":\"unproven\"") && json.contains("\"proven\":false"), json);
    assertTrue(json.contains("said in private"), json);
  }

  @Test
  void dm_1_a_message_for_somebody_else_is_dropped() {
    does(ben, "startDirect", member(cleo));
    String channel = ben.client.view().channels().getLast().id();
    does(ben, "send", channel, "between us", "", "", "", "", "0", "");
    LogId log = LogId.of(Hex.parse(channel));
    MessageRow row = ben.client.parts().messages.before(log, "", 1).get(0);
    byte[] content =
        ContentCodec.encode(row.content(ben.client.parts().circles.of(log), new Epoch(1, 2)));
    ada.client
        .parts()
        .directs
        .take(
            ben.publicKeys(),
            new PairwiseBody.Direct(ada.client.device().keys().member(), content),
            (to, what) -> assertNull(what));
    assertTrue(
        ada.client.view().channels().stream().noneMatch(c -> c.kind() == View.ChannelKind.DIRECT));
  }

  @Test
  void what_the_server_lost_is_posted_again_once() {
    ben.post("kept by its author");
    LogId log = LogId.of(Hex.parse(ada.channel()));
    int before = sim.server.log(log).size();
    ben.client.device().facts.bytes(Posting.INCARNATION, new byte[] {7});
    ben.disconnect();
    sim.pass(2);
    assertEquals(before + 1, sim.server.log(log).size());
    assertEquals("kept by its author", last(ada, ada.channel()).text());
    assertEquals(1, ada.texts().stream().filter("kept by its author"::equals).count());
    sim.pass(2);
    assertEquals(before + 1, sim.server.log(log).size());
  }
}
