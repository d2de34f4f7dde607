package org.understory.cli.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class ArchiveTest {
  private static final byte[] PASSPHRASE = "six words".getBytes(StandardCharsets.UTF_8);

  /** Made by the page, of two lines. */
  private static final String BY_PAGE =
      "dW5kZXJzdG9yeS1hcmNoaXZlLXYxCgAAAF17ImtkZiI6ImFyZ29uMmlkIiwic2FsdCI6IjgyNGY5N2Yx"
          + "NDg3MjE0YjI5MThiMjJmMzA5YjFlOWQxIiwibWVtb3J5S2lCIjo2NTUzNiwiaXRlcmF0aW9ucyI6M30A"
          + "AAIwPOToqfSyHAUzVC25aVYaX5CRtzdQ4L5O1EUaIRZ3hwamfsNIRr365CMII4Zh/qS6xmgYwiFUG0Ag"
          + "dBzTt8Y6pzLH0j+BRaV0f/18MNKHYsUQRJ4QxoV9JIhV2OiD90QxgXKNaB8FDSGPzWUIokCm5RUGMeYt"
          + "ClWnLpxTvqFLTsTaA+1sHaYXgKZhlFVuNUJOCShEpgHY6RyYlnk3ULex+d7n3aSPmwlyqg9idjlJrFSL"
          + "ldf+MKPTlxUEu6D0liPdacwaFIYvkA5qa4K4njnaLwj+zoKaSSPtkamuB+0nhJZOHbUZxLIOFnPTbjKB"
          + "w0Op7IEGsJJLtDGWfXV2DzkRuPVmSe8wyHZeKXwWHC4YgDEQ3h3mtjrsDkntmnv7d0y2ggY4CgZJ+VZN"
          + "9B48RhyEMOZaHkI8S1EuhkfwaETA7EVI29qWe7rIaG3EMlvC+0tQgWalvR9gsMB4uAToNGx0oqs9U/7O"
          + "WH6p/Hgt6yS2iq1MLJLYQ+UuhknI+3cwy59OlsGZut34PKuGnCFBSQZ0pcJ/zmWh0hVwfozh/Q22mkfW"
          + "BNyGuIt57EApMLkiahXJE15Pv0m0cu4vyyMtlXomtrqLN3HRnfMwGgl0MAX/gZJRw1C6aqIqG2imkiQP"
          + "dHQ7rvb0+L38V2xX9RiOLZxfadvVc9CRnD+uGkfqtpGXMpPjsCA8Ld1iQbE1JW+iUPM5ilgm6M+yfXFv"
          + "Tusaa60NujNcrjk7Tc8AuVzdWw4v8XE=";

  private final Sealer sealer =
      new Sealer(BouncyCastlePrimitives.create(), new SecureRandom()::nextBytes);

  private byte[] written(List<String> lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Archive archive = Archive.create(sealer, PASSPHRASE, out)) {
      for (String line : lines) {
        archive.line(line);
      }
    }
    return out.toByteArray();
  }

  private List<String> read(byte[] archive, byte[] passphrase) throws Exception {
    List<String> lines = new ArrayList<>();
    Archive.read(sealer, passphrase, new ByteArrayInputStream(archive), lines::add);
    return lines;
  }

  @Test
  void lines_come_back_in_their_order_over_several_parts() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      lines.add("planted " + i + "ö".repeat(50_000));
    }
    byte[] archive = written(lines);
    assertEquals(lines, read(archive, PASSPHRASE));
    assertFalse(new String(archive, StandardCharsets.ISO_8859_1).contains("planted"));
    assertEquals(List.of(), read(written(List.of()), PASSPHRASE));
  }

  @Test
  void a_file_of_the_page_is_read() throws Exception {
    byte[] words = "abacus moss quill ember tidal fern".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(
            "{\"text\":\"planted by the page\"}", "{\"text\":\"\u0633\u0644\u0627\u0645 \u00f6\"}"),
        read(Base64.getDecoder().decode(BY_PAGE), words));
  }

  @Test
  void a_changed_bit_a_cut_another_order_and_another_passphrase_are_refused() throws Exception {
    byte[] archive = written(List.of("a".repeat(200_000), "b".repeat(200_000)));
    int head = 22 + 4 + archive[25];
    int first = head + 4 + length(archive, head);
    int[] places = {0, 30, head + 5, head + 5_000, first + 1, first + 40, archive.length - 1};
    for (int place : places) {
      byte[] changed = archive.clone();
      changed[place] ^= 1;
      assertThrows(StateException.class, () -> read(changed, PASSPHRASE), "byte " + place);
    }
    byte[] cut = Arrays.copyOf(archive, first);
    assertThrows(StateException.class, () -> read(cut, PASSPHRASE), "without its last part");
    byte[] more = Arrays.copyOf(archive, archive.length + 1);
    assertThrows(StateException.class, () -> read(more, PASSPHRASE), "a byte more");
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(archive, 0, head);
    turned.write(archive, first, archive.length - first);
    turned.write(archive, head, first - head);
    assertThrows(StateException.class, () -> read(turned.toByteArray(), PASSPHRASE), "order");
    byte[] other = "seven words".getBytes(StandardCharsets.UTF_8);
    assertThrows(StateException.class, () -> read(archive, other), "passphrase");
    assertTrue(first < archive.length);
  }

  private static int length(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }
}
