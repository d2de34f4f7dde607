package org.understory.core.content;

/** What a message says. {@code docs/protocol.md#messages} */
public sealed interface Body {

  /**
   * Plain text.
   *
   * @param text 1 to 16384 bytes of UTF-8
   */
  record Text(String text) implements Body {
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /**
   * A kind of body that a newer client sent and this one cannot show. Its bytes are kept, so that
   * the content hashes as its author hashed it and a later version can show it.
   *
   * @param field the number in {@code Content}, 17 to 63
   * @param bytes what stood there, not looked into; 1 to 32768 bytes
   */
  record UnknownBody(int field, byte[] bytes) implements Body {
    @Override
    public String toString() {
      return "UnknownBody[" + field + ", " + bytes.length + " bytes]";
    }
  }
}
