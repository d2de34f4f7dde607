package org.understory.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.DepositSeal;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Vault;
import org.understory.core.view.Timeline;
import org.understory.signal.Randomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;

/** Several clients and a fake server under one fake clock, with randomness that a seed repeats. */
final class Simulation {
  final Primitives primitives;
  final Randomness randomness;
  final Sealer sealer;
  final FakeServer server;
  final List<Person> people = new ArrayList<>();
  long now = 1_800_000_000_000L;

  /** How passphrases were stretched, and what came of it: the same on every device. */
  byte[] kdf = {1};

  byte[] kdfOutput = new byte[32];

  Simulation(long seed) {
    this(seed, BouncyCastlePrimitives.create());
  }

  Simulation(long seed, Primitives primitives) {
    this.primitives = primitives;
    randomness = new SeededRandomness(primitives.digest(), seed);
    sealer = new Sealer(primitives, randomness);
    server = new FakeServer(sealer);
    server.now = now;
  }

  /** What stands between a person's client and its engine. */
  BiFunction<Person, SignalEngine, SignalEngine> watch = (person, engine) -> engine;

  /** What becomes of a frame on its way to a person: none, one or several. */
  BiFunction<Person, byte[], List<byte[]>> network = (person, frame) -> List.of(frame);

  /** The same group at the same moment, with other randomness from here on. */
  Simulation copy(long seed, BiFunction<Person, SignalEngine, SignalEngine> watched) {
    Simulation copy = new Simulation(seed, primitives);
    copy.watch = watched;
    copy.now = now;
    copy.server.take(server);
    for (Person person : people) {
      copy.people.add(copy.new Person(person));
    }
    return copy;
  }

  /** One device with its store. */
  final class Person {
    final byte[] half;
    final Vault vault;
    final TreeMap<String, byte[]> stored = new TreeMap<>();
    private final Map<String, byte[]> names = new TreeMap<>();
    GroupClient client;

    Person() {
      half = randomness.bytes(Vault.DEVICE_HALF);
      vault = Vault.create(sealer, kdf, kdfOutput, half);
      client = open();
    }

    private Person(Person from) {
      half = from.half;
      vault = from.vault;
      stored.putAll(from.stored);
      names.putAll(from.names);
      client = open();
    }

    @Nullable FakeWire wire;
    boolean wantsConnection;
    boolean online = true;

    /** A log of which nothing reaches this person on the present connection. */
    @Nullable LogId heldBack;

    /** Roster entries reach this person no more; the server says that there are none. */
    boolean heldBackRoster;

    /** Hears every frame that reaches this person. */
    Consumer<byte[]> seen = frame -> {};

    /** Persist batches and frames in the order in which they were to be carried out. */
    final List<String> order = new ArrayList<>();

    private GroupClient open() {
      GroupClient made =
          new GroupClient(
              sealer, watch.apply(this, new UnderstoryEngine(primitives, randomness)), vault);
      stored.forEach((key, value) -> made.row(names.getOrDefault(key, new byte[0]), value));
      made.opened(now);
      return made;
    }

    /** Ends the client and opens it again from what was stored. */
    void restart() {
      disconnect();
      wantsConnection = false;
      client = open();
      settle();
    }

    void disconnect() {
      heldBack = null;
      if (wire != null) {
        server.disconnect(wire);
        wire = null;
        client.disconnected(now);
        carryOut();
      }
    }

    boolean step() {
      carryOut();
      if (wire == null && wantsConnection && online) {
        wire = server.connect();
        client.connected(now);
        carryOut();
        return true;
      }
      FakeWire open = wire;
      if (open == null || open.toClient.isEmpty()) {
        return false;
      }
      byte[] frame = open.toClient.removeFirst();
      for (byte[] one : isHeldBack(frame) ? List.<byte[]>of() : network.apply(this, frame)) {
        seen.accept(one);
        client.received(one, now);
        carryOut();
      }
      return true;
    }

    private boolean isHeldBack(byte[] frame) {
      try {
        return (heldBack != null || heldBackRoster)
            && FrameCodec.decodeServerFrame(frame) instanceof LogEntries entries
            && (entries.log().equals(heldBack)
                || (heldBackRoster && entries.log().equals(LogId.ROSTER)));
      } catch (InvalidWireException e) {
        throw new AssertionError("a server sent what is no frame", e);
      }
    }

    void carryOut() {
      Deque<Effect> effects = new ArrayDeque<>(client.takeEffects());
      while (!effects.isEmpty()) {
        switch (effects.remove()) {
          case Effect.Persist persist -> {
            order.add("persist");
            store(persist.batch());
          }
          case Effect.Send send -> {
            order.add("send");
            if (wire != null) {
              wire.receive(send.frame());
            }
          }
          case Effect.Connect ignored -> wantsConnection = true;
          case Effect.Disconnect ignored -> {
            wantsConnection = false;
            if (wire != null) {
              server.disconnect(wire);
              wire = null;
              client.disconnected(now);
              effects.addAll(client.takeEffects());
            }
          }
          case Effect.Changed ignored -> {}
          case Effect.Wipe ignored -> stored.clear();
        }
      }
    }

    private void store(byte[] batch) {
      int at = 0;
      while (at < batch.length) {
        int op = batch[at++];
        int keyLength = batch[at++] & 0xFF;
        byte[] key = java.util.Arrays.copyOfRange(batch, at, at + keyLength);
        at += keyLength;
        String name = Hex.of(key);
        names.put(name, key);
        if (op == 2) {
          stored.remove(name);
          continue;
        }
        int length =
            (batch[at] & 0xFF) << 24
                | (batch[at + 1] & 0xFF) << 16
                | (batch[at + 2] & 0xFF) << 8
                | (batch[at + 3] & 0xFF);
        at += 4;
        stored.put(name, java.util.Arrays.copyOfRange(batch, at, at + length));
        at += length;
      }
    }

