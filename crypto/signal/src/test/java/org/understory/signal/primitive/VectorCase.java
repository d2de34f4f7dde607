package org.understory.signal.primitive;

import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * One case of a Wycheproof file: its own fields laid over those of its group.
 *
 * @param fields strings and numbers, as text
 * @param flags what the file says the case is about
 */
record VectorCase(Map<String, String> fields, Set<String> flags) {
  enum Expected {
    VALID,
    INVALID,
    ACCEPTABLE
  }

  byte[] hex(String field) {
    return HexFormat.of().parseHex(text(field));
  }

  int number(String field) {
    return Integer.parseInt(text(field));
  }

  String text(String field) {
    String value = fields.get(field);
    if (value == null) {
      throw new IllegalArgumentException("no field " + field + " in " + this);
    }
    return value;
  }

  Expected expected() {
    return Expected.valueOf(text("result").toUpperCase(java.util.Locale.ROOT));
  }

  @Override
  public String toString() {
    return "case " + fields.get("tcId") + " (" + fields.get("comment") + ", " + flags + ")";
  }
}
