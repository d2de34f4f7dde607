package org.understory.core.invite;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.understory.core.roster.Origins;

/**
 * The parts of a link: {@code <origin>/<page>#v1.<field>.<field>...}. Exactly one text says one
 * link: no other letter case, port, padding or leading zero is taken.
 */
public final class LinkText {
  private static final String VERSION = "v1";

  private final String origin;
  private final List<String> fields;

  private LinkText(String origin, List<String> fields) {
    this.origin = origin;
    this.fields = fields;
  }

  /** Reads a link to {@code page} with this many fields. */
  public static LinkText parse(String link, String page, int fieldCount) throws LinkException {
    int hash = link.indexOf('#');
    String address = hash < 0 ? "" : link.substring(0, hash);
    String end = "/" + page;
    require(address.endsWith(end));
    String origin = address.substring(0, address.length() - end.length());
    require(Origins.isCanonical(origin));
    List<String> parts = parts(link.substring(hash + 1));
    require(parts.size() == fieldCount + 1 && parts.get(0).equals(VERSION));
    return new LinkText(origin, parts.subList(1, parts.size()));
  }

  /**
   * Between the dots. Not by {@code split}: it brings 40 kB of regular expressions to a browser.
   */
  public static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      parts.add(text.substring(from, dot));
      from = dot + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** A link; the fields are text already. */
  public static String format(String origin, String page, String... fields) {
    return origin + "/" + page + "#" + VERSION + "." + String.join(".", fields);
  }

  /** Of the server. */
  public String origin() {
    return origin;
  }

  /** 32 bytes in base64url without padding. */
  public byte[] key(int field) throws LinkException {
    return bytes(fields.get(field), 32);
  }

  /** 16 bytes in base64url without padding. */
  public byte[] id(int field) throws LinkException {
    return bytes(fields.get(field), 16);
  }

  /** Bytes of one length in base64url without padding, written in the one way there is. */
  public static byte[] bytes(String text, int length) throws LinkException {
    byte[] value;
    try {
      value = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new LinkException(LinkException.Reason.BAD_LINK);
    }
    require(value.length == length && text.equals(key(value)));
    return value;
  }

  /** Bytes of any length in base64url without padding. */
  public static String key(byte[] value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  /** A decimal number of at most 15 digits, without sign or leading zeros. */
  long number(int field) throws LinkException {
    return number(fields.get(field));
  }

  /** The same, of any text. */
  public static long number(String text) throws LinkException {
    require(!text.isEmpty() && text.length() <= 15);
    require(text.length() == 1 || text.charAt(0) != '0');
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      require(digit >= '0' && digit <= '9');
      value = value * 10 + (digit - '0');
    }
    return value;
  }

  /** A server's origin, in the one way that browsers write it. */
  public static String origin(String text) throws LinkException {
    require(Origins.isCanonical(text));
    return text;
  }

  /** Refuses what is no such link. */
  public static void require(boolean holds) throws LinkException {
    if (!holds) {
      throw new LinkException(LinkException.Reason.BAD_LINK);
    }
  }

  @Override
  public String toString() {
    return "LinkText";
  }
}
