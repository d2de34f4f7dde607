package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON text (RFC 8259), member by member.
 *
 * <p><b>Guarantees.</b> Every string comes out as valid JSON and as valid UTF-16: quotes,
 * backslashes, control characters, line separators and lone surrogates are escaped, so that a
 * hostile name can neither break out of its string nor make the text undecodable.
 *
 * <p><b>Does not</b> check that names within one object differ. Not thread-safe.
 */
public final class JsonWriter {

  /**
   * The largest integer that a JavaScript number holds exactly; larger ones are written as this.
   */
  static final long MAX_INTEGER = (1L << 53) - 1;

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(1024);
  private boolean first = true;

  public JsonWriter beginObject() {
    separate();
    return open('{');
  }

  public JsonWriter beginObject(String name) {
    name(name);
    return open('{');
  }

  public JsonWriter endObject() {
    return close('}');
  }

  public JsonWriter beginArray(String name) {
    name(name);
    return open('[');
  }

  public JsonWriter endArray() {
    return close(']');
  }

  public JsonWriter member(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      string(value);
    }
    return this;
  }

  public JsonWriter member(String name, long value) {
    name(name);
    out.append(Math.max(-MAX_INTEGER, Math.min(MAX_INTEGER, value)));
    return this;
  }

  /** A number, or null. */
  public JsonWriter optional(String name, @Nullable Long value) {
    if (value == null) {
      return member(name, (String) null);
    }
    return member(name, value.longValue());
  }

  public JsonWriter member(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** An array of strings. */
  public JsonWriter strings(String name, List<String> values) {
    beginArray(name);
    for (String value : values) {
      separate();
      string(value);
    }
    return endArray();
  }

  /** An array of whole numbers. */
  public JsonWriter numbers(String name, List<Integer> values) {
    beginArray(name);
    for (int value : values) {
      separate();
      out.append(value);
    }
    return endArray();
  }

  /**
   * An enum constant as the interface spells it: lower case, hyphens for underlines. Spelled by
   * hand: locales change letters.
   */
  public JsonWriter word(String name, @Nullable Enum<?> constant) {
    if (constant == null) {
      return member(name, (String) null);
    }
    String letters = constant.name();
    StringBuilder word = new StringBuilder(letters.length());
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      word.append(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return member(name, word.toString());
  }

  public String text() {
    return out.toString();
  }

  private JsonWriter open(char bracket) {
    out.append(bracket);
    first = true;
    return this;
  }

  private JsonWriter close(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  private void name(String name) {
    separate();
    string(name);
    out.append(':');
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void string(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029) {
        escape(c);
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
      } else if (startsPair(value, i)) {
        out.append(c).append(value.charAt(i + 1));
        i++;
      } else {
        escape(c);
      }
    }
    out.append('"');
  }

  private static boolean startsPair(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        && i + 1 < value.length()
        && Character.isLowSurrogate(value.charAt(i + 1));
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
