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
  private @Nullable FakeWire wire;

  private GroupFixture(int members, int messages) {
    founder = simulation.founder();
    String code = founder.client.createChannel("Talk", 604_800, simulation.now);
    if (!code.isEmpty()) {
      throw new IllegalStateException(code);
    }
    simulation.settle();
    Simulation.Person last = founder;
    for (int i = 1; i < members; i++) {
      last = simulation.joiner(founder, "Member " + i);
    }
    absent = last;
    simulation.pass(STEP_SECONDS);
    post(messages);
    absent.disconnect();
    simulation.people.remove(absent);
  }

  /**
   * @param args how many members, and how many messages they have read
   */
  public static void main(String[] args) throws IOException {
    GroupFixture fixture = new GroupFixture(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
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
      case "connect" -> wire = simulation.server.connect();
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
            absent.channel(),
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
