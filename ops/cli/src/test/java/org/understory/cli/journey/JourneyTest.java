package org.understory.cli.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a group with three command lines on libsignal over the real server: founded,
 * joined, spoken in, disappearing, a member removed, the server killed.
 */
class JourneyTest {
  private static final int MESSAGES = 50;

  @TempDir Path folder;
  private final List<AutoCloseable> running = new ArrayList<>();

  @AfterEach
  void endAll() throws Exception {
    for (int i = running.size() - 1; i >= 0; i--) {
      running.get(i).close();
    }
  }

  private Jvm.Run understory(String... arguments) throws IOException, InterruptedException {
    return Jvm.understory(folder, arguments);
  }

  private String done(String... arguments) throws IOException, InterruptedException {
    Jvm.Run run = understory(arguments);
    assertEquals(0, run.status(), () -> String.join(" ", arguments) + ": " + run.err());
    return run.out().strip();
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private AgentProcess agent(String state) throws IOException {
    AgentProcess agent = AgentProcess.start(folder, state);
    running.add(agent);
    return agent;
  }

  @Test
  void three_command_lines_live_through_the_whole_journey() throws Exception {
    ServerProcess server = ServerProcess.start(folder);
    running.add(server);

    done("found", server.foundingLink(), "--group", "The group", "--name", "Ada", "--state", "ada");
    joinsWhileNobodyIsThere();
    AgentProcess ada = agent("ada");
    AgentProcess bo = agent("bo");
    AgentProcess cy = joinsWhileTheStewardIsThere(ada);
    secondUseOfAnInviteIsRefused(ada);

    safetyNumbersAgree(ada, cy);
    everyMessageIsInEveryTimelineOnce(List.of(ada, bo, cy));
    messagesDisappear(ada, List.of(ada, bo, cy));
    ada.does("timer", "channel", "general", "time", "1w");
    whoIsRemovedReadsNothingMore(ada, bo, cy);
    nothingAcknowledgedIsLostWhenTheServerIsKilled(server, ada, cy);

    anotherProcessCannotUseTheSameState("cy");
    assertEquals(0, ada.quit());
    assertEquals(0, cy.quit());
    everythingIsThereAgain();
  }

  /** The joiner's process has ended when the request is approved. */
  private void joinsWhileNobodyIsThere() throws Exception {
    String link = done("invite", "--note", "for Bo", "--valid", "1d", "--state", "ada");
    JsonObject asked =
        json(done("join", link, "--name", "Bo", "--answer", "hi", "--state", "bo", "--json"));
    assertEquals("waiting", asked.get("phase").getAsString());
    JsonObject request =
        json(done("requests", "--state", "ada", "--json"))
            .getAsJsonArray("requests")
            .get(0)
            .getAsJsonObject();
    assertEquals("Bo", request.get("name").getAsString());
    assertEquals("hi", request.get("answer").getAsString());
    assertEquals(asked.getAsJsonObject("waiting").get("safetyNumber"), request.get("safetyNumber"));
    Jvm.Run early = understory("members", "--state", "bo");
    assertEquals(1, early.status());
    assertTrue(early.err().startsWith("You are not in the group yet"), early.err());
    done("approve", request.get("id").getAsString(), "--state", "ada");
    assertEquals(
        "ready", json(done("status", "--state", "bo", "--json")).get("phase").getAsString());
  }

  private AgentProcess joinsWhileTheStewardIsThere(AgentProcess ada) throws IOException {
    String link = ada.does("invite", "note", "for Cy").get("link").getAsString();
    AgentProcess cy = agent("cy");
    int joining = cy.ask("join", "link", link, "name", "Cy", "wait", "true");
    ada.awaitView(view -> !view.getAsJsonArray("requests").isEmpty());
    JsonObject request = ada.does("requests").getAsJsonArray("requests").get(0).getAsJsonObject();
    ada.does("approve", "request", request.get("id").getAsString());
    assertEquals("ready", cy.result(joining).get("phase").getAsString());
    return cy;
  }

  private void secondUseOfAnInviteIsRefused(AgentProcess ada) throws Exception {
    String link = ada.does("invite").get("link").getAsString();
    done("join", link, "--name", "First", "--state", "first");
    for (String state : List.of("second", "third")) {
      Jvm.Run again = understory("join", link, "--name", "Another", "--state", state);
      assertEquals(1, again.status());
      assertEquals("This invite was used already.", again.err().strip());
      assertFalse(Files.exists(folder.resolve(state)));
    }
    ada.awaitView(view ->
        view.getAsJsonArray("requests").asList().stream()
            .anyMatch(request -> request.getAsJsonObject().get("alarm").getAsBoolean()));
    String first =
        ada.does("requests")
            .getAsJsonArray("requests")
            .get(0)
            .getAsJsonObject()
            .get("id")
            .getAsString();
    ada.does("decline", "request", first);
    Jvm.Run declined = understory("status", "--wait", "--state", "first", "--timeout", "20s");
    assertEquals(1, declined.status());
    assertTrue(declined.err().startsWith("Your request was declined"), declined.err());
  }

  private static void safetyNumbersAgree(AgentProcess ada, AgentProcess cy) {
    assertEquals(
        ada.does("safety-number", "member", "Cy").get("safetyNumber"),
        cy.does("safety-number", "member", "Ada").get("safetyNumber"));
  }

  private static void everyMessageIsInEveryTimelineOnce(List<AgentProcess> members) {
    List<String> written = new ArrayList<>();
    List<Runnable> acknowledged = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      AgentProcess author = members.get(i % members.size());
      String text = "message " + i;
      int id = author.ask("send", "channel", "general", "text", text);
      acknowledged.add(() -> author.result(id));
      written.add(text);
    }
    acknowledged.forEach(Runnable::run);
    for (AgentProcess member : members) {
      written.forEach(member::awaitMessage);
      List<String> texts = member.texts("general");
      assertEquals(MESSAGES, texts.size());
      assertEquals(new HashSet<>(written), new HashSet<>(texts));
    }
  }

