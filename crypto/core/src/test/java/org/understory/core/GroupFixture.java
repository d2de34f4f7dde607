package org.understory.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A group with its server for a client that lives elsewhere: one member's vault is handed out, and
 * the network goes over standard input and output, a line each way. For benchmarks of the compiled
 * core; the bytes follow from a fixed seed.
 */
final class GroupFixture {
  private static final long SEED = 20260406;
  private static final int STEP_SECONDS = 1;

  private final Simulation simulation = new Simulation(SEED);
  private final Simulation.Person founder;
  private final Simulation.Person absent;
  private final boolean repeats;
  private @Nullable FakeWire wire;

  private GroupFixture(int members, int messages) {
    founder = simulation.founder();
    String code = founder.client.createChannel("Talk", 604_800, simulation.now);
    accept(code);
    simulation.settle();
    Simulation.Person last = founder;
    for (int i = 1; i < members; i++) {
      last = simulation.joiner(founder, "Member " + i);
    }
    absent = last;
    simulation.pass(STEP_SECONDS);
    post(messages);
    leave(absent);
    repeats = false;
  }

  /**
   * A group whose members came in one by one, each with an invite and an epoch of its own: the
   * longest history that so many have. The one handed out was let in last, and does not know it;
   * each connection finds the server as it was then.
   */
  private GroupFixture(int members) {
    founder = simulation.founder();
    Simulation.Person last = founder;
    for (int i = 1; i < members; i++) {
      last = letIn("Member " + i);
    }
    absent = last;
    repeats = true;
  }

  /** Somebody who asks and goes away, and is let in. */
  private Simulation.Person letIn(String name) {
    Simulation.Person joiner = simulation.person();
    accept(joiner.client.join(simulation.invite(founder), name, "because", simulation.now));
    simulation.settle();
    leave(joiner);
    String request = founder.client.view().requests().getFirst().id();
    accept(founder.client.approve(request, simulation.now));
    simulation.leap(Undo.WAIT_MILLIS);
    return joiner;
  }

  private void leave(Simulation.Person person) {
    person.disconnect();
    simulation.people.remove(person);
  }

  private static void accept(String code) {
    if (!code.isEmpty()) {
      throw new IllegalStateException(code);
    }
  }

  /**
   * @param args how many members, and how many messages they have read; without a second, the one
   *     handed out has only asked to join
   */
  public static void main(String[] args) throws IOException {
    int members = Integer.parseInt(args[0]);
    GroupFixture fixture =
        args.length > 1
            ? new GroupFixture(members, Integer.parseInt(args[1]))
            : new GroupFixture(members);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(fixture.answer(line));
    }
  }

  /** To {@code vault}, the stored state; to the others, the frames that go to the client now. */
  private String answer(String line) {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "vault" -> {
        return vault();
      }
      case "connect" -> wire = server().connect();
      case "post" -> post(Integer.parseInt(words[1]));
      case "frame" -> {
        if (wire != null) {
          wire.receive(Hex.parse(words[1]));
        }
      }
      default -> throw new IllegalArgumentException("no such request: " + words[0]);
    }
    simulation.settle();
    List<byte[]> frames = wire == null ? new ArrayList<>() : new ArrayList<>(wire.toClient);
    if (wire != null) {
      wire.toClient.clear();
    }
    return array(frames, GroupFixture::quoted);
  }

  private FakeServer server() {
    if (!repeats) {
      return simulation.server;
    }
    FakeServer copy = new FakeServer(simulation.sealer);
    copy.take(simulation.server);
    return copy;
  }

  private void post(int messages) {
    for (int i = 0; i < messages; i++) {
      founder.client.post(founder.channel(), "Message ".repeat(30) + i, simulation.now);
      simulation.settle();
    }
  }

  private String vault() {
    List<String> rows = new ArrayList<>();
    absent.stored.forEach((key, value) -> rows.add("[\"" + key + "\"," + quoted(value) + "]"));
    return "{\"now\":%d,\"channel\":\"%s\",\"header\":%s,\"half\":%s,\"rows\":[%s]}"
        .formatted(
            simulation.now,
            absent.client.view().channels().isEmpty() ? "" : absent.channel(),
            quoted(absent.vault.header()),
            quoted(absent.half),
            String.join(",", rows));
  }

  private static String array(List<byte[]> all, Function<byte[], String> text) {
    return all.stream().map(text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(byte[] bytes) {
    return "\"" + Hex.of(bytes) + "\"";
  }
}
