package org.understory.core.view;

import org.jspecify.annotations.Nullable;

/**
 * {@link View} and {@link Timeline} as JSON, for an interface written in another language. Pure;
 * the same value gives the same text in every runtime.
 */
public final class ViewJson {

  private ViewJson() {}

  public static String of(View view) {
    JsonWriter out = new JsonWriter().beginObject().member("phase", word(view.phase()));
    if (view.problem() == null) {
      out.member("problem", (String) null);
    } else {
      out.beginObject("problem").member("code", view.problem()).endObject();
    }
    out.member("connection", word(view.connection()));
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
        .member("role", word(view.me().role()))
        .endObject();
    members(out, view);
    channels(out, view);
    invites(out, view);
    requests(out, view);
    waiting(out, view.waiting());
    return out.member("queue", view.queue()).endObject().text();
  }

  public static String of(Timeline timeline) {
    JsonWriter out = new JsonWriter().beginObject().member("channel", timeline.channel());
    out.beginArray("items");
    for (Timeline.Item item : timeline.items()) {
      out.beginObject();
      switch (item) {
        case Timeline.Message message -> message(out, message);
        case Timeline.Pending pending ->
            waitingItem(out, "pending", pending.id(), pending.at(), pending.reason());
        case Timeline.Unreadable lost ->
            waitingItem(out, "unreadable", lost.id(), lost.at(), lost.reason());
        case Timeline.SystemLine line -> systemLine(out, line);
      }
      out.endObject();
    }
    return out.endArray().endObject().text();
  }

  private static void members(JsonWriter out, View view) {
    out.beginArray("members");
    for (View.Member member : view.members()) {
      out.beginObject()
          .member("id", member.id())
          .member("name", member.name())
          .member("role", word(member.role()))
          .member("me", member.me())
          .member("state", word(member.standing()))
          .member("since", member.since())
          .member("safetyNumber", member.safetyNumber())
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
          .endObject();
    }
    out.endArray();
  }

  private static void invites(JsonWriter out, View view) {
    out.beginArray("invites");
    for (View.Invite invite : view.invites()) {
      out.beginObject()
          .member("id", invite.id())
          .member("note", invite.note())
          .member("link", invite.link())
          .member("notAfter", invite.notAfter())
          .member("state", word(invite.state()))
          .endObject();
    }
    out.endArray();
  }

  private static void requests(JsonWriter out, View view) {
    out.beginArray("requests");
    for (View.Request request : view.requests()) {
      out.beginObject()
          .member("id", request.id())
          .member("name", request.name())
          .member("answer", request.answer())
          .member("at", request.at())
          .member("note", request.note())
          .member("safetyNumber", request.safetyNumber())
          .member("alarm", request.alarm())
          .member("state", word(request.state()))
          .endObject();
    }
    out.endArray();
  }

  private static void waiting(JsonWriter out, View.@Nullable Waiting own) {
    if (own == null) {
      out.member("waiting", (String) null);
      return;
    }
    out.beginObject("waiting")
        .member("name", own.name())
        .member("since", own.since())
        .member("safetyNumber", own.safetyNumber())
        .endObject();
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
        .member("state", word(message.state()))
        .member("reason", message.reason());
  }

  private static void waitingItem(JsonWriter out, String kind, String id, long at, String reason) {
    out.member("kind", kind).member("id", id).member("at", at).member("reason", reason);
  }

  private static void systemLine(JsonWriter out, Timeline.SystemLine line) {
    out.member("kind", "system")
        .member("id", line.id())
        .member("at", line.at())
        .member("what", word(line.what()))
        .member("who", line.who())
        .member("subject", line.subject())
        .member("timerSeconds", line.timerSeconds());
  }

  /** An enum constant as the interface spells it. Spelled by hand: locales change letters. */
  private static String word(Enum<?> constant) {
    String name = constant.name();
    StringBuilder word = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      word.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return word.toString();
  }
}
