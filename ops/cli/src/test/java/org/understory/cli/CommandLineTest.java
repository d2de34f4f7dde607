package org.understory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.understory.cli.act.Call;
import org.understory.cli.act.UsageException;
import org.understory.cli.act.Word;

class CommandLineTest {
  private static CommandLine parse(String... arguments) throws UsageException {
    return CommandLine.parse(List.of(arguments));
  }

  private static Map<String, String> values(String... arguments) throws UsageException {
    Call call = parse(arguments).call();
    assertNotNull(call);
    return call.values();
  }

  @Test
  void words_and_options_stand_in_any_order() throws UsageException {
    Map<String, String> expected =
        Map.of("link", "https://a/f#v1.x", "group", "The group", "name", "Ada");
    assertEquals(
        expected, values("found", "https://a/f#v1.x", "--group", "The group", "--name", "Ada"));
    assertEquals(
        expected,
        values(
            "--json",
            "found",
            "--name=Ada",
            "--group=The group",
            "--state",
            "x",
            "https://a/f#v1.x"));
  }

  @Test
  void what_is_the_same_for_all_commands_has_its_defaults() throws UsageException {
    CommandLine line = parse("members");
    assertEquals(Path.of("understory.state"), line.state());
    assertNull(line.passphraseFile());
    assertNull(line.timeoutSeconds());
    assertFalse(line.json());
    assertFalse(line.offline());
    line =
        parse(
            "members",
            "--state",
            "s",
            "--passphrase-file",
            "p",
            "--timeout",
            "2m",
            "--json",
            "--offline");
    assertEquals(Path.of("s"), line.state());
    assertEquals(Path.of("p"), line.passphraseFile());
    assertEquals(120L, line.timeoutSeconds());
    assertTrue(line.json());
    assertTrue(line.offline());
  }

  @Test
  void after_two_dashes_everything_is_a_word() throws UsageException {
    assertEquals(
        Map.of("channel", "general", "text", "--no-wait"),
        values("send", "--", "general", "--no-wait"));
  }

  @Test
  void a_flag_is_there_or_not() throws UsageException {
    assertTrue(values("send", "general", "x", "--no-wait").containsKey("no-wait"));
    assertFalse(values("send", "general", "x").containsKey("no-wait"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dance",
        "send general",
        "send general two words",
        "send general x --loud",
        "send general x --no-wait=yes",
        "found link --group G",
        "found link --group G --name",
        "invite --valid soon",
        "invite --valid 0",
        "invite --note a --note b",
        "read general --limit 0",
        "read general --limit many",
        "timer general -5",
        "follow --for 0",
        "members --timeout never"
      })
  void what_is_not_understood_is_refused_with_a_sentence(String typed) {
    String[] arguments = typed.isEmpty() ? new String[0] : typed.split(" ");
    UsageException refused = assertThrows(UsageException.class, () -> parse(arguments));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("."), refused.getMessage());
  }

  @ParameterizedTest
  @MethodSource("org.understory.cli.act.Word#all")
  void every_command_has_help(Word command) throws UsageException {
    CommandLine line = parse(command.word(), "--help");
    assertNull(line.call());
    String help = HelpText.of(line.helpFor());
    assertTrue(help.startsWith("understory " + command.word()));
    command.parameters().forEach(parameter -> assertTrue(help.contains(parameter.about())));
    assertTrue(HelpText.of(null).contains(command.about()));
  }

  @Test
  void what_is_private_does_not_show() throws UsageException {
    assertFalse(parse("send", "general", "the secret").toString().contains("secret"));
  }
}
