package org.understory.signal.session;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.MemoryProtocolStore;

/**
 * What two devices had stored at some moment, and messages that each must read from there. As text:
 * a line is a kind, names and Base64, with one space between.
 *
 * <pre>
 * device NAME REGISTRATION-ID PUBLIC PRIVATE
 * row NAME KEY RECORD
 * last-resort NAME KYBER-PREKEY-ID
 * message FROM TO TYPE CIPHERTEXT PLAINTEXT
 * post FROM TO DISTRIBUTION-ID CIPHERTEXT PLAINTEXT
 * </pre>
 */
final class StoredCase {
  private final Map<String, MemoryProtocolStore> stores = new TreeMap<>();
  private final List<Message> messages = new ArrayList<>();
  private final List<Post> posts = new ArrayList<>();

  record Message(String from, String to, CiphertextMessage ciphertext, byte[] plaintext) {
    @Override
    public String toString() {
      return "Message[" + from + " to " + to + "]";
    }
  }

  record Post(String from, String to, byte[] distributionId, byte[] ciphertext, byte[] plaintext) {
    @Override
    public String toString() {
      return "Post[" + from + " to " + to + "]";
    }
  }

  void device(String name, MemoryProtocolStore store) {
    stores.put(name, store.copy());
  }

  void message(String from, String to, CiphertextMessage ciphertext, byte[] plaintext) {
    messages.add(new Message(from, to, ciphertext, plaintext));
  }

  void post(String from, String to, byte[] id, byte[] ciphertext, byte[] plaintext) {
    posts.add(new Post(from, to, id, ciphertext, plaintext));
  }

  /** A copy of what the device had stored. */
  MemoryProtocolStore store(String name) {
    MemoryProtocolStore store = stores.get(name);
    if (store == null) {
      throw new IllegalStateException("no device " + name);
    }
    return store.copy();
  }

  Set<String> devices() {
    return stores.keySet();
  }

  List<Message> messages() {
    return messages;
  }

  List<Post> posts() {
    return posts;
  }

  String write() {
    StringBuilder text = new StringBuilder();
    stores.forEach((name, store) -> {
      IdentityKeyPair identity = store.identityKeyPair();
      line(
          text,
          "device",
          name,
          "" + store.registrationId(),
          base64(identity.publicKey()),
          base64(identity.privateKey()));
      store.records().forEach((key, record) -> line(text, "row", name, key, base64(record)));
      store.lastResort().forEach(id -> line(text, "last-resort", name, "" + id));
    });
    for (Message each : messages) {
      line(
          text,
          "message",
          each.from(),
          each.to(),
          "" + each.ciphertext().type(),
          base64(each.ciphertext().bytes()),
          base64(each.plaintext()));
    }
    for (Post each : posts) {
      line(
          text,
          "post",
          each.from(),
          each.to(),
          base64(each.distributionId()),
          base64(each.ciphertext()),
          base64(each.plaintext()));
    }
    return text.toString();
  }

  static StoredCase parse(String text) {
    StoredCase result = new StoredCase();
    Map<String, String[]> devices = new TreeMap<>();
    Map<String, Map<String, byte[]>> rows = new HashMap<>();
    Map<String, Set<Integer>> lastResort = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] part = line.split(" ", -1);
      switch (part[0]) {
        case "device" -> devices.put(part[1], part);
        case "row" ->
            rows.computeIfAbsent(part[1], n -> new HashMap<>()).put(part[2], bytes(part[3]));
        case "last-resort" ->
            lastResort.computeIfAbsent(part[1], n -> new HashSet<>()).add(Integer.valueOf(part[2]));
        case "message" ->
            result.message(
                part[1],
                part[2],
                new CiphertextMessage(Integer.parseInt(part[3]), bytes(part[4])),
                bytes(part[5]));
        case "post" ->
            result.post(part[1], part[2], bytes(part[3]), bytes(part[4]), bytes(part[5]));
        case "" -> {}
        default -> throw new IllegalStateException("a line of another kind: " + part[0]);
      }
    }
    devices.forEach((name, part) ->
        result.device(
            name,
            MemoryProtocolStore.of(
                new IdentityKeyPair(bytes(part[3]), bytes(part[4])),
                Integer.parseInt(part[2]),
                rows.getOrDefault(name, Map.of()),
                lastResort.getOrDefault(name, Set.of()))));
    return result;
  }

  private static void line(StringBuilder text, String... parts) {
    StringJoiner line = new StringJoiner(" ", "", "\n");
    for (String part : parts) {
      line.add(part);
    }
    text.append(line);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
