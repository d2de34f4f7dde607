package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.understory.server.TestSpace.Device;

/** What a seized database tells of a person who is in two groups. */
class LinkageTest {
  /** A person's device in a group; what it holds is made for that group alone. */
  private static Device device() {
    return new Device();
  }

  @Test
  void a_join_over_all_columns_leads_from_no_group_to_another() throws IOException {
    try (TestServer.Running server = TestServer.Running.start()) {
      TestSpace one = TwoGroups.play(server, device());
      TestSpace two = TwoGroups.play(server, device());
      Dump dump = Dump.of(server);
      Set<String> expected = new TreeSet<>(dump.tables());
      expected.remove("ticket");
      expected.remove("blob");
      // Nothing leads to content but keys that are not in the database.
      for (String content : List.of("log_entry", "mailbox_item", "expiry_bucket")) {
        assertTrue(expected.remove(content), content);
      }
      // Who reads the dump knows a group by its id: everything of the group hangs on it.
      Set<String> joined = new TreeSet<>(dump.tablesJoinedTo(one.id.bytes()));
      joined.add("write_answer");
      assertEquals(expected, joined, "the scenario fills every table");
      assertFalse(dump.joins(one.id.bytes(), two.id.bytes()));
      assertNoPlantedWord(server);
    }
  }

  @Test
  void one_key_that_is_used_in_both_groups_would_be_found() {
    try (TestServer.Running server = TestServer.Running.start()) {
      Device same = device();
      TestSpace one = TwoGroups.play(server, same);
      TestSpace two = TwoGroups.play(server, same);
      assertTrue(Dump.of(server).joins(one.id.bytes(), two.id.bytes()));
    }
  }

  /** Neither in the tables' files, nor in what is written ahead of them, nor in any log. */
  private static void assertNoPlantedWord(TestServer.Running server) throws IOException {
    server.count("SELECT 1 FROM (SELECT pg_switch_wal()) s");
    try (Stream<Path> files = Files.walk(server.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String word : TwoGroups.WORDS) {
          assertFalse(text.contains(word), word + " stands in " + file.getFileName());
        }
        assertFalse(text.contains("Java-http-client"), "the user agent is in " + file);
      }
    }
  }
}
