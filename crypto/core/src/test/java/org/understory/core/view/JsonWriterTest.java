package org.understory.core.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void quotes_backslashes_and_control_characters_are_escaped() {
    assertEquals(
        "{\"a\":\"\\\"\\\\\\u0000\\u000a\\u001f\\u007f/<\"}",
        written("\"\\\u0000\n\u001f\u007f/<"));
  }

  @Test
  void line_separators_are_escaped() {
    assertEquals("{\"a\":\"\\u2028\\u2029\"}", written("\u2028\u2029"));
  }

  @Test
  void pairs_of_surrogates_stay_and_halves_are_escaped() {
    assertEquals("{\"a\":\"\uD83C\uDF33\"}", written("\uD83C\uDF33"));
    assertEquals("{\"a\":\"\\ud83c\"}", written("\uD83C"));
    assertEquals("{\"a\":\"\\udf33\"}", written("\uDF33"));
    assertEquals("{\"a\":\"\\ud83cx\\udf33\"}", written("\uD83Cx\uDF33"));
    assertEquals("{\"a\":\"\\ud83c\uD83C\uDF33\"}", written("\uD83C\uD83C\uDF33"));
  }

  @Test
  void a_name_cannot_break_out_of_its_string() {
    assertEquals("{\"a\":\"x\\\",\\\"role\\\":\\\"steward\"}", written("x\",\"role\":\"steward"));
  }

  @Test
  void numbers_beyond_what_javascript_holds_are_cut() {
    String json =
        new JsonWriter()
            .beginObject()
            .member("a", Long.MAX_VALUE)
            .member("b", Long.MIN_VALUE)
            .endObject()
            .text();
    assertEquals("{\"a\":9007199254740991,\"b\":-9007199254740991}", json);
  }

  @Test
  void empty_arrays_and_objects_leave_no_comma() {
    String json =
        new JsonWriter()
            .beginObject()
            .beginArray("a")
            .endArray()
            .beginObject("b")
            .endObject()
            .member("c", true)
            .endObject()
            .text();
    assertEquals("{\"a\":[],\"b\":{},\"c\":true}", json);
  }

  private static String written(String value) {
    return new JsonWriter().beginObject().member("a", value).endObject().text();
  }
}
