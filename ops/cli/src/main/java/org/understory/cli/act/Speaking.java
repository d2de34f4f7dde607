package org.understory.cli.act;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.understory.cli.host.Host;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

/** Messages that are more than words in a channel. */
final class Speaking {
  private static final String EVERYONE = "everyone";

  private Speaking() {}

  /** Sends what a call says, with all that it is about. */
  static String send(Call call, Host host, String channel) throws RefusedException {
    return send(
        host,
        channel,
        call.value("text"),
        message(host, channel, call.valueOr("reply", "")),
        message(host, channel, call.valueOr("thread", "")),
        mentions(host, call.valueOr("mention", "")),
        timer(call),
        call.has("once"),
        "");
  }

  private static String send(
      Host host,
      String channel,
      String text,
      String reply,
      String thread,
      String mentions,
      String timer,
      boolean once,
      String files) {
    List<String> args =
        List.of(channel, text, reply, thread, mentions, timer, once ? "1" : "0", files);
    return host.client().act("send", args, host.now());
  }

  /** Sends a file, whose pointer is told in hexadecimal. */
  static String file(Host host, String channel, String text, String pointer) {
    return send(host, channel, text, "", "", "", "", false, pointer);
  }

  private static String message(Host host, String channel, String wanted) throws RefusedException {
    return wanted.isEmpty() ? "" : Finding.message(host, channel, wanted).id();
  }

  private static String mentions(Host host, String wanted) throws RefusedException {
    List<String> ids = new ArrayList<>();
    for (String one : wanted.split(",", -1)) {
      String name = one.strip();
      if (!name.isEmpty()) {
        ids.add(name.equals(EVERYONE) ? EVERYONE : Finding.member(host, name).id());
      }
    }
    return String.join(" ", ids);
  }

  private static String timer(Call call) throws RefusedException {
    try {
      Long seconds = call.seconds("timer", 0);
      return seconds == null || seconds == 0 ? "" : Long.toString(seconds);
    } catch (UsageException e) {
      throw new RefusedException("timer-range");
    }
  }

  static Act reply(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    String channel = Finding.channel(host, call.value("channel")).id();
    String about = Finding.message(host, channel, call.value("message")).id();
    return Talking.said(
        host,
        channel,
        false,
        () -> send(host, channel, call.value("text"), about, "", "", "", false, ""));
  }

  static Act direct(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    View.Member member = Finding.member(host, call.value("member"));
    String code = host.client().act("startDirect", List.of(member.id()), host.now());
    if (!code.isEmpty() || member.me()) {
      throw new RefusedException(member.me() ? "self" : code);
    }
    String channel = Finding.channel(host, "@" + member.id()).id();
    return Talking.said(
        host,
        channel,
        false,
        () -> send(host, channel, call.value("text"), "", "", "", "", false, ""));
  }

  /** Shows what is to be seen once; it is deleted here before it is shown. */
  static Act open(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    String channel = Finding.channel(host, call.value("channel")).id();
    Timeline.Message message = Finding.message(host, channel, call.value("message"));
    if (!message.said().viewOnce()) {
      throw new RefusedException("not-once");
    }
    List<String> args = List.of(channel, message.id());
    String once = host.client().query("once", args);
    JsonObject json = JsonParser.parseString(once).getAsJsonObject();
    json.addProperty("message", message.id());
    return new Act(
        () -> host.client().act("viewed", args, host.now()),
        () ->
            Acts.isDone(host)
                ? Outcome.of(json, Plain.text(json.get("text").getAsString()))
                : null);
  }
}
