package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;

class SearchTest {
  private final Simulation sim = new Simulation(31);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");

  private static String search(
      Person person, String text, String from, String channel, String has, String before) {
    return person.client.query("search", List.of(text, from, channel, has, before));
  }

  private static boolean finds(Person person, String text) {
    return search(person, text, "", "", "", "").contains("\"snippet\"");
  }

  @Test
  void own_and_others_messages_are_found_also_after_a_restart() {
    ada.post("Größere Äste am Weg");
    ben.post("see https://example.org/map");
    for (int i = 0; i < 2; i++) {
      assertTrue(finds(ben, "grossere aste"), search(ben, "aste", "", "", "", ""));
      assertTrue(finds(ben, "EXAMPLE"));
      assertFalse(finds(ben, "grossere example"));
      assertTrue(search(ben, "aste", "", "", "", "").endsWith("\"done\":true}"));
      ben.restart();
    }
  }

  @Test
  void filters_by_author_channel_kind_and_time() {
    ada.post("map of moss");
    ben.post("moss: https://example.org");
    String adaId = ada.client.view().me().member();
    assertTrue(search(ben, "moss", adaId, "", "", "").contains("map of moss"));
    assertFalse(search(ben, "moss", adaId, "", "", "").contains("example"));
    assertFalse(search(ben, "moss", "", "", "link", "").contains("map of"));
    assertTrue(search(ben, "moss", "", "", "link", "").contains("example"));
    assertTrue(search(ben, "moss", "", ada.channel(), "", "").contains("map of"));
    assertFalse(search(ben, "moss", "", "00".repeat(16), "", "").contains("map of"));
    assertFalse(search(ben, "moss", "", "", "", "1").contains("map of"));
    assertFalse(search(ben, "moss", "", "", "nothing", "").contains("moss"));
    assertEquals("null", search(ben, "moss", "", "", "", "soon"));
  }

  @Test
  void an_edit_has_what_its_message_has_and_names_count_for_who_is_named() {
    String adaId = ada.client.view().me().member();
    String benId = ben.client.view().me().member();
    String channel = ada.channel();
    assertEquals(
        "", ReferencesTest.act(sim, ada, "send", channel, "fern", "", "", benId, "", "0", ""));
    String message =
        ((org.understory.core.view.Timeline.Message)
                ada.client.timeline(channel, 9).items().getLast())
            .id();
    for (String words : List.of("fern", "bracken")) {
      assertTrue(search(ben, words, adaId, "", "mention", "").contains("\"snippet\""));
      assertFalse(search(ada, words, adaId, "", "mention", "").contains("\"snippet\""));
      assertFalse(search(ben, words, benId, "", "", "").contains("\"snippet\""));
      assertFalse(search(ben, words, adaId, "", "file", "").contains("\"snippet\""));
      assertFalse(search(ben, words, "00".repeat(16), "", "", "").contains("\"snippet\""));
      assertEquals(
          "", ReferencesTest.act(sim, ada, "edit", channel, message, "bracken http://b", ""));
    }
    assertTrue(search(ben, "bracken", "", "", "link", "").contains("\"snippet\""));
  }

  @Test
  void what_disappeared_is_not_found() {
    assertEquals("", ada.client.setTimer(ada.channel(), 5, sim.now));
    sim.settle();
    ada.post("soon gone");
    assertTrue(finds(ben, "gone"));
    sim.pass(6);
    assertFalse(finds(ben, "gone"));
    assertFalse(finds(ada, "gone"));
  }

  @Test
  void a_long_text_is_shown_around_the_word() {
    ada.post("x".repeat(1_000) + " otter " + "y".repeat(1_000));
    String found = search(ben, "otter", "", "", "", "");
    assertTrue(found.contains("otter"));
    assertTrue(found.length() < 400, found);
  }
}
