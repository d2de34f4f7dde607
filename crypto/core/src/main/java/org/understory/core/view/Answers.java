package org.understory.core.view;

import java.util.List;

/** Answers to questions that hosts ask by name, as JSON. */
public final class Answers {
  private Answers() {}

  /** Something that somebody did about a member, and when. */
  public record Deed(String what, String by, long at) {}

  /** Who let a member in. */
  public static String audit(List<Deed> deeds) {
    JsonWriter out = new JsonWriter().beginObject().beginArray("lines");
    for (Deed deed : deeds) {
      out.beginObject()
          .member("what", deed.what())
          .member("by", deed.by())
          .member("at", deed.at())
          .endObject();
    }
    return out.endArray().endObject().text();
  }

  /** What another's camera reads. */
  public static String code(String text) {
    return new JsonWriter().beginObject().member("code", text).endObject().text();
  }
}