  private void messagesDisappear(AgentProcess steward, List<AgentProcess> members)
      throws IOException {
    steward.does("timer", "channel", "general", "time", "5s");
    members.get(1).awaitView(view -> view.toString().contains("\"timerSeconds\":5,"));
    String text = "planted and soon gone";
    JsonObject sent = members.get(1).does("send", "channel", "general", "text", text);
    for (AgentProcess member : members) {
      String id = member.awaitMessage(text).text("id");
      AgentProcess.Line gone =
          member.await(line -> line.text("event").equals("gone") && line.text("id").equals(id));
      long lived = gone.at() - sent.get("sent").getAsLong();
      assertTrue(lived >= 5_000 && lived <= 6_000, "gone after " + lived + " ms");
      assertFalse(member.texts("general").contains(text));
    }
    for (String state : List.of("ada", "bo", "cy")) {
      assertFalse(
          Files.readString(folder.resolve(state), StandardCharsets.ISO_8859_1).contains("planted"));
    }
  }

  private void whoIsRemovedReadsNothingMore(AgentProcess ada, AgentProcess bo, AgentProcess cy)
      throws Exception {
    ada.does("remove", "member", "Bo");
    bo.awaitView(view -> view.get("phase").getAsString().equals("removed"));
    ada.does("send", "channel", "general", "text", "not for Bo");
    cy.awaitMessage("not for Bo");
    cy.does("send", "channel", "general", "text", "not for Bo either");
    ada.awaitMessage("not for Bo either");
    assertFalse(bo.texts("general").stream().anyMatch(text -> text.startsWith("not for Bo")));
    assertEquals(0, bo.quit());

    String history = done("export", "--state", "bo");
    assertTrue(history.contains("message 0"));
    assertFalse(history.contains("not for Bo"));
    Jvm.Run sending = understory("send", "general", "let me in", "--state", "bo");
    assertEquals(1, sending.status());
    assertEquals("You were removed from this group.", sending.err().strip());
  }

  private static void nothingAcknowledgedIsLostWhenTheServerIsKilled(
      ServerProcess server, AgentProcess ada, AgentProcess cy) throws Exception {
    List<String> written = new ArrayList<>();
    List<Runnable> acknowledged = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      AgentProcess author = i % 2 == 0 ? ada : cy;
      String text = "under load " + i;
      int id = author.ask("send", "channel", "general", "text", text);
      acknowledged.add(() -> author.result(id));
      written.add(text);
      if (i == 10) {
        acknowledged.get(0).run();
        server.kill();
      }
    }
    server.restart();
    acknowledged.forEach(Runnable::run);
    for (AgentProcess member : List.of(ada, cy)) {
      written.forEach(member::awaitMessage);
      List<String> texts =
          member.texts("general").stream().filter(text -> text.startsWith("under load")).toList();
      assertEquals(written.size(), texts.size(), texts.toString());
      assertEquals(new HashSet<>(written), new HashSet<>(texts));
    }
  }

  private void anotherProcessCannotUseTheSameState(String state) throws Exception {
    Jvm.Run second = understory("status", "--state", state);
    assertEquals(1, second.status());
    assertTrue(second.err().startsWith("Another process uses"), second.err());
  }

  private void everythingIsThereAgain() throws Exception {
    for (String state : List.of("ada", "cy")) {
      List<String> history = done("export", "--state", state).lines().toList();
      assertEquals(MESSAGES + 2 + 20, history.size());
    }
    assertTrue(done("read", "general", "--limit", "1", "--state", "cy").contains("under load"));
    Jvm.Run members = understory("members", "--state", "cy", "--offline");
    assertEquals(0, members.status());
    assertEquals(2, members.out().lines().count());
  }
}
