package org.understory.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.understory.server.TestSpace.Device;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.MoveLogs;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.LogId;

/** Logs with keys, as who holds the keys knows them. */
final class TestLogs {
  private TestLogs() {}

  /** A compartment's two logs with their key. */
  static final class Pair {
    final LogId chain = LogId.of(TestSpace.random(16));
    final LogId content = LogId.of(TestSpace.random(16));
    TestKey key = new TestKey();

    LogKeys chainKeys(TestKey by) {
      return new LogKeys(chain, by.bytes(), by.bytes(), true, true);
    }

    LogKeys contentKeys(TestKey by) {
      return new LogKeys(content, by.bytes(), by.bytes(), true, false);
    }

    OpenLogs open(TestSpace space) {
      return new OpenLogs(TestSpace.writeId(), space.id, List.of(chainKeys(key), contentKeys(key)));
    }
  }

  static MoveLogs move(
      TestSpace space, Pair pair, long position, List<LogKeys> keys, String... entries) {
    List<byte[]> bodies = new ArrayList<>();
    for (String entry : entries) {
      bodies.add(entry.getBytes(StandardCharsets.UTF_8));
    }
    return new MoveLogs(TestSpace.writeId(), space.id, pair.chain, position, bodies, keys);
  }

  static Append post(LogId log, String text) {
    return new Append(
        TestSpace.writeId(), log, TestSpace.expiry(60), text.getBytes(StandardCharsets.UTF_8));
  }

  static Subscribe follow(LogId log) {
    return new Subscribe(new LogFrom(log, 0));
  }

  static List<String> next(TestClient client) {
    return client.next(LogEntries.class).entries().stream()
        .map(entry -> new String(entry.body(), StandardCharsets.UTF_8))
        .toList();
  }

  static TestClient inside(TestSpace space, Device device, TestKey key) {
    TestClient client = space.as(device);
    client.prove(KeyKind.LOG, space.id, key);
    return client;
  }
}
