package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.DistributionId;
import org.understory.core.channel.SenderChain;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Franking;
import org.understory.core.content.MessageId;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.MemberId;
import org.understory.signal.OpenedGroupMessage;
import org.understory.signal.SignalEngine;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * What a false sender, and a reporter with the help of everybody but the accused, can make with all
 * keys that they hold: real ciphertexts, signatures and distribution messages.
 */
class ForgeryTest {
  private static final byte[] LABEL = "WhisperGroup".getBytes(StandardCharsets.US_ASCII);

  private final Simulation sim = new Simulation(69);
  private Simulation.Person ada = sim.founder();
  private Simulation.Person ben = ada;
  private Simulation.Person cleo = ada;
  private Simulation.Person dora = ada;
  private LogId log = LogId.ROSTER;

  /** What Ben's engine made of group messages. */
  private final List<OpenedGroupMessage> opened = new ArrayList<>();

  @BeforeEach
  void four() {
    ada.client.createChannel("Talk", 3600, sim.now);
    sim.settle();
    ben = sim.joiner(ada, "Ben");
    cleo = sim.joiner(ada, "Cleo");
    dora = sim.joiner(ada, "Dora");
    sim.pass(1);
    log = LogId.of(Hex.parse(ada.channel()));
    Simulation.Person watched = ben;
    sim.watch = (person, engine) -> person == watched ? noting(engine) : engine;
    ben.restart();
  }

