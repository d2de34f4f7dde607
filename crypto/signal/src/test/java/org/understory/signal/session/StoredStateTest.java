package org.understory.signal.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.MemoryProtocolStore;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * What a device stored once, every later build must read: {@code stored-state/FORMAT/} has a file
 * for each case of each released format, and is never changed. A new format gets a folder of its
 * own, made by
 *
 * <pre>mvn -pl crypto/signal -am test -Dtest=StoredStateTest -Dunderstory.write-vectors=FOLDER
 * </pre>
 */
class StoredStateTest {
  private static final long NOW = 1_700_000_100_000L;
  private static final List<Integer> RELEASED = List.of(2);

  private final UnderstoryEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new SeededRandomness(9));

  @Test
  void what_released_formats_stored_is_read_and_gone_on_with()
      throws IOException, ProtocolException {
    for (int format : RELEASED) {
      Map<String, StoredCase> cases = committed(format);
      assertTrue(cases.size() >= 30, () -> "cases of format " + format + ": " + cases.keySet());
      for (Map.Entry<String, StoredCase> each : cases.entrySet()) {
        holds(each.getKey(), each.getValue());
      }
    }
  }

  /** So that what is committed for the next format will be right. */
  @Test
  void what_is_stored_now_is_read_and_gone_on_with() throws IOException, ProtocolException {
    Map<String, StoredCase> cases = new StoredCases(Long.getLong("understory.seed", 1)).all();
    for (Map.Entry<String, StoredCase> each : cases.entrySet()) {
      holds(each.getKey(), StoredCase.parse(each.getValue().write()));
    }
    String folder = System.getProperty("understory.write-vectors", "");
    if (!folder.isEmpty()) {
      Files.createDirectories(Path.of(folder));
      for (Map.Entry<String, StoredCase> each : cases.entrySet()) {
        Files.writeString(Path.of(folder, each.getKey() + ".txt"), each.getValue().write());
      }
    }
  }

  @Test
  void every_state_of_the_braid_is_among_the_cases() throws IOException {
    String names = committed(2).keySet().toString();
    for (String state :
        List.of(
            "KeysUnsampled",
            "KeysSampled",
            "HeaderSent",
            "Ct1Received",
            "EkSentCt1Received",
            "NoHeaderReceived",
            "HeaderReceived",
            "Ct1Sampled",
            "EkReceivedCt1Sampled",
            "Ct1Acknowledged",
            "Ct2Sampled",
            "epoch-3")) {
      assertTrue(names.contains("side-" + state), () -> state + " in " + names);
    }
  }

  /** Format 1 was of no release; 3 is not yet. */
  @Test
  void records_of_another_format_are_refused_and_left_as_they_are()
      throws IOException, ProtocolException {
    StoredCase stored = Objects.requireNonNull(committed(2).get("acknowledged-one-time"));
    CiphertextMessage message = stored.messages().get(0).ciphertext();
    for (byte format : new byte[] {0, 1, 3, (byte) 0xFF}) {
      MemoryProtocolStore bob = stored.store("bob");
      DeviceAddress alice = new DeviceAddress("alice");
      byte[] record = Objects.requireNonNull(bob.loadSession(alice));
      record[0] = format;
      bob.storeSession(alice, record);
      int writes = bob.writes();
      for (Work work :
          List.<Work>of(
              () -> engine.decrypt(bob, alice, message, NOW),
              () -> engine.encrypt(bob, alice, new byte[1], NOW))) {
        ProtocolException refusal = assertThrows(ProtocolException.class, work::run);
        assertEquals(Reason.INVALID, refusal.reason());
      }
      assertEquals(writes, bob.writes());
      assertArrayEquals(record, bob.loadSession(alice));
    }
  }

  @Test
  void sender_keys_of_another_format_are_refused() throws IOException {
    StoredCase stored = Objects.requireNonNull(committed(2).get("sender-key-new"));
    StoredCase.Post post = stored.posts().get(0);
    for (byte format : new byte[] {0, 1, 3, (byte) 0xFF}) {
      MemoryProtocolStore bob = stored.store("bob");
      DeviceAddress alice = new DeviceAddress("alice");
      byte[] record = Objects.requireNonNull(bob.loadSenderKey(alice, post.distributionId()));
      record[0] = format;
      bob.storeSenderKey(alice, post.distributionId(), record);
      ProtocolException refusal =
          assertThrows(
              ProtocolException.class,
              () -> engine.groupDecrypt(bob, alice, post.ciphertext(), NOW));
      assertEquals(Reason.INVALID, refusal.reason());
    }
  }

  private interface Work {
    Object run() throws ProtocolException;
  }

  private void holds(String name, StoredCase stored) throws ProtocolException {
    for (StoredCase.Message each : stored.messages()) {
      byte[] read =
          engine.decrypt(
              stored.store(each.to()), new DeviceAddress(each.from()), each.ciphertext(), NOW);
      assertArrayEquals(each.plaintext(), read, () -> name + ": " + each);
    }
    for (StoredCase.Post each : stored.posts()) {
      byte[] read =
          engine.groupDecrypt(
              stored.store(each.to()), new DeviceAddress(each.from()), each.ciphertext(), NOW);
      assertArrayEquals(each.plaintext(), read, () -> name + ": " + each);
    }
    if (stored.posts().isEmpty()) {
      inOrder(name, stored);
    } else {
      postOn(stored);
    }
  }

  /** All of them in one store, and then a talk long enough for the braid to move. */
  private void inOrder(String name, StoredCase stored) throws ProtocolException {
    Map<String, MemoryProtocolStore> stores = new TreeMap<>();
    stored.devices().forEach(device -> stores.put(device, stored.store(device)));
    MemoryProtocolStore alice = Objects.requireNonNull(stores.get("alice"));
    MemoryProtocolStore bob = Objects.requireNonNull(stores.get("bob"));
    boolean aliceStarts = !name.equals("archived-and-none-current");
    for (int i = 0; i < 60; i++) {
      boolean fromAlice = aliceStarts == (i % 2 == 0);
      say(fromAlice ? alice : bob, fromAlice ? bob : alice, fromAlice);
    }
  }

  private void say(MemoryProtocolStore from, MemoryProtocolStore to, boolean fromAlice)
      throws ProtocolException {
    DeviceAddress sender = new DeviceAddress(fromAlice ? "alice" : "bob");
    DeviceAddress reader = new DeviceAddress(fromAlice ? "bob" : "alice");
    byte[] text = "on we go".getBytes(UTF_8);
    assertArrayEquals(
        text, engine.decrypt(to, sender, engine.encrypt(from, reader, text, NOW), NOW));
  }

  private void postOn(StoredCase stored) throws ProtocolException {
    MemoryProtocolStore alice = stored.store("alice");
    MemoryProtocolStore bob = stored.store("bob");
    DeviceAddress sender = new DeviceAddress("alice");
    byte[] id = stored.posts().get(0).distributionId();
    for (int i = 0; i < 5; i++) {
      byte[] text = ("on we go " + i).getBytes(UTF_8);
      byte[] post = engine.groupEncrypt(alice, sender, id, text);
      assertArrayEquals(text, engine.groupDecrypt(bob, sender, post, NOW));
    }
  }

  private static Map<String, StoredCase> committed(int format) throws IOException {
    URL folder = StoredStateTest.class.getResource("/stored-state/" + format);
    if (folder == null) {
      throw new IllegalStateException("no stored state of format " + format);
    }
    Map<String, StoredCase> cases = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".txt", "");
        cases.put(name, StoredCase.parse(Files.readString(file)));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return cases;
  }
}
