package org.understory.core.view;

import java.util.List;

/**
 * What a keeper of a need-to-know channel wants, and other keepers have not agreed to yet.
 *
 * @param id names the act to the letter, in hexadecimal
 * @param members whom it is about; empty for a rule
 * @param value of a rule: seconds of a timer, or how many voices; else 0
 * @param by keepers who want it
 * @param mine whether the own member is one
 */
public record Wish(
    String id, Kind kind, List<String> members, int value, List<String> by, boolean mine) {
  public Wish {
    members = List.copyOf(members);
    by = List.copyOf(by);
  }

  /** What would be done. */
  public enum Kind {
    ADD,
    REMOVE,
    KEEPER,
    NO_KEEPER,
    TIMER,
    VOICES
  }

  static void write(JsonWriter out, List<Wish> wishes) {
    out.beginArray("wishes");
    for (Wish wish : wishes) {
      out.beginObject()
          .member("id", wish.id)
          .word("kind", wish.kind)
          .strings("members", wish.members)
          .member("value", wish.value)
          .strings("by", wish.by)
          .member("mine", wish.mine)
          .endObject();
    }
    out.endArray();
  }
}
