package org.understory.cli.act;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.core.view.ViewJson;

/** The core's own JSON of views and timelines, in pieces. */
final class Forms {
  private Forms() {}

  static JsonObject of(View view) {
    return JsonParser.parseString(ViewJson.of(view)).getAsJsonObject();
  }

  /** An object with one list of the view. */
  static JsonObject list(View view, String name) {
    JsonObject json = new JsonObject();
    json.add(name, of(view).get(name));
    return json;
  }

  static JsonObject of(Timeline timeline) {
    return JsonParser.parseString(ViewJson.of(timeline)).getAsJsonObject();
  }

  /** Every item of a timeline with the channel it is in, oldest first. */
  static List<JsonObject> items(View.Channel channel, Timeline timeline) {
    List<JsonObject> items = new ArrayList<>();
    for (JsonElement element : list(timeline)) {
      JsonObject item = new JsonObject();
      item.addProperty("channel", channel.id());
      item.addProperty("channelName", channel.name());
      element.getAsJsonObject().asMap().forEach(item::add);
      items.add(item);
    }
    return items;
  }

  private static JsonArray list(Timeline timeline) {
    return of(timeline).getAsJsonArray("items");
  }

  /** A line of a timeline for people. */
  static String line(Timeline.Item item) {
    return switch (item) {
      case Timeline.Message message ->
          Plain.time(message.sent())
              + " "
              + Plain.shortId(message.id())
              + " "
              + Plain.text(message.name())
              + ": "
              + Saids.before(message.said())
              + Plain.text(message.text())
              + Saids.behind(message.said())
              + mark(message);
      case Timeline.Pending pending ->
          Plain.time(pending.at()) + " (a message that cannot be read yet)";
      case Timeline.Unreadable lost ->
          Plain.time(lost.at()) + " (a message that cannot be read: " + lost.reason() + ")";
      case Timeline.SystemLine line -> Plain.time(line.at()) + " * " + event(line);
    };
  }

  private static String mark(Timeline.Message message) {
    return switch (message.state()) {
      case QUEUED -> " (not sent yet)";
      case FAILED -> " (not sent)";
      case UNCONFIRMED -> " (from somebody who was removed)";
      default -> "";
    };
  }

  private static String event(Timeline.SystemLine line) {
    String who = Plain.text(line.who());
    String subject = Plain.text(line.subject());
    return switch (line.what()) {
      case CREATED -> who + " made this channel";
      case JOINED -> subject + " was let in by " + who;
      case REMOVED -> subject + " was removed by " + who;
      case LEFT -> subject + " left";
      case TIMER_RANGE -> who + " changed what the timer may be";
      case TIMER -> who + " set the timer: " + Lengths.text(line.timerSeconds());
      case FROZEN -> subject + " was put out for now by " + who;
      case RETURNED -> subject + " is back";
      case APPOINTED -> subject + " is a steward now";
      case RESIGNED -> subject + " is no steward any more";
      case DEVICE_ADDED -> subject + " has a further device";
      case DEVICE_REVOKED -> "a device of " + subject + " was taken out";
      case RECOVERED -> subject + " came back with a recovery sheet";
      case POLICY -> who + " changed a rule of the group";
      case RESOLVED -> "it was decided which of two histories counts";
      case SUCCEEDED -> "the members chose new stewards";
      case MOVED -> "the group moved to another server";
    };
  }
}
