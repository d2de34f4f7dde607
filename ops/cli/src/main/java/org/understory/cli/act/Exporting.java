package org.understory.cli.act;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/**
 * One's own history, message by message through the core's pages: what has expired, was deleted or
 * is to be seen once is left out, and of files there is the name alone.
 */
public final class Exporting {
  private static final String PAGE = "200";

  private Exporting() {}

  static Act export(Call call, Host host) throws RefusedException {
    Acts.requireInside(host);
    return Act.looking(() -> {
      List<JsonObject> messages = messages(host);
      return call.has("file")
          ? new Outcome(messages, List.of(messages.size() + " messages."))
          : new Outcome(messages, List.of());
    });
  }

  private static List<JsonObject> messages(Host host) {
    List<JsonObject> all = new ArrayList<>();
    for (View.Channel channel : host.view().channels()) {
      List<JsonObject> messages = new ArrayList<>();
      String before = "";
      while (before != null) {
        JsonObject page =
            JsonParser.parseString(
                    host.client().query("timeline", List.of(channel.id(), before, PAGE)))
                .getAsJsonObject();
        List<JsonObject> kept = new ArrayList<>();
        page.getAsJsonArray("items").forEach(item -> keep(item, channel, host, kept));
        messages.addAll(0, kept);
        JsonElement older = page.get("before");
        before = older == null || older.isJsonNull() ? null : older.getAsString();
      }
      all.addAll(messages);
    }
    return all;
  }

  private static void keep(
      JsonElement element, View.Channel channel, Host host, List<JsonObject> kept) {
    JsonObject item = element.getAsJsonObject();
    if (!item.get("kind").getAsString().equals("message") || !stays(item, host.now())) {
      return;
    }
    JsonObject named = new JsonObject();
    named.addProperty("channel", channel.id());
    named.addProperty("channelName", name(channel, host));
    item.asMap().forEach(named::add);
    JsonArray files = new JsonArray();
    if (item.get("files") instanceof JsonArray pointers) {
      for (JsonElement pointer : pointers) {
        JsonObject file = pointer.getAsJsonObject().deepCopy();
        file.remove("pointer"); // its key would open a file that is to disappear
        files.add(file);
      }
    }
    named.add("files", files);
    kept.add(named);
  }

  private static boolean stays(JsonObject item, long now) {
    long expiry = item.get("expiry").getAsLong();
    return (expiry == 0 || expiry > now)
        && !(item.get("deleted") instanceof JsonObject)
        && !item.get("viewOnce").getAsBoolean();
  }

  private static @Nullable String name(View.Channel channel, Host host) {
    if (channel.kind() != View.ChannelKind.DIRECT) {
      return channel.name();
    }
    return host.view().members().stream()
        .filter(member -> !member.me() && channel.people().contains(member.id()))
        .map(member -> "@" + member.name())
        .findFirst()
        .orElse(null);
  }

  /** A line of an archive for people. */
  public static String readable(String line) {
    JsonObject message = JsonParser.parseString(line).getAsJsonObject();
    StringBuilder text = new StringBuilder();
    text.append(Plain.time(message.get("sent").getAsLong()));
    text.append(' ').append(Plain.text(text(message, "channelName")));
    text.append(' ').append(Plain.text(text(message, "name")));
    text.append(": ").append(Plain.text(text(message, "text")));
    for (JsonElement file : message.getAsJsonArray("files")) {
      text.append(" [file ").append(Plain.text(text(file.getAsJsonObject(), "name"))).append(']');
    }
    return text.toString();
  }

  private static @Nullable String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? null : value.getAsString();
  }
}