  private SignalEngine noting(SignalEngine engine) {
    return (SignalEngine)
        Proxy.newProxyInstance(
            SignalEngine.class.getClassLoader(),
            new Class<?>[] {SignalEngine.class},
            (proxy, method, args) -> {
              try {
                Object result = method.invoke(engine, args);
                if (result instanceof OpenedGroupMessage one) {
                  opened.add(one);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static MemberId member(Simulation.Person who) {
    return who.client.device().keys().member();
  }

  private Reports.Proof judged(byte[] message, byte[] seed, byte[] commitment) {
    PairwiseBody.Report report =
        new PairwiseBody.Report(log, "", new byte[0], message, seed, commitment);
    return Objects.requireNonNull(ada.client.parts().reports.judged(member(ben), report)).proof();
  }

  /** What Ben's device keeps beside the newest message. */
  private Evidence.Kept kept() {
    MessageRow row = ben.client.parts().messages.before(log, "", 1).get(0);
    return Objects.requireNonNull(ben.client.parts().evidence.of(row));
  }

  private static byte[] message(Evidence.Kept kept) {
    return Objects.requireNonNull(Franking.message(kept.whole()));
  }

  /** Sends something that no honest client would, in a session. */
  private void gives(Simulation.Person from, Simulation.Person to, PairwiseBody body) {
    Sessions sessions = from.client.parts().sessions;
    while (!sessions.ready(List.of(to.publicKeys()))) {
      from.carryOut();
      sim.pass(1);
    }
    assertEquals(1, sessions.deposit(List.of(to.publicKeys()), body).size());
    from.client.tick(sim.now);
    from.carryOut();
    sim.settle();
  }

  /** The newest entry of the channel's log, without its outer seal. */
  private byte[] newest() {
    LogEntry entry = sim.server.log(log).getLast();
    return Objects.requireNonNull(
        ChannelSeal.open(
            sim.sealer,
            Objects.requireNonNull(ada.client.parts().circles.of(log).sending()),
            sim.server.space(),
            log,
            entry.expiry(),
            entry.body()));
  }

  /** The ciphertext of a sender-key message: its last field, before the signature. */
  private static byte[] ciphertext(byte[] message) {
    int end = message.length - 64;
    for (int length = 128; length < end - 3; length += 16) {
      int at = end - length; // two bytes of length, the tag before them
      int said = (message[at - 2] & 0x7F) + message[at - 1] * 128;
      if (message[at - 3] == 0x22 && message[at - 2] < 0 && said == length) {
        return Arrays.copyOfRange(message, at, end);
      }
    }
    throw new AssertionError("a message without its ciphertext");
  }

  /** A chain key, found by trying, under which somebody else's ciphertext has right padding. */
  private byte[] secondKey(byte[] ciphertext) {
    var digest = sim.primitives.digest();
    for (int i = 0; i < 20_000; i++) {
      byte[] chainKey = sim.randomness.bytes(32);
      byte[] seed = digest.hmacSha256(chainKey, new byte[] {1});
      byte[] keys = digest.hkdfSha256(new byte[0], seed, LABEL, 48);
      byte[] iv = Arrays.copyOf(keys, 16);
      byte[] key = Arrays.copyOfRange(keys, 16, 48);
      if (sim.primitives.cbc().decryptUnauthenticated(key, iv, ciphertext) != null) {
        return chainKey;
      }
    }
    throw new AssertionError("no second key");
  }

  @Test
  void a_ciphertext_made_to_open_under_two_keys_is_refused_by_who_was_given_the_second()
      throws Exception {
    Parts parts = cleo.client.parts();
    var secret = Objects.requireNonNull(parts.circles.of(log).sending());
    SenderChain chain = parts.chains.current(log, new Epoch(secret.generation(), secret.step()));
    parts.chains.ensureKeys(chain);
    byte[] honest =
        cleo.client
            .device()
            .engine
            .createSenderKeyDistribution(
                cleo.client.device().store(),
                Sessions.address(cleo.id()),
                parts.chains.distributionId(chain).bytes());
    parts.chains.save(chain.heldBy(Set.of(ben.id())));
    ben.heldBack = log;
    cleo.post("the first way");
    assertEquals(List.of("the first way"), ada.texts());

    byte[] whole = newest();
    byte[] message = Objects.requireNonNull(Franking.message(whole));
    byte[] second = secondKey(ciphertext(message));
    byte[] forged = honest.clone();
    int key = forged.length - 35 - 32; // before the signing key and its two bytes of header
    assertEquals(0x22, forged[key - 2]);
    System.arraycopy(second, 0, forged, key, 32);
    gives(cleo, ben, new PairwiseBody.SenderKey(log, chain.generation(), chain.counter(), forged));
    ben.disconnect();
    sim.pass(1);

    assertEquals(1, opened.size(), "it opens");
    OpenedGroupMessage other = opened.get(0);
    assertFalse(
        new String(other.plaintext(), StandardCharsets.ISO_8859_1).contains("the first way"));
    assertEquals(List.of(), ben.texts());
    assertEquals(1, ben.unread());
    assertEquals(Reports.Proof.MISMATCH, judged(message, other.seed(), Franking.commitment(whole)));
  }

  @Test
  void abu_3_parts_of_two_true_messages_prove_nothing() {
    cleo.post("one");
    Evidence.Kept one = kept();
    sim.pass(1);
    cleo.post("two");
    Evidence.Kept two = kept();
    List<byte[]> messages = List.of(message(one), message(two));
    List<byte[]> seeds = List.of(one.seed(), two.seed());
    List<byte[]> commitments =
        List.of(Franking.commitment(one.whole()), Franking.commitment(two.whole()));
    for (int i = 0; i < 8; i++) {
      boolean whole = i == 0 || i == 7;
      Reports.Proof proof =
          judged(messages.get(i & 1), seeds.get(i >> 1 & 1), commitments.get(i >> 2));
      assertEquals(whole ? Reports.Proof.PROVEN : Reports.Proof.MISMATCH, proof, "of " + i);
    }
  }

  @Test
  void abu_3_another_seed_that_opens_a_true_message_proves_nothing() {
    cleo.post("what was said");
    Evidence.Kept kept = kept();
    byte[] seed =
        sim.primitives.digest().hmacSha256(secondKey(ciphertext(message(kept))), new byte[] {1});
    assertEquals(
        Reports.Proof.MISMATCH, judged(message(kept), seed, Franking.commitment(kept.whole())));
  }

  /**
   * Ben and Dora hold every secret of the group but Cleo's signing key: they write on in Cleo's
   * chain, under a signing key of their own, and give it to the steward as Cleo's.
   */
  @Test
  void abu_3_all_but_the_accused_together_forge_nothing() throws Exception {
    cleo.post("what was said");
    MessageRow row = ben.client.parts().messages.before(log, "", 1).get(0);
    byte[] id = ben.client.device().engine.distributionIdOf(message(kept()));
    Content never =
        row.saying(new Body.Text("never said"))
            .content(ben.client.parts().circles.of(log), new Epoch(1, 3));
    byte[] bytes = ContentCodec.encode(never);
    byte[] commitment = Franking.commit(sim.sealer, never.frankingKey(), bytes);
    var engine = dora.client.device().engine;
    var store = dora.client.device().store();
    byte[] theirs = engine.createSenderKeyDistribution(store, Sessions.address(dora.id()), id);
    byte[] seed =
        sim.primitives
            .digest()
            .hmacSha256(
                Arrays.copyOfRange(theirs, theirs.length - 67, theirs.length - 35), new byte[] {1});
    byte[] message = engine.groupEncrypt(store, Sessions.address(dora.id()), id, bytes);
    assertEquals(Reports.Proof.MISMATCH, judged(message, seed, commitment));
    Chains.Origin origin =
        Objects.requireNonNull(ada.client.parts().chains.origin(DistributionId.named(id)));
    for (int counter = 0; counter < 3; counter++) {
      gives(dora, ada, new PairwiseBody.SenderKey(log, origin.generation(), counter, theirs));
    }
    assertEquals(Reports.Proof.MISMATCH, judged(message, seed, commitment));
    assertEquals(origin, ada.client.parts().chains.origin(DistributionId.named(id)));
  }

  @Test
  void abu_3_what_two_others_are_to_have_said_to_each_other_is_not_even_a_claim() {
    LogId between =
        LogId.of(ada.client.parts().directs.channel(member(cleo), member(dora)).bytes());
    Content never =
        new Content(
            MessageId.of(new byte[16]),
            ben.client.device().facts.group(),
            between,
            new Epoch(1, 0),
            cleo.id(),
            1,
            new byte[0],
            1,
            new byte[32],
            sim.now,
            0,
            new byte[32],
            false,
            new Body.Text("never said"));
    PairwiseBody.Report report =
        new PairwiseBody.Report(
            between, "", ContentCodec.encode(never), new byte[0], new byte[0], new byte[0]);
    assertNull(ada.client.parts().reports.judged(member(ben), report));
    Reports.Found claim = ada.client.parts().reports.judged(member(dora), report);
    assertEquals(Reports.Proof.UNPROVEN, Objects.requireNonNull(claim).proof());
  }
}
