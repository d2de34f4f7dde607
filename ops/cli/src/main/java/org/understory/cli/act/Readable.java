package org.understory.cli.act;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.understory.core.view.View;

/** The core's JSON as lines for people: names for ids of members, moments as time. */
final class Readable {
  private static final Set<String> MOMENTS =
      Set.of(
          "at",
          "until",
          "expires",
          "answerBy",
          "since",
          "from",
          "to",
          "effectiveAt",
          "heard",
          "due");

  private final View view;
  private final List<String> lines = new ArrayList<>();

  private Readable(View view) {
    this.view = view;
  }

  static List<String> lines(JsonObject json, View view) {
    Readable readable = new Readable(view);
    readable.object(json, "");
    return readable.lines;
  }

  /** What a person needs to see next, after a deed. */
  static List<String> next(Deed deed, View view) {
    JsonObject all = Forms.of(view);
    return switch (deed) {
      case LINK_START, LINK, LINK_BY_WORDS, LINK_CONFIRM -> part(all, "linking", view);
      case ANSWER -> part(all, "waiting", view);
      default -> List.of();
    };
  }

  private static List<String> part(JsonObject all, String name, View view) {
    return all.get(name) instanceof JsonObject part ? lines(part, view) : List.of();
  }

  private void object(JsonObject json, String indent) {
    for (Map.Entry<String, JsonElement> member : json.entrySet()) {
      value(member.getKey(), member.getValue(), indent);
    }
  }

  private void value(String name, JsonElement value, String indent) {
    switch (value) {
      case JsonNull ignored -> {}
      case JsonPrimitive one -> lines.add(indent + name + ": " + text(name, one));
      case JsonObject object -> {
        lines.add(indent + name + ":");
        object(object, indent + "  ");
      }
      case JsonArray array -> list(name, array, indent);
      default -> throw new IllegalStateException("JSON of a kind that there is not");
    }
  }

  private void list(String name, JsonArray array, String indent) {
    if (array.isEmpty()) {
      lines.add(indent + name + ": none");
    } else if (array.get(0) instanceof JsonObject) {
      for (JsonElement each : array) {
        lines.add(indent + "-");
        object(each.getAsJsonObject(), indent + "  ");
      }
    } else {
      List<String> texts = new ArrayList<>();
      array.forEach(each -> texts.add(text(name, each.getAsJsonPrimitive())));
      lines.add(indent + name + ": " + String.join(", ", texts));
    }
  }

  private String text(String name, JsonPrimitive value) {
    if (value.isNumber() && MOMENTS.contains(name)) {
      return Plain.time(value.getAsLong());
    }
    String text = value.getAsString();
    for (View.Member member : view.members()) {
      if (member.id().equals(text) && member.name() != null) {
        return Plain.text(member.name()) + " (" + Plain.shortId(text) + ")";
      }
    }
    return Plain.text(text);
  }
}
