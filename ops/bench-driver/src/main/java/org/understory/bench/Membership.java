package org.understory.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removing, joining, and announcing to very many: what the server does of it, with members that
 * speak the real wire and seal nothing. One line of JSON a figure.
 */
public final class Membership {
  private static final String USAGE =
      "usage: --server JAR [--only removal,join,announcement] [--readers N] [--posts N] [--rate N]";

  private static final int MEMBERS = 1_000;
  private static final int NEWCOMERS = 15;
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private final Path server;
  private final int readers;
  private final int posts;
  private final int rate;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /** {@code --readers} of announcements, {@code --posts} of them at a {@code --rate} a second. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path server = null;
    int readers = 10_000;
    int posts = 60;
    int rate = 2;
    List<String> only = List.of();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--server" -> server = Path.of(value).toAbsolutePath();
        case "--readers" -> readers = Integer.parseInt(value);
        case "--posts" -> posts = Integer.parseInt(value);
        case "--rate" -> rate = Integer.parseInt(value);
        case "--only" -> only = List.of(value.split(",", -1));
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    if (server == null || readers < AnnouncementRoom.POSTERS || posts < 1 || rate < 1) {
      throw new IllegalArgumentException(USAGE);
    }
    System.err.println("Measuring understory ...");
    new Membership(server, readers, posts, rate).measure(only);
  }

  /**
   * @param readers of the announcement channel
   * @param posts how many there are
   * @param rate of posts, a second
   */
  private Membership(Path server, int readers, int posts, int rate) {
    this.server = server;
    this.readers = readers;
    this.posts = posts;
    this.rate = rate;
  }

  /**
   * Tells of each figure as soon as it is known.
   *
   * @param only what is measured: removal, join, announcement; empty: all three
   */
  private void measure(List<String> only) throws IOException, InterruptedException {
    if (only.isEmpty() || only.contains("removal")) {
      removal(PacketMaker.ofLength(PacketMaker.ESTABLISHED), "");
      removal(PacketMaker.ofLength(PacketMaker.FIRST), ".first_messages");
    }
    if (only.isEmpty() || only.contains("join")) {
      joining();
    }
    if (only.isEmpty() || only.contains("announcement")) {
      announcements();
    }
  }

  private void tell() {
    figures.forEach(
        (name, value) -> System.out.println(new Figure(name, value, unit(name), null).json()));
    figures.clear();
  }

  private void removal(PacketMaker packets, String suffix)
      throws IOException, InterruptedException {
    try (UnderstoryPeer peer = new UnderstoryPeer(server);
        Reactor reactor = new Reactor()) {
      peer.start();
      Group group = group(peer, reactor, MEMBERS, Group.NONE);
      new Removal(group, reactor, peer).measure(packets, suffix, figures);
      tell();
    }
  }

  private void joining() throws IOException, InterruptedException {
    try (UnderstoryPeer peer = new UnderstoryPeer(server);
        Reactor reactor = new Reactor()) {
      peer.start();
      Group group = group(peer, reactor, MEMBERS, Group.NONE);
      new Joining(group, reactor, peer).measure(NEWCOMERS, figures);
      tell();
    }
  }

  private void announcements() throws IOException, InterruptedException {
    try (UnderstoryPeer peer = new UnderstoryPeer(server);
        Reactor reactor = new Reactor()) {
      peer.start();
      Ed25519Key postKey = new Ed25519Key();
      Group group = group(peer, reactor, AnnouncementRoom.POSTERS, postKey.publicKey());
      AnnouncementRoom room = new AnnouncementRoom(group, postKey);
      long before = System.nanoTime();
      room.fill(reactor, readers);
      figures.put("announcement.connected", (System.nanoTime() - before) / 1e9);
      reactor.workUntil(() -> false, SETTLE);
      figures.put("announcement.memory", peer.everything().memoryMegabytes());
      Load load = new Load(reactor, room, readers);
      load.paced(rate, rate);
      double cpu = peer.process().cpuSeconds();
      long start = System.nanoTime();
      Load.Paced paced = load.paced(posts, rate);
      double seconds = (System.nanoTime() - start) / 1e9;
      double deliveries = paced.arrived() * posts * readers;
      figures.put("announcement.p50", paced.p50());
      figures.put("announcement.p99", paced.p99());
      figures.put("announcement.arrived", 100 * paced.arrived());
      figures.put("announcement.deliveries_per_second", deliveries / seconds);
      figures.put(
          "announcement.deliveries_per_cpu_second",
          deliveries / (peer.process().cpuSeconds() - cpu));
      figures.put("announcement.memory.after", peer.everything().memoryMegabytes());
      tell();
    }
  }

  private static Group group(UnderstoryPeer peer, Reactor reactor, int devices, byte[] postKey)
      throws IOException {
    return Group.found(reactor, peer.port(), peer.ticket(reactor), devices, postKey);
  }

  private static String unit(String name) {
    if (name.startsWith("removal.upload") || name.contains("memory")) {
      return "MB";
    }
    if (name.contains("cpu_second")) {
      return "deliveries/CPU-s";
    }
    if (name.contains("per_second")) {
      return "deliveries/s";
    }
    return switch (name) {
      case "announcement.connected" -> "s";
      case "announcement.arrived" -> "%";
      case "join.roster_entries" -> "entries";
      default -> "ms";
    };
  }
}
