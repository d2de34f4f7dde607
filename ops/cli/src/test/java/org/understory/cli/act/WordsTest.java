package org.understory.cli.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.understory.core.view.View;

/** What people read and type. */
class WordsTest {
  @Test
  void every_code_of_the_core_has_a_sentence() throws Exception {
    int codes = 0;
    for (Field field : Class.forName("org.understory.core.Codes").getDeclaredFields()) {
      if (field.getType() == String.class) {
        field.setAccessible(true);
        String code = String.valueOf(field.get(null));
        assertTrue(Sentences.knows(code), code);
        codes++;
      }
    }
    assertTrue(codes > 10);
  }

  @ParameterizedTest
  @EnumSource(value = View.Phase.class, mode = EnumSource.Mode.EXCLUDE, names = "READY")
  void every_phase_but_ready_has_a_sentence(View.Phase phase) {
    assertTrue(Sentences.knows(phase.name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void an_unknown_code_is_shown_as_it_is() {
    assertEquals("It was not done (new-code).", Sentences.of("new-code"));
  }

  @ParameterizedTest
  @CsvSource({"5s,5", "90,90", "5m,300", "12h,43200", "7d,604800", "1w,604800", "off,0", "0,0"})
  void lengths_of_time_are_read(String text, long seconds) {
    assertEquals(seconds, Lengths.seconds(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-5s", "5x", "1.5h", "5 s", "99999999999", "٥s"})
  void what_is_no_length_of_time_is_refused(String text) {
    assertEquals(-1, Lengths.seconds(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5s", "5m", "12h", "3d", "1w", "off", "61s"})
  void lengths_of_time_are_written_as_they_are_read(String text) {
    assertEquals(text, Lengths.text(Lengths.seconds(text)));
  }

  @Test
  void a_search_before_no_length_of_time_is_refused_not_made_wider() throws UsageException {
    Call.of(Question.SEARCH, Map.of("text", "a", "before", "2d"));
    assertThrows(
        UsageException.class, () -> Call.of(Question.SEARCH, Map.of("text", "a", "before", "xyz")));
  }

  @Test
  void a_text_cannot_steer_the_terminal() {
    assertEquals("a\uFFFD[2Jb\uFFFDc", Plain.text("a\u001b[2Jb\u202ec"));
    assertEquals("one\n    two", Plain.text("one\ntwo"));
    assertEquals("(unknown)", Plain.text(null));
  }

  private static String find(String wanted) throws RefusedException {
    List<String> ids = List.of("aaaa11", "aaaa22", "bbbb33");
    return Finding.one(ids, id -> id, id -> id.startsWith("a") ? "Ann" : "Bo", wanted);
  }

  @Test
  void things_are_found_by_id_name_or_the_beginning_of_an_id() throws RefusedException {
    assertEquals("aaaa22", find("aaaa22"));
    assertEquals("bbbb33", find("Bo"));
    assertEquals("bbbb33", find("bbbb"));
    assertEquals("aaaa1" + "1", find("aaaa1"));
  }

  @ParameterizedTest
  @CsvSource({"Ann,ambiguous", "aaaa,ambiguous", "bbb,no-such", "Cy,no-such"})
  void what_fits_more_than_one_or_none_is_not_guessed(String wanted, String code) {
    assertEquals(code, assertThrows(RefusedException.class, () -> find(wanted)).code());
  }
}
