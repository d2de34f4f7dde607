package org.understory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.cli.host.Sources;

/** Runs without a server: exit statuses, and the one sentence that says why. */
class ProgramTest {
  private static final Map<String, String> WITH_PASSPHRASE =
      Map.of(Passphrases.VARIABLE, "correct horse");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Map<String, String> environment, InputStream in, String... arguments) {
    out.reset();
    err.reset();
    Program program =
        new Program(
            Sources.system(),
            environment,
            in,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return program.run(List.of(arguments));
  }

  private int run(String... arguments) {
    return run(WITH_PASSPHRASE, InputStream.nullInputStream(), arguments);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  private String state() {
    return folder.resolve("state").toString();
  }

  @Test
  void help_needs_nothing() {
    assertEquals(0, run(Map.of(), InputStream.nullInputStream(), "--help"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("understory COMMAND"));
  }

  @Test
  void what_is_not_understood_ends_with_2() {
    assertEquals(2, run("dance"));
    assertEquals("There is no command dance. --help tells more.", said());
  }

  @Test
  void without_a_passphrase_nothing_is_begun() throws IOException {
    assertEquals(2, run(Map.of(), InputStream.nullInputStream(), "status", "--state", state()));
    assertTrue(said().startsWith("A passphrase is needed"), said());
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void the_passphrase_is_the_first_line_of_its_file() throws Exception {
    Path file = folder.resolve("passphrase");
    Files.writeString(file, "correct horse\r\nsomething else\n");
    assertEquals(
        "correct horse", new String(Passphrases.read(file, Map.of()), StandardCharsets.UTF_8));
  }

  @Test
  void without_a_state_there_is_nothing_to_show() {
    assertEquals(1, run("status", "--state", state()));
    assertTrue(said().startsWith("There is no state"), said());
  }

  @Test
  void a_link_that_is_none_leaves_nothing_behind() throws IOException {
    assertEquals(
        1, run("found", "https://example.org/", "--group", "G", "--name", "A", "--state", state()));
    assertTrue(said().startsWith("This is not a link"), said());
    assertFalse(Files.exists(Path.of(state())));
    assertFalse(Files.exists(Path.of(state() + ".half")));
  }

  @Test
  void a_server_that_is_not_there_is_said_and_the_state_is_kept() {
    String link = "http://localhost:1/f#v1." + "A".repeat(43);
    String[] found = {
      "found", link, "--group", "G", "--name", "A", "--state", state(), "--timeout", "1s"
    };
    assertEquals(1, run(found));
    assertEquals("The server could not be reached in time.", said());
    assertEquals(0, run("status", "--state", state(), "--offline", "--json"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"phase\":\"founding\""));
    assertEquals(1, run("send", "general", "x", "--state", state(), "--offline"));
    assertEquals("The server could not be reached in time.", said());
    assertEquals(1, run("members", "--state", state(), "--offline"));
    assertEquals("The group is not founded yet.", said());
    assertEquals(1, run(found));
    assertTrue(said().startsWith("This state holds a group already"), said());
    assertEquals(
        1,
        run(
            Map.of(Passphrases.VARIABLE, "another"),
            InputStream.nullInputStream(),
            "status",
            "--state",
            state(),
            "--offline"));
    assertTrue(said().startsWith("The passphrase is wrong"), said());
    assertEquals(0, run("wipe", "--state", state()));
    assertFalse(Files.exists(Path.of(state())));
    assertFalse(Files.exists(Path.of(state() + ".half")));
  }

  @Test
  void an_agent_answers_every_line_and_leaves_nothing_without_a_group() {
    String lines =
        """
        nonsense
        {"do":"dance","id":1}
        {"do":"send","id":2,"channel":"general"}
        {"do":"members","id":3}
        {"do":"join","id":4,"link":"x","name":"A","wait":true}
        {"do":"quit","id":5}
        """;
    InputStream in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    assertEquals(0, run(WITH_PASSPHRASE, in, "agent", "--state", state()));
    List<String> answers = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals("{\"event\":\"ready\",\"hasGroup\":false}", answers.get(0));
    List<String> errors =
        List.of("null,bad-command", "1,bad-command", "2,bad-command", "3,no-group", "4,bad-link");
    for (int i = 0; i < errors.size(); i++) {
      String[] expected = errors.get(i).split(",");
      assertTrue(
          answers
              .get(i + 1)
              .startsWith(
                  "{\"event\":\"result\",\"id\":"
                      + expected[0]
                      + ",\"ok\":false,\"error\":\""
                      + expected[1]
                      + "\",\"sentence\":\""),
          answers.get(i + 1));
    }
    assertEquals("{\"event\":\"result\",\"id\":5,\"ok\":true,\"result\":{}}", answers.get(6));
    assertEquals(7, answers.size());
    assertFalse(Files.exists(Path.of(state())));
  }
}
