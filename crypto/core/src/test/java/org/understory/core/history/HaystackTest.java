package org.understory.core.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HaystackTest {
  private final Haystack haystack = new Haystack();

  private List<String> find(String... words) {
    List<byte[]> needles = new ArrayList<>();
    for (String word : words) {
      needles.add(Folding.fold(word));
    }
    return haystack.find(needles, Long.MAX_VALUE, 50, (key, tags) -> true);
  }

  private void put(String key, long time, String text) {
    haystack.put(key, time, Folding.fold(text), 0);
  }

  @Test
  void words_and_parts_of_words_are_found_newest_first() {
    put("a", 1, "Der Otter schwimmt");
    put("b", 3, "Fischotter und Biber");
    put("c", 2, "nichts davon");
    assertEquals(List.of("b", "a"), find("OTTER"));
    assertEquals(List.of("b"), find("otter", "biber"));
    assertEquals(List.of(), find("otter", "davon"));
    assertEquals(List.of("b", "c", "a"), find());
    assertEquals(List.of(), find("schwimmtfisch"), "not across two messages");
  }

  @Test
  void what_was_removed_or_replaced_is_not_found() {
    put("a", 1, "otter");
    put("b", 2, "otter");
    put("a", 1, "biber");
    assertEquals(List.of("b"), find("otter"));
    haystack.remove("b");
    assertEquals(List.of(), find("otter"));
    assertEquals(1, haystack.size());
  }

  @Test
  void filters_times_and_limits_hold() {
    for (int i = 0; i < 100; i++) {
      put("k" + i, i, "otter " + i);
    }
    List<byte[]> otter = List.of(Folding.fold("otter"));
    assertEquals(List.of("k99", "k98"), haystack.find(otter, 1000, 2, (key, tags) -> true));
    assertEquals(List.of("k49"), haystack.find(otter, 50, 1, (key, tags) -> true));
    assertEquals(List.of("k7"), haystack.find(otter, 1000, 9, (key, tags) -> key.equals("k7")));
    assertEquals(List.of(), haystack.find(otter, 1000, 0, (key, tags) -> true));
  }

  @Test
  void random_changes_are_found_as_a_plain_search_finds_them() {
    Random random = new Random(3);
    Map<String, String> model = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      String key = String.valueOf(1000 + random.nextInt(400));
      if (random.nextInt(4) == 0) {
        haystack.remove(key);
        model.remove(key);
      } else {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
          text.append((char) ('a' + random.nextInt(3)));
        }
        put(key, Long.parseLong(key), text.toString());
        model.put(key, text.toString());
      }
      String needle = "" + (char) ('a' + random.nextInt(3)) + (char) ('a' + random.nextInt(3));
      if (i % 10 == 0) {
        List<String> expected =
            model.entrySet().stream()
                .filter(row -> row.getValue().contains(needle))
                .map(Map.Entry::getKey)
                .sorted(Comparator.reverseOrder())
                .limit(50)
                .toList();
        assertEquals(expected, find(needle));
      }
    }
    assertTrue(model.size() == haystack.size());
  }
}
