package org.understory.cli.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said about messages, files and the sealed history, by two command lines and a server. */
@Timeout(300)
class MessagesTest {
  private static final String CHANNEL = "general";
  private static final String SECRET = "another passphrase";

  @TempDir Path folder;
  private ServerProcess server;
  private AgentProcess ada;
  private AgentProcess bo;

  @BeforeEach
  void two() throws Exception {
    server = ServerProcess.start(folder);
    Jvm.Run run =
        Jvm.understory(
            folder,
            "found",
            server.foundingLink(),
            "--group",
            "G",
            "--name",
            "Ada",
            "--state",
            "a");
    assertEquals(0, run.status(), run.err());
    ada = AgentProcess.start(folder, "a");
    String link = ada.does("invite", "note", "for Bo").get("link").getAsString();
    bo = AgentProcess.start(folder, "b");
    int joining = bo.ask("join", "link", link, "name", "Bo", "wait", "true");
    ada.awaitView(view -> !view.getAsJsonArray("requests").isEmpty());
    JsonObject request = ada.does("requests").getAsJsonArray("requests").get(0).getAsJsonObject();
    ada.does("approve", "request", request.get("id").getAsString());
    assertEquals("ready", bo.result(joining).get("phase").getAsString());
  }

  @AfterEach
  void end() throws Exception {
    ada.close();
    bo.close();
    server.close();
  }

  private static String said(AgentProcess who, String text, String... more) {
    String[] args = Arrays.copyOf(new String[] {"channel", CHANNEL, "text", text}, 4 + more.length);
    System.arraycopy(more, 0, args, 4, more.length);
    return who.does("send", args).get("message").getAsString();
  }

  private static String about(AgentProcess who, String word, String message, String... more) {
    String[] args =
        Arrays.copyOf(new String[] {"channel", CHANNEL, "message", message}, 4 + more.length);
    System.arraycopy(more, 0, args, 4, more.length);
    return who.does(word, args).toString();
  }

  /** A message as it is now shown, or an empty object. */
  private static JsonObject shown(AgentProcess who, String channel, String message) {
    JsonArray items = who.does("read", "channel", channel, "limit", "1000").getAsJsonArray("items");
    for (JsonElement item : items) {
      if (item.getAsJsonObject().get("id").getAsString().equals(message)) {
        return item.getAsJsonObject();
      }
    }
    return new JsonObject();
  }

