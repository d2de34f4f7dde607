package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.files.FilePointer;
import org.understory.core.files.FilePointerCodec;
import org.understory.core.view.Timeline;
import org.understory.wire.Envelope;
import org.understory.wire.Padding;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.RequestBody;

/**
 * META-2: a thousand messages of every kind, and the lengths that a server is given. They take
 * published values only, and none tells a reaction, a vote or a deletion from a few words.
 */
class LengthsTest {
  /** Of AES-GCM; HPKE has the encapsulated key besides. */
  private static final int TAG = 16;

  private static final int HPKE = 32 + TAG;
  private static final int ROUNDS = 60;
  private static final String SHORT = "short text";
  private static final String DIRECT = "direct, ";

  /** What is said with a few words or none. */
  private static final List<String> SHORT_ONES =
      List.of(
          "reply",
          "thread",
          "mention",
          "everyone",
          "timer",
          "once",
          "reaction",
          "no reaction",
          "edit",
          "pin",
          "no pin",
          "poll",
          "vote",
          "delete");

  private final Simulation sim = new Simulation(68);
  private Simulation.Person ada = sim.founder();
  private Simulation.Person ben = ada;
  private Simulation.Person cleo = ada;

  /** Padded lengths by kind of message. */
  private final Map<String, Set<Integer>> lengths = new TreeMap<>();

  private String kind = "";
  private boolean direct;
  private int messages;

  @BeforeEach
  void three() {
    ada.client.createChannel("Talk", 3600, sim.now);
    sim.settle();
    ben = sim.joiner(ada, "Ben");
    cleo = sim.joiner(ada, "Cleo");
    sim.pass(1);
  }

  private void heard(RequestBody request) {
    try {
      if (!direct && request instanceof Append append) {
        note(Envelope.decode(append.body()).ciphertext().length - TAG);
      } else if (direct && request instanceof Deposit deposit) {
        deposit.items().forEach(item -> note(item.body().length - HPKE));
      }
    } catch (InvalidWireException e) {
      throw new AssertionError("a client sent what is no envelope", e);
    }
  }

  private void note(int length) {
    messages++;
    lengths.computeIfAbsent(kind, name -> new TreeSet<>()).add(length);
  }

  /** Does an act of which one message comes, and files its length under a kind. */
  private void says(String what, Simulation.Person who, String name, String... args) {
    kind = what;
    sim.now += 10; // the newest is the last one
    int before = messages;
    assertEquals("", ReferencesTest.act(sim, who, name, args), what);
    assertEquals(before + 1, messages, what);
  }

  private static String last(Simulation.Person who, String channel) {
    return ((Timeline.Message) who.client.timeline(channel, 1).items().getLast()).id();
  }

  private void writes(
      String what,
      Simulation.Person who,
      String text,
      String reply,
      String thread,
      String... more) {
    says(what, who, "send", ada.channel(), text, reply, thread, more[0], more[1], more[2], more[3]);
  }

  /** Between 1 and {@code most} letters, another number each round. */
  private static String words(int round, int most) {
    return "w".repeat(1 + round * 7919 % most);
  }

  private void round(int i) {
    Simulation.Person one = List.of(ada, ben, cleo).get(i % 3);
    Simulation.Person other = List.of(ben, cleo, ada).get(i % 3);
    String channel = ada.channel();
    String few = words(i, 80);
    writes(SHORT, one, few, "", "", "", "", "0", "");
    String root = last(one, channel);
    writes("text", other, words(i, 16_384), "", "", "", "", "0", "");
    writes("reply", one, few, root, "", "", "", "0", "");
    writes("thread", other, few, "", root, "", "", "0", "");
    writes("mention", one, few, "", "", member(other), "", "0", "");
    writes("everyone", one, few, "", "", "everyone", "", "0", "");
    writes("timer", other, few, "", "", "", "600", "0", "");
    writes("once", one, few, "", "", "", "", "1", "");
    writes("file", one, few, "", "", "", "", "0", file(i));
    says("reaction", other, "react", channel, root, i % 2 == 0 ? "👍" : "e".repeat(32));
    says("no reaction", other, "react", channel, root, "");
    says("edit", one, "edit", channel, root, few, "");
    says("pin", ada, "pin", channel, root, "1");
    says("no pin", ada, "pin", channel, root, "0");
    says("poll", other, "poll", channel, few, "yes\nno", i % 2 == 0 ? "0" : "1", "0");
    String poll = last(one, channel);
    says("vote", one, "vote", channel, poll, i % 2 == 0 ? "0" : "1");
    says("delete", one, "deleteForAll", channel, root, i % 2 == 0 ? "" : words(i, 40));
    sim.pass(1);
  }

