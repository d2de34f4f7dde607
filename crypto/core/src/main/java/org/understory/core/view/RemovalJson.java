package org.understory.core.view;

import java.util.List;

/** What a removal would do, as JSON ({@code previewRemoval}, {@code cameInThrough}). */
public final class RemovalJson {
  private RemovalJson() {}

  /**
   * @param members who would be out, by id
   * @param channels need-to-know channels that they and the asker are in
   * @param devices how many devices of theirs lose access
   * @param needed how many stewards have to agree
   * @param office whether one of them is a steward
   * @param stewardsLeft how many stewards remain
   */
  public static String preview(
      List<String> members,
      List<String> channels,
      int devices,
      int needed,
      boolean office,
      int stewardsLeft) {
    return new JsonWriter()
        .beginObject()
        .strings("members", members)
        .strings("channels", channels)
        .member("devices", devices)
        .member("needed", needed)
        .member("office", office)
        .member("stewardsLeft", stewardsLeft)
        .endObject()
        .text();
  }

  /** Members by id. */
  public static String members(List<String> members) {
    return new JsonWriter().beginObject().strings("members", members).endObject().text();
  }
}