  /** Waits until another's client shows this of a message. */
  private static void comes(AgentProcess who, String message, String part) throws Exception {
    String last = "";
    for (int i = 0; i < 100; i++) {
      last = shown(who, CHANNEL, message).toString();
      if (last.contains(part)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no " + part + " in " + last);
  }

  @Test
  void two_command_lines_say_everything_that_can_be_said() throws Exception {
    whatRefersToAMessage();
    aPollIsVotedIn();
    whatIsSeenOnceIsGone();
    twoWriteEachOther();
    filesGoThereAndComeBack();
    historyIsSealedAndOpened();
    whatIsLocal();
  }

  private void whatRefersToAMessage() throws Exception {
    String first = said(ada, "the first words");
    bo.awaitMessage("the first words");
    bo.does("reply", "channel", CHANNEL, "message", first.substring(0, 8), "text", "an answer");
    AgentProcess.Line answer = ada.awaitMessage("an answer");
    assertTrue(answer.json().toString().contains("the first words"), "refers to it");
    about(bo, "react", first, "emoji", "👍");
    comes(ada, first, "👍");
    about(bo, "react", first);
    about(ada, "edit", first, "text", "other words");
    comes(bo, first, "other words");
    assertTrue(about(bo, "history", first).contains("the first words"));
    assertEquals(
        "not-allowed",
        bo.refused("edit", "channel", CHANNEL, "message", first, "text", "not mine"));
    about(ada, "pin", first);
    comes(bo, first, "\"pinned\":true");
    ada.does("pin", "channel", CHANNEL, "message", first, "off", "true");
    said(bo, "in the thread", "thread", first);
    ada.awaitMessage("in the thread");
    assertTrue(about(ada, "thread", first).contains("in the thread"));
    String mine = said(bo, "a mistake");
    ada.awaitMessage("a mistake");
    bo.does("delete", "channel", CHANNEL, "messages", mine, "reason", "it was wrong");
    comes(ada, mine, "it was wrong");
    assertEquals("not-allowed", bo.refused("delete", "channel", CHANNEL, "messages", first));
    assertEquals(
        "no-such", bo.refused("react", "channel", CHANNEL, "message", "0000ffff", "emoji", "x"));
  }

  private void aPollIsVotedIn() throws Exception {
    ada.does("poll", "channel", CHANNEL, "question", "When?", "answers", "Monday|Tuesday");
    String poll = "";
    for (int i = 0; i < 100 && poll.isEmpty(); i++) {
      for (JsonElement item : bo.does("read", "channel", CHANNEL).getAsJsonArray("items")) {
        boolean asks = item.toString().contains("\"question\":\"When?\"");
        poll = asks ? item.getAsJsonObject().get("id").getAsString() : poll;
      }
      Thread.sleep(100);
    }
    about(bo, "vote", poll, "numbers", "2");
    comes(ada, poll, "\"voters\":1");
    assertEquals(
        "not-allowed", bo.refused("vote", "channel", CHANNEL, "message", poll, "numbers", "3"));
    assertEquals(
        "bad-argument", bo.refused("vote", "channel", CHANNEL, "message", poll, "numbers", "x"));
  }

  private void whatIsSeenOnceIsGone() throws Exception {
    String once = said(ada, "only once", "once", "true");
    comes(bo, once, "\"viewOnce\":true");
    assertFalse(shown(bo, CHANNEL, once).toString().contains("only once"));
    assertTrue(about(bo, "open", once).contains("only once"));
    assertEquals("no-such", bo.refused("open", "channel", CHANNEL, "message", once));
    String soon = said(ada, "soon gone", "timer", "5s");
    bo.awaitMessage("soon gone");
    bo.await(line -> line.text("event").equals("gone") && line.text("id").equals(soon));
  }

  private void twoWriteEachOther() {
    bo.does("dm", "member", "Ada", "text", "between us");
    ada.awaitMessage("between us");
    ada.does("send", "channel", "@Bo", "text", "and back");
    bo.awaitMessage("and back");
    bo.does("direct-timer", "channel", "@Ada", "time", "1h");
    assertEquals("self", bo.refused("dm", "member", "Bo", "text", "myself"));
  }

  private void filesGoThereAndComeBack() throws Exception {
    byte[] bytes = new byte[5_000_000]; // two parts, twenty chunks
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("report.pdf"), bytes);
    String message =
        ada.does(
                "attach",
                "channel",
                CHANNEL,
                "file",
                "report.pdf",
                "alt",
                "a report",
                "text",
                "see")
            .get("message")
            .getAsString();
    bo.awaitMessage("see");
    bo.does("save", "channel", CHANNEL, "message", message, "file", "saved.pdf");
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("saved.pdf")));
    assertFalse(Files.exists(folder.resolve("saved.pdf.part")));
    String[] again = {"channel", CHANNEL, "message", message, "file", "saved.pdf"};
    assertEquals("file-exists", bo.refused("save", again));
    again[5] = "other.pdf";
    assertEquals(
        "no-file",
        bo.refused("save", Arrays.copyOf(append(again, "number", "2"), again.length + 2)));
    assertEquals(
        "file-unreadable", ada.refused("attach", "channel", CHANNEL, "file", "no such file"));
  }

  private static String[] append(String[] args, String name, String value) {
    String[] more = Arrays.copyOf(args, args.length + 2);
    more[args.length] = name;
    more[args.length + 1] = value;
    return more;
  }

  private void historyIsSealedAndOpened() throws Exception {
    said(ada, "stays in the export");
    bo.awaitMessage("stays in the export");
    said(ada, "unseen once", "once", "true");
    String short5 = said(ada, "planted and over", "timer", "5s");
    bo.awaitMessage("planted and over");
    assertEquals(0, bo.quit());
    Files.writeString(folder.resolve("pass"), SECRET);
    Files.writeString(folder.resolve("wrong"), "not it");
    Thread.sleep(5_500);
    Jvm.Run run =
        Jvm.understory(
            folder, "export", "history", "--export-passphrase-file", "pass", "--state", "b");
    assertEquals(0, run.status(), run.err());
    byte[] sealed = Files.readAllBytes(folder.resolve("history"));
    assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("stays in the export"));
    Jvm.Run opened = open("history", "pass");
    assertEquals(0, opened.status(), opened.err());
    for (String there : new String[] {"other words", "@Ada", "between us", "report.pdf", "stays"}) {
      assertTrue(opened.out().contains(there), there);
    }
    for (String not : new String[] {"unseen", "planted", "a mistake", "only once", "soon gone"}) {
      assertFalse(opened.out().contains(not), not);
    }
    assertEquals(1, open("history", "wrong").status());
    sealed[sealed.length / 2] ^= 1;
    Files.write(folder.resolve("changed"), sealed);
    assertEquals(1, open("changed", "pass").status());
    assertEquals(
        1,
        Jvm.understory(
                folder, "export", "history", "--export-passphrase-file", "pass", "--state", "b")
            .status(),
        "nothing is overwritten");
    assertFalse(short5.isEmpty());
    bo = AgentProcess.start(folder, "b");
  }

  private Jvm.Run open(String file, String passphrase) throws Exception {
    return Jvm.understory(folder, "open-export", file, "--export-passphrase-file", passphrase);
  }

  private void whatIsLocal() {
    assertTrue(
        bo.does("search", "text", "OTHER wor", "from", "Ada", "in", CHANNEL)
            .toString()
            .contains("other words"));
    assertFalse(
        bo.does("search", "text", "other", "has", "poll").toString().contains("other words"));
    assertEquals("no-such", bo.refused("search", "text", "other", "from", "Nobody"));
    bo.does("mute", "channel", CHANNEL, "time", "1h");
    bo.does("block", "member", "Ada");
    assertEquals(1, bo.does("blocked").getAsJsonArray("members").size());
    assertTrue(bo.texts(CHANNEL).stream().noneMatch("other words"::equals));
    bo.does("block", "member", "Ada", "off", "true");
    assertTrue(bo.texts(CHANNEL).contains("other words"));
    String message = said(ada, "for nobody");
    bo.awaitMessage("for nobody");
    bo.does("delete-for-me", "channel", CHANNEL, "messages", message);
    assertFalse(bo.texts(CHANNEL).contains("for nobody"));
    assertTrue(ada.texts(CHANNEL).contains("for nobody"));
    // libsignal gives no seed of a message key, so there is no proof to send
    String other = said(ada, "an insult");
    bo.awaitMessage("an insult");
    assertEquals("not-allowed", bo.refused("report", "channel", CHANNEL, "messages", other));
    assertTrue(ada.does("reports").getAsJsonArray("reports").isEmpty());
  }
}