    /** What the device's disk holds, as a backup would have it. */
    Map<String, byte[]> backup() {
      return new TreeMap<>(stored);
    }

    /** Starts again from a backup. */
    void restore(Map<String, byte[]> backup) {
      disconnect();
      wantsConnection = false;
      stored.clear();
      stored.putAll(backup);
      client = open();
      settle();
    }

    /** The row of the session with another, or null. */
    byte @Nullable [] session(Person other) {
      return client.device().rows.get("s/" + other.id().hex());
    }

    /** Puts the row of a session back to an earlier value; null loses it. */
    void session(Person other, byte @Nullable [] earlier) {
      String key = "s/" + other.id().hex();
      if (earlier == null) {
        client.device().rows.delete(key);
      } else {
        client.device().rows.put(key, earlier);
      }
      client.tick(now);
      carryOut();
    }

    DeviceId id() {
      return client.device().keys().device();
    }

    MailboxId mailbox() {
      return client.device().keys().mailbox();
    }

    DeviceKeys publicKeys() {
      return client
          .device()
          .keys()
          .publish(sealer, client.device().facts.group(), client.device().facts.space());
    }

    /** Lays something into another's mailbox, as any member can. */
    void deposit(Person to, SealedDeposit deposit) {
      long expiry = client.device().expiry().cap(now);
      byte[] body =
          DepositSeal.seal(
              sealer,
              to.publicKeys().sealingKey(),
              client.device().facts.space(),
              to.mailbox(),
              expiry,
              deposit);
      server.lay(to.mailbox(), expiry, body);
      settle();
    }

    /** How many entries of the first channel are not in the timeline, for whatever reason. */
    long unread() {
      return client.timeline(channel(), 1000).items().stream()
          .filter(i -> i instanceof Timeline.Unreadable || i instanceof Timeline.Pending)
          .count();
    }

    /** The epoch secret that this device holds, or null. */
    @Nullable EpochSecret secret(int generation, int step) {
      return client.device().epochs.secret(generation, step);
    }

    /** Plants a secret that somebody made up for a generation. */
    void offerWrongSecret(int generation) {
      client.device().epochs.offer(EpochSecret.fresh(randomness, generation));
      client.tick(now);
      carryOut();
    }

    String channel() {
      return client.view().channels().get(0).id();
    }

    /** Does an act by its name, which must be taken. */
    void act(String name, String... args) {
      String code = client.act(name, List.of(args), now);
      if (!code.isEmpty()) {
        throw new AssertionError("not done: " + name + ", " + code);
      }
      carryOut();
      settle();
    }

    void post(String text) {
      String code = client.post(channel(), text, now);
      if (!code.isEmpty()) {
        throw new AssertionError("not posted: " + code);
      }
      settle();
    }

    /** The texts of the first channel, oldest first. */
    List<String> texts() {
      List<String> texts = new ArrayList<>();
      for (Timeline.Item item : client.timeline(channel(), 1000).items()) {
        if (item instanceof Timeline.Message message) {
          texts.add(message.text());
        }
      }
      return texts;
    }

    String phase() {
      return client.view().phase().name();
    }
  }

  Person person() {
    Person person = new Person();
    people.add(person);
    return person;
  }

  /** Delivers until nothing moves any more. */
  void settle() {
    boolean moved = true;
    for (int i = 0; moved && i < 100_000; i++) {
      moved = false;
      for (Person person : people) {
        moved |= person.step();
      }
    }
    if (moved) {
      throw new AssertionError("clients and server never come to rest");
    }
  }

  /** Lets time pass, a second at a time. */
  void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1000;
      server.now = now;
      server.expire();
      people.forEach(person -> {
        person.client.tick(now);
        person.carryOut();
      });
      settle();
    }
  }

  /** Lets a long time pass at once. */
  void leap(long millis) {
    now += millis;
    server.now = now;
    server.expire();
    people.forEach(person -> {
      person.client.tick(now);
      person.carryOut();
    });
    settle();
  }

  Person founder() {
    Person founder = person();
    String link = FakeServer.ORIGIN + "/f#v1." + "A".repeat(43);
    String code = founder.client.found(link, "The group", "Ada", now);
    if (!code.isEmpty()) {
      throw new AssertionError(code);
    }
    settle();
    return founder;
  }

  String invite(Person steward) {
    List<String> before = links(steward);
    steward.client.createInvite("for somebody", 86_400_000, now);
    settle();
    List<String> after = links(steward);
    after.removeAll(before);
    return after.get(0);
  }

  /** The links of the invites that a steward shows. */
  static List<String> links(Person steward) {
    List<String> links = new ArrayList<>();
    for (var invite : steward.client.view().invites()) {
      String link = invite.link();
      if (link != null) {
        links.add(link);
      }
    }
    return links;
  }

  Person joiner(Person steward, String name) {
    Person joiner = person();
    String code = joiner.client.join(invite(steward), name, "because", now);
    if (!code.isEmpty()) {
      throw new AssertionError(code);
    }
    settle();
    var requests = steward.client.view().requests();
    String id = requests.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().id();
    code = steward.client.approve(id, now);
    if (!code.isEmpty()) {
      throw new AssertionError(code);
    }
    leap(Undo.WAIT_MILLIS);
    return joiner;
  }
}
