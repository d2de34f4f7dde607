package org.understory.server;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.TakenPreKeys;

/**
 * All tables of a server, as whoever seizes it has them, and what they join: two rows are joined
 * when a value of bytes in one has eight bytes in a row that stand in a value of the other, and
 * where the tables themselves refer to a row by its number.
 */
final class Dump {
  /** So many bytes that are equal are no accident. */
  private static final int WINDOW = 8;

  /** Ids of the reserved logs, positions and times are mostly zeros; they are everybody's. */
  private static final int LEAST_SET = 4;

  /** Columns that hold another row's number: the table and column that they refer to. */
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("log.no", "log"),
          Map.entry("chain_entry.log_no", "log"),
          Map.entry("mailbox.no", "mailbox"),
          Map.entry("mailbox.sponsor", "mailbox"),
          Map.entry("epoch_slot.mailbox_no", "mailbox"),
          Map.entry("epoch_packet.mailbox_no", "mailbox"),
          Map.entry("prekey_base.mailbox_no", "mailbox"),
          Map.entry("prekey_one_time.mailbox_no", "mailbox"),
          Map.entry("invite.owner", "mailbox"));

  /** Numbers that count, order, or say when: equal everywhere, and no key to anything. */
  private static final Set<String> COUNTS =
      Set.of(
          "roster_head",
          "access_version",
          "set_version",
          "threshold",
          "delete_after",
          "position",
          "item_expiry",
          "head",
          "expiry",
          "state",
          "waiting_items",
          "waiting_bytes",
          "kept_entries",
          "kept_bytes",
          "blob_count",
          "blob_bytes",
          "size",
          "slot",
          "store_counter",
          "roster_end",
          "forget_after",
          "laid",
          "drop_after",
          "not_after",
          "day",
          "prekey_one_time.no");

  private record Line(String table, Map<String, Object> values) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<Object, Integer> firstWith = new HashMap<>();
  private final List<Integer> parents = new ArrayList<>();

  static Dump of(TestServer.Running server) {
    Dump dump = new Dump();
    for (Map<String, Object> table :
        server.rows(
            "SELECT table_name FROM information_schema.tables t WHERE table_schema = 'public'"
                + " AND table_name <> 'flyway_schema_history' AND NOT EXISTS ("
                + "SELECT FROM pg_inherits i WHERE i.inhrelid = t.table_name::regclass)")) {
      String name = String.valueOf(table.get("table_name"));
      server.rows("SELECT * FROM " + name).forEach(row -> dump.add(name, row));
    }
    return dump;
  }

  private void add(String table, Map<String, Object> row) {
    int line = lines.size();
    lines.add(new Line(table, row));
    parents.add(line);
    row.forEach((column, value) -> {
      if (value instanceof Buffer bytes && column.equals("reply")) {
        // The frame around what was answered is the same for everybody.
        contents(bytes.getBytes()).forEach(part -> windows(part).forEach(w -> join(line, w)));
      } else if (value instanceof Buffer bytes) {
        windows(bytes.getBytes()).forEach(window -> join(line, window));
      } else if (value instanceof Number number) {
        String full = table + "." + column;
        if (NUMBERS.containsKey(full)) {
          join(line, NUMBERS.get(full) + " " + number);
        } else if (!COUNTS.contains(column) && !COUNTS.contains(full)) {
          throw new AssertionError("a number of which nothing is known: " + full);
        }
      }
    });
  }

  private void join(int line, Object by) {
    Integer other = firstWith.putIfAbsent(by, line);
    if (other != null) {
      parents.set(root(line), root(other));
    }
  }

  private int root(int line) {
    int at = line;
    while (parents.get(at) != at) {
      parents.set(at, parents.get(parents.get(at)));
      at = parents.get(at);
    }
    return at;
  }

  private static List<byte[]> contents(byte[] reply) {
    try {
      return FrameCodec.decodeServerFrame(reply) instanceof Reply(long id, TakenPreKeys taken)
          ? taken.taken().stream()
              .flatMap(each -> Stream.of(each.mailbox().bytes(), each.base(), each.oneTime()))
              .toList()
          : List.of();
    } catch (InvalidWireException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Long> windows(byte[] bytes) {
    Set<Long> windows = new HashSet<>();
    for (int i = 0; i + WINDOW <= bytes.length; i++) {
      long window = 0;
      int set = 0;
      for (int k = 0; k < WINDOW; k++) {
        window = window << 8 | (bytes[i + k] & 0xff);
        set += bytes[i + k] == 0 ? 0 : 1;
      }
      if (set >= LEAST_SET) {
        windows.add(window);
      }
    }
    return windows;
  }

  /** Everything that is joined to a row with this id, however far: the tables' names. */
  Set<String> tablesJoinedTo(byte[] id) {
    int root = rootOf(id);
    Set<String> tables = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (root(i) == root) {
        tables.add(lines.get(i).table());
      }
    }
    return tables;
  }

  /** Whether a way of joins leads from one id to the other. */
  boolean joins(byte[] one, byte[] other) {
    return rootOf(one) == rootOf(other);
  }

  private int rootOf(byte[] id) {
    @Nullable Integer line = firstWith.get(windows(id).iterator().next());
    return root(Objects.requireNonNull(line, "nothing has this id"));
  }

  Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    lines.forEach(line -> tables.add(line.table()));
    return tables;
  }
}
