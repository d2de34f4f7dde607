package org.understory.cli.act;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * What came of an act, in both forms.
 *
 * @param json one object, or for an export as many as there are messages
 * @param lines for people; empty when there is nothing to say
 */
public record Outcome(List<JsonObject> json, List<String> lines) {
  public Outcome {
    json = List.copyOf(json);
    lines = List.copyOf(lines);
  }

  static Outcome of(JsonObject json, String... lines) {
    return new Outcome(List.of(json), List.of(lines));
  }

  static Outcome of(JsonObject json, List<String> lines) {
    return new Outcome(List.of(json), lines);
  }

  /** Without what was read or made: that may be private. */
  @Override
  public String toString() {
    return "Outcome[" + lines.size() + " lines]";
  }
}