  /** As {@link #round}, between two, where every message is a deposit. */
  private void between(int i, String channel) {
    Simulation.Person one = i % 2 == 0 ? ben : cleo;
    Simulation.Person other = i % 2 == 0 ? cleo : ben;
    String few = words(i, 80);
    says(DIRECT + SHORT, one, "send", channel, few, "", "", "", "", "0", "");
    String message = last(one, channel);
    says(DIRECT + "text", one, "send", channel, words(i, 16_384), "", "", "", "", "0", "");
    says(DIRECT + "reaction", other, "react", channel, message, "👍");
    says(DIRECT + "no reaction", other, "react", channel, message, "");
    says(DIRECT + "edit", one, "edit", channel, message, few, "");
    says(DIRECT + "timer", other, "setDirectTimer", channel, String.valueOf(3600 + i));
    says(DIRECT + "delete", one, "deleteForAll", channel, message, "");
    sim.pass(1);
  }

  private static String member(Simulation.Person who) {
    return who.client.device().keys().member().hex();
  }

  /** From no thumbnail to the largest. */
  private static String file(int i) {
    byte[] thumbnail = new byte[i % 4 == 0 ? 0 : i * 68];
    if (thumbnail.length > 2) {
      thumbnail[0] = (byte) 0xFF;
      thumbnail[1] = (byte) 0xD8;
      thumbnail[2] = (byte) 0xFF;
    }
    FilePointer pointer =
        new FilePointer(
            new byte[16],
            new byte[32],
            1000L * i,
            new byte[32],
            new byte[32],
            "picture.jpg",
            "image/jpeg",
            640,
            480,
            0,
            words(i, 500),
            thumbnail);
    return Hex.of(FilePointerCodec.encode(pointer));
  }

  private Set<Integer> of(String what) {
    return Objects.requireNonNull(lengths.get(what), what);
  }

  @Test
  void a_thousand_messages_of_all_kinds_have_published_lengths_that_tell_no_kind() {
    sim.server.heard = this::heard;
    for (int i = 0; i < ROUNDS; i++) {
      round(i);
    }
    direct = true;
    assertEquals("", ReferencesTest.act(sim, ben, "startDirect", member(cleo)));
    String channel = ben.client.view().channels().getLast().id();
    kind = "the session begins";
    ReferencesTest.act(sim, ben, "send", channel, "hello", "", "", "", "", "0", "");
    ReferencesTest.act(sim, cleo, "send", channel, "hello", "", "", "", "", "0", "");
    sim.pass(2);
    for (int i = 0; i < ROUNDS / 5; i++) {
      between(i, channel);
    }
    assertTrue(messages >= 1000, messages + " messages");
    lengths.forEach(
        (what, all) -> all.forEach(each -> assertEquals(each, Padding.bucket(each), what)));
    for (String every : List.of("", DIRECT)) {
      Set<Integer> texts = of(every + "text");
      assertTrue(texts.size() > 5, "texts of many lengths");
      assertTrue(of(every + SHORT).containsAll(of(every + "reaction")));
      assertTrue(texts.containsAll(of(every + "reaction")));
    }
    for (String what : SHORT_ONES) {
      assertEquals(of(SHORT), of(what), what);
    }
    for (String what : List.of("reaction", "no reaction", "edit", "timer", "delete")) {
      assertTrue(of(DIRECT + SHORT).containsAll(of(DIRECT + what)), what);
    }
    assertTrue(of("file").size() > 3, "pointers of many lengths");
  }
}
