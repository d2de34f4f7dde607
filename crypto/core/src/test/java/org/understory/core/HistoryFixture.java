package org.understory.core;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.MemberId;
import org.understory.wire.id.LogId;

/**
 * A vault with a long history, as a file, for measuring the page that opens it: every message was
 * taken in, laid into pages and sealed by the core itself; only the network and the sender keys are
 * passed over. The bytes follow from a fixed seed, but for times and keys.
 */
final class HistoryFixture {
  private static final long SEED = 20260419;
  private static final int MEMBERS = 12;
  private static final int CHANNELS = 5;
  private static final int WORDS = 4_000;
  private static final int A_BATCH = 4_000;
  private static final long LIFE_MILLIS = 30L * 86_400_000;
  private static final String[] SYLLABLES = {
    "ba", "cel", "di", "fo", "gu", "har", "je", "kim", "lo", "mu", "na", "pe", "rin", "so", "tu",
    "va", "wex", "xi", "yo", "zu"
  };

  private final Random random = new Random(SEED);
  private final Simulation simulation = new Simulation(SEED);
  private final List<Simulation.Person> people = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  private HistoryFixture(byte[] kdf, byte[] kdfOutput) {
    simulation.now = System.currentTimeMillis();
    simulation.server.now = simulation.now;
    simulation.kdf = kdf;
    simulation.kdfOutput = kdfOutput;
    people.add(simulation.founder());
    for (int i = 1; i < MEMBERS; i++) {
      people.add(simulation.joiner(people.get(0), "Member " + i));
    }
    for (int i = 0; i < CHANNELS; i++) {
      String code = people.get(0).client.createChannel("Side " + i, 604_800, simulation.now);
      if (!code.isEmpty()) {
        throw new IllegalStateException(code);
      }
      simulation.settle();
    }
    simulation.pass(2);
    for (int i = 0; i < WORDS; i++) {
      StringBuilder word = new StringBuilder();
      for (int part = 1 + random.nextInt(4); part > 0; part--) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words.add(word.toString());
    }
  }

  /** Words of which a few come often and most seldom. */
  private String sentence(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      double rank = Math.pow(WORDS, random.nextDouble());
      text.append(i == 0 ? "" : " ").append(words.get((int) rank - 1));
    }
    return text.toString();
  }

  private Simulation.Person owner() {
    return people.get(MEMBERS - 1);
  }

  private void fill(int messages) {
    Parts parts = owner().client.parts();
    List<LogId> channels = new ArrayList<>(parts.membership.state().channels().keySet());
    LogId main = channels.get(0);
    Collections.reverse(channels); // the one that is opened was written in last
    for (LogId channel : channels) {
      boolean isMain = channel.equals(main);
      history(parts.messages, channel, isMain ? messages : 200, isMain);
      parts.reading.next(channel, messages * 2L);
      parts.reading.markRead(channel, messages * 2L);
    }
    owner().client.tick(simulation.now);
    owner().carryOut();
  }

  /** From the oldest message to the newest, the last of them a minute ago. */
  private void history(Messages into, LogId channel, int messages, boolean rich) {
    List<MessageRow> recent = new ArrayList<>();
    long step = LIFE_MILLIS * 9 / 10 / Math.max(1, messages);
    long position = 0;
    for (int i = 0; i < messages; i++) {
      long at = simulation.now - 60_000 - (messages - i) * step;
      MessageRow row = row(channel, said(recent, rich), at, ++position);
      into.take(row);
      recent.add(row);
      if (recent.size() > 20) {
        recent.remove(0);
      }
      MessageRow about = recent.get(random.nextInt(recent.size()));
      if (rich && random.nextInt(100) < 8) {
        into.take(row(channel, new Body.Reaction(about.id(), "\uD83D\uDC4D"), at + 1, ++position));
      } else if (rich && random.nextInt(100) < 2) {
        Body edit = new Body.Edit(row.id(), sentence(12), List.of(), false);
        into.take(by(row.device(), row.member(), channel, edit, at + 1, ++position));
      }
      if (i % A_BATCH == A_BATCH - 1) {
        owner().client.tick(simulation.now);
        owner().carryOut();
      }
    }
  }

  private Body said(List<MessageRow> recent, boolean rich) {
    int kind = rich && !recent.isEmpty() ? random.nextInt(100) : 0;
    MessageId other = recent.isEmpty() ? null : recent.get(random.nextInt(recent.size())).id();
    String text = sentence(2 + random.nextInt(random.nextInt(10) == 0 ? 80 : 16));
    if (kind == 99) {
      return new Body.Poll(sentence(6), List.of("yes", "no"), false, 0);
    }
    return new Body.Text(
        text,
        kind > 85 ? other : null,
        kind == 85 ? other : null,
        List.of(),
        false,
        false,
        List.of());
  }

  private MessageRow row(LogId channel, Body body, long at, long position) {
    Simulation.Person author = people.get(random.nextInt(MEMBERS));
    MemberId member = author.client.device().keys().member();
    return by(author.id(), member, channel, body, at, position);
  }

  private MessageRow by(
      DeviceId device, MemberId member, LogId channel, Body body, long at, long position) {
    return new MessageRow(
        channel,
        MessageId.of(simulation.randomness.bytes(16)),
        device,
        member,
        body,
        at,
        at,
        at + LIFE_MILLIS,
        0,
        MessageRow.State.RECEIVED,
        "",
        position,
        new byte[32],
        simulation.randomness.bytes(32),
        position,
        false,
        false,
        0);
  }

  /** Header, device half, then every stored place and value, each with its length (4 bytes). */
  private void write(Path file) throws IOException {
    try (OutputStream raw = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw))) {
      put(out, owner().vault.header());
      put(out, owner().half);
      for (var row : owner().stored.entrySet()) {
        put(out, Hex.parse(row.getKey()));
        put(out, row.getValue());
      }
    }
  }

  private static void put(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * @param args the file to be written, the number of messages, the parameters of the stretching
   *     and its outcome, both in hexadecimal
   */
  public static void main(String[] args) throws IOException {
    HistoryFixture fixture = new HistoryFixture(Hex.parse(args[2]), Hex.parse(args[3]));
    fixture.fill(Integer.parseInt(args[1]));
    fixture.write(Path.of(args[0]));
    System.out.println(fixture.owner().client.device().rows.size());
  }
}
