package org.understory.core.view;

/**
 * {@link View} and {@link Timeline} as JSON, for an interface written in another language. Pure;
 * the same value gives the same text in every runtime.
 */
public final class ViewJson {

  private ViewJson() {}

  public static String of(View view) {
    JsonWriter out = new JsonWriter().beginObject().word("phase", view.phase());
    if (view.problem() == null) {
      out.member("problem", (String) null);
    } else {
      out.beginObject("problem").member("code", view.problem()).endObject();
    }
    out.word("connection", view.connection());
    out.beginObject("clock")
        .member("offsetMs", view.clock().offsetMs())
        .member("wrong", view.clock().wrong())
        .endObject();
    out.beginObject("group")
        .member("id", view.group().id())
        .member("name", view.group().name())
        .member("origin", view.group().origin())
        .endObject();
    out.beginObject("me")
        .member("member", view.me().member())
        .member("device", view.me().device())
        .member("name", view.me().name())
        .word("role", view.me().role())
        .member("office", view.me().office())
        .endObject();
    members(out, view);
    channels(out, view);
    VettingJson.write(out, view);
    out.member("queue", view.queue());
    OfficeJson.write(out, view.office());
    DevicesJson.write(out, view.devices());
    return out.endObject().text();
  }

  public static String of(Timeline timeline) {
    JsonWriter out = new JsonWriter().beginObject().member("channel", timeline.channel());
    out.beginArray("items");
    for (Timeline.Item item : timeline.items()) {
      out.beginObject();
      switch (item) {
        case Timeline.Message message -> message(out, message);
        case Timeline.Pending pending ->
            waitingItem(out, "pending", pending.id(), pending.at(), pending.reason())
                .member("asked", pending.asked())
                .member("canAsk", pending.canAsk());
        case Timeline.Unreadable lost ->
            waitingItem(out, "unreadable", lost.id(), lost.at(), lost.reason());
        case Timeline.SystemLine line -> systemLine(out, line);
      }
      out.endObject();
    }
    out.endArray().member("before", timeline.before()).member("newer", timeline.newer());
    return out.endObject().text();
  }

  private static void members(JsonWriter out, View view) {
    out.beginArray("members");
    for (View.Member member : view.members()) {
      out.beginObject()
          .member("id", member.id())
          .member("name", member.name())
          .word("role", member.role())
          .member("me", member.me())
          .word("state", member.standing())
          .member("since", member.since())
          .member("safetyNumber", member.safetyNumber());
      DevicesJson.devices(out, member.devices());
      out.word("verified", member.verified())
          .optional("verifiedAt", member.verifiedAt())
          .member("invitedBy", member.invitedBy())
          .strings("approvedBy", member.approvedBy())
          .member("quarantined", member.quarantined())
          .member("blocked", member.blocked())
          .endObject();
    }
    out.endArray();
  }

  private static void channels(JsonWriter out, View view) {
    out.beginArray("channels");
    for (View.Channel channel : view.channels()) {
      out.beginObject()
          .member("id", channel.id())
          .member("name", channel.name())
          .member("timerSeconds", channel.timerSeconds())
          .member("unread", channel.unread())
          .optional("lastActivity", channel.lastActivity())
          .optional("oldest", channel.oldest())
          .word("kind", channel.kind())
          .strings("posters", channel.posters())
          .strings("people", channel.people())
          .strings("keepers", channel.keepers());
      Wish.write(out, channel.wishes());
      out.member("held", channel.held()).strings("heldAbout", channel.heldAbout());
      MessageJson.write(out, channel.talk());
      out.endObject();
    }
    out.endArray();
  }

  private static void message(JsonWriter out, Timeline.Message message) {
    out.member("kind", "message")
        .member("id", message.id())
        .member("author", message.author())
        .member("name", message.name())
        .member("me", message.me())
        .member("text", message.text())
        .member("sent", message.sent())
        .member("expiry", message.expiry())
        .word("state", message.state())
        .member("reason", message.reason())
        .member("unleased", message.unleased());
    MessageJson.write(out, message.said());
  }

  private static JsonWriter waitingItem(
      JsonWriter out, String kind, String id, long at, String reason) {
    return out.member("kind", kind).member("id", id).member("at", at).member("reason", reason);
  }

  private static void systemLine(JsonWriter out, Timeline.SystemLine line) {
    out.member("kind", "system")
        .member("id", line.id())
        .member("at", line.at())
        .word("what", line.what())
        .member("who", line.who())
        .member("subject", line.subject())
        .member("timerSeconds", line.timerSeconds());
  }
}
