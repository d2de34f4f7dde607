package org.understory.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures fan-out of our server and, where its packages are there, of ejabberd; one line of JSON a
 * figure. Nothing else goes to the standard output.
 */
public final class Main {
  private static final String USAGE =
      "usage: fanout --server JAR [--ejabberd FOLDER] [--seconds N] [--idle N]";
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final int LEAST_IDLE = 1000;

  private Main() {}

  /** {@code --seconds} of sustained load each, {@code --idle} members at most. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path server = null;
    Path ejabberd = null;
    int seconds = 10;
    int idle = 10_000;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--server" -> server = Path.of(value).toAbsolutePath();
        case "--ejabberd" -> ejabberd = Path.of(value).toAbsolutePath();
        case "--seconds" -> seconds = Integer.parseInt(value);
        case "--idle" -> idle = Integer.parseInt(value);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    if (server == null || arguments.length % 2 != 0 || idle < LEAST_IDLE) {
      throw new IllegalArgumentException(USAGE);
    }
    Duration length = Duration.ofSeconds(seconds);
    Map<String, Double> theirs = Map.of();
    if (ejabberd != null) {
      try (Peer peer = new EjabberdPeer(ejabberd)) {
        System.err.println("Measuring " + peer.name() + " ...");
        theirs = new Fanout(peer, WARM_UP, length, LEAST_IDLE).measure();
      }
    }
    try (Peer peer = new UnderstoryPeer(server)) {
      System.err.println("Measuring " + peer.name() + " ...");
      int[] members = idle == LEAST_IDLE ? new int[] {LEAST_IDLE} : new int[] {LEAST_IDLE, idle};
      Map<String, Double> ours = new Fanout(peer, WARM_UP, length, members).measure();
      for (Map.Entry<String, Double> figure : ours.entrySet()) {
        String name = figure.getKey();
        Figure.PeerValue beside = beside(theirs.get(name));
        System.out.println(new Figure(name, figure.getValue(), unit(name), beside).json());
      }
    }
  }

  private static Figure.@Nullable PeerValue beside(@Nullable Double value) {
    return value == null ? null : new Figure.PeerValue("ejabberd", value);
  }

  private static String unit(String name) {
    if (name.contains("cpu_second")) {
      return "deliveries/CPU-s";
    }
    if (name.contains("per_second")) {
      return "deliveries/s";
    }
    if (name.startsWith("idle")) {
      return "MB";
    }
    return name.contains("arrived") ? "%" : "ms";
  }
}
