package org.understory.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures a removal in a group of whole members: {@code --server JAR [--members N] [--removals
 * N]}. All simulated members share this process and its processors with the server.
 */
public final class Rekey {
  private static final String USAGE = "usage: rekey --server JAR [--members N] [--removals N]";

  private Rekey() {}

  /** One line of JSON a figure. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path server = null;
    int size = 1000;
    int removals = 3;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--server" -> server = Path.of(value).toAbsolutePath();
        case "--members" -> size = Integer.parseInt(value);
        case "--removals" -> removals = Integer.parseInt(value);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    if (server == null || size < 3 || removals < 1 || removals > size - 2) {
      throw new IllegalArgumentException(USAGE);
    }
    try (UnderstoryPeer peer = new UnderstoryPeer(server)) {
      peer.start();
      try (Reactor reactor = new Reactor()) {
        LiveGroup group = peer.live(reactor);
        group.fill(size);
        group.gather();
        for (int i = 1; i <= removals; i++) {
          LiveGroup.Removal one = group.remove();
          say("rekey.steward." + i, one.steward(), "ms");
          say("rekey.first." + i, one.first(), "ms");
          say("rekey.median." + i, one.median(), "ms");
          say("rekey.last." + i, one.last(), "ms");
          say("rekey.upload." + i, one.upload(), "B");
        }
      }
    }
  }

  private static void say(String name, double value, String unit) {
    System.out.println(new Figure(name, value, unit, null).json());
  }
}
