package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.wire.frame.OpenBlob;

class BlobsTest {
  private static final String ONE = "00112233445566778899aabbccddeeff";
  private static final String HASH = "ab".repeat(32);
  private final Simulation sim = new Simulation(17);
  private final Simulation.Person ada = sim.founder();

  private String ask(String blob, String life) {
    String code = ada.client.act("openBlob", List.of(blob, life, "1000", HASH), sim.now);
    ada.carryOut();
    return code;
  }

  private String answer(String blob) {
    return ada.client.query("blob", List.of(blob));
  }

  @Test
  void a_place_is_opened_until_the_end_of_the_messages_bucket_and_its_token_given_once() {
    assertEquals("", ask(ONE, "604800"));
    assertEquals("{\"state\":\"waiting\",\"code\":\"\",\"token\":\"\"}", answer(ONE));
    sim.settle();
    assertEquals("{\"state\":\"open\",\"code\":\"\",\"token\":\"" + HASH + "\"}", answer(ONE));
    assertEquals("null", answer(ONE));
    OpenBlob opened = sim.server.blobs.getFirst();
    assertEquals(1000, opened.size());
    assertEquals(0, opened.expiry() % FakeServer.BUCKET);
    assertTrue(opened.expiry() >= sim.now / 1000 + 604_790, "too early");
    assertTrue(opened.expiry() <= sim.now / 1000 + 604_810, "too late");
  }

  @Test
  void the_write_id_is_none_that_a_reader_of_the_message_knows() {
    ask(ONE, "0");
    sim.settle();
    OpenBlob opened = sim.server.blobs.getFirst();
    assertEquals(ONE, opened.blob().hex());
    assertNotEquals(ONE, opened.writeId().hex());
  }

  @Test
  void a_refusal_is_told_and_forgotten() {
    for (int i = 0; i < 4; i++) {
      ask(ONE.replace('0', (char) ('1' + i)), "60");
      sim.settle();
    }
    String fourth = ONE.replace('0', '4');
    assertEquals("{\"state\":\"refused\",\"code\":\"quota\",\"token\":\"\"}", answer(fourth));
    assertEquals("null", answer(fourth));
  }

  @Test
  void what_is_no_place_is_not_asked_for() {
    assertEquals(
        Codes.BAD_ARGUMENT, ada.client.act("openBlob", List.of("00", "0", "1000", HASH), sim.now));
    assertEquals(
        Codes.BAD_ARGUMENT, ada.client.act("openBlob", List.of(ONE, "0", "0", HASH), sim.now));
    assertEquals(
        Codes.BAD_ARGUMENT, ada.client.act("openBlob", List.of(ONE, "-1", "9", HASH), sim.now));
    assertEquals(
        Codes.BAD_ARGUMENT, ada.client.act("openBlob", List.of(ONE, "0", "9", "ab"), sim.now));
    assertEquals("null", answer(ONE));
    assertTrue(sim.server.blobs.isEmpty());
  }

  @Test
  void asked_again_after_a_loss_of_the_connection_it_is_the_same_place() {
    ask(ONE, "60");
    ada.disconnect();
    assertTrue(answer(ONE).contains("\"code\":\"offline\""));
    assertEquals(Codes.OFFLINE, ask(ONE, "60"));
    sim.settle();
    assertEquals("", ask(ONE, "60"));
    sim.settle();
    assertTrue(answer(ONE).contains("\"state\":\"open\""));
    assertEquals(1, sim.server.blobs.size());
  }
}
