package org.understory.cli.act;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.core.view.Wish;

/** Channels and what is said in them. */
final class Talking {
  private static final int DEFAULT_TIMER = 7 * 86_400;

  /** How long a message that lacks its key may take to heal before it is shown as it is. */
  private static final long HEALS_WITHIN_MILLIS = 3_000;

  private Talking() {}

  static Act channels(Host host) throws RefusedException {
    Acts.requireInside(host);
    return Act.looking(() -> {
      View view = host.view();
      List<String> lines = new ArrayList<>();
      for (View.Channel channel : view.channels()) {
        lines.add(
            Plain.shortId(channel.id())
                + " #"
                + Plain.text(channel.name())
                + ", timer "
                + Lengths.text(channel.timerSeconds())
                + (channel.unread() == 0 ? "" : ", " + channel.unread() + " unread"));
        for (Wish wish : channel.wishes()) {
          lines.add(wish(wish, view));
        }
      }
      return Outcome.of(Forms.list(view, "channels"), lines);
    });
  }

  /** What keepers want here, and the name by which another agrees. */
  private static String wish(Wish wish, View view) {
    String what =
        switch (wish.kind()) {
          case ADD -> "let in";
          case REMOVE -> "take out";
          case KEEPER -> "make a keeper";
          case NO_KEEPER -> "keeper no more";
          case TIMER -> "timer " + Lengths.text(wish.value());
          case VOICES -> wish.value() + " keepers to let somebody in";
        };
    return "  "
        + names(wish.by(), view)
        + (wish.by().size() == 1 ? " wants: " : " want: ")
        + String.join(" ", what, names(wish.members(), view)).strip()
        + "; agree-in-channel with "
        + wish.id();
  }

  private static String names(List<String> members, View view) {
    return view.members().stream()
        .filter(member -> members.contains(member.id()))
        .map(member -> Plain.text(member.name()))
        .collect(Collectors.joining(", "));
  }

  static Act createChannel(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    Set<String> before = new HashSet<>();
    host.view().channels().forEach(channel -> before.add(channel.id()));
    int timer = timer(call, "timer", DEFAULT_TIMER);
    return new Act(
        () -> host.client().createChannel(call.value("name"), timer, host.now()),
        () -> {
          for (View.Channel channel : host.view().channels()) {
            if (!before.contains(channel.id()) && Acts.isDone(host)) {
              return Outcome.of(form(channel), Plain.shortId(channel.id()));
            }
          }
          return null;
        });
  }

  static Act timer(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    View.Channel channel = Finding.channel(host, call.value("channel"));
    int timer = timer(call, "time", 0);
    return new Act(
        () ->
            channel.timerSeconds() == timer
                ? ""
                : host.client().setTimer(channel.id(), timer, host.now()),
        () -> {
          View.Channel now = Finding.channel(host, channel.id());
          return now.timerSeconds() == timer && Acts.isDone(host) ? Outcome.of(form(now)) : null;
        });
  }

  private static int timer(Call call, String name, int otherwise) throws RefusedException {
    try {
      Long seconds = call.seconds(name, 0);
      return seconds == null ? otherwise : Math.toIntExact(seconds);
    } catch (UsageException | ArithmeticException e) {
      throw new RefusedException("timer-range");
    }
  }

  private static JsonObject form(View.Channel channel) {
    JsonObject json = new JsonObject();
    json.addProperty("id", channel.id());
    json.addProperty("name", channel.name());
    json.addProperty("timerSeconds", channel.timerSeconds());
    return json;
  }

  static Act send(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    View.Channel channel = Finding.channel(host, call.value("channel"));
    return said(
        host, channel.id(), call.has("no-wait"), () -> Speaking.send(call, host, channel.id()));
  }

  /** The same for words of the caller's: over when the server has it, or when it waits here. */
  static Act said(Host host, String channel, boolean queuedIsEnough, Act.Begin begin) {
    Set<String> before = new HashSet<>();
    own(host, channel).forEach(message -> before.add(message.id()));
    return new Act(begin, new Sending(host, channel, before, queuedIsEnough)::look);
  }

  private static List<Timeline.Message> own(Host host, String channel) {
    List<Timeline.Message> own = new ArrayList<>();
    for (Timeline.Message message : Finding.messages(host, channel)) {
      if (message.me()) {
        own.add(message);
      }
    }
    return own;
  }

  /** A message on its way; the one that was not there before. */
  private static final class Sending {
    private final Host host;
    private final String channel;
    private final Set<String> before;
    private final boolean queuedIsEnough;
    private @Nullable String id;

    Sending(Host host, String channel, Set<String> before, boolean queuedIsEnough) {
      this.host = host;
      this.channel = channel;
      this.before = before;
      this.queuedIsEnough = queuedIsEnough;
    }

    @Nullable Outcome look() throws RefusedException {
      Timeline.Message message = message();
      if (message == null) {
        throw new RefusedException("expired");
      }
      id = message.id();
      String reason = message.reason();
      return switch (message.state()) {
        case QUEUED -> queuedIsEnough ? outcome(message, "queued") : null;
        case FAILED -> throw new RefusedException(reason == null ? "refused" : reason);
        default -> outcome(message, "sent");
      };
    }

    private Timeline.@Nullable Message message() {
      for (Timeline.Message message : own(host, channel)) {
        if (id == null ? !before.contains(message.id()) : message.id().equals(id)) {
          return message;
        }
      }
      return null;
    }

    private Outcome outcome(Timeline.Message message, String state) {
      JsonObject json = new JsonObject();
      json.addProperty("message", message.id());
      json.addProperty("channel", channel);
      json.addProperty("state", state);
      json.addProperty("sent", message.sent());
      json.addProperty("expiry", message.expiry());
      return Outcome.of(json, state.equals("queued") ? List.of("Queued.") : List.of());
    }
  }

  static Act read(Call call, Host host) throws RefusedException {
    Acts.requireInside(host);
    View.Channel channel = Finding.channel(host, call.value("channel"));
    int limit = limit(call);
    long patience = host.now() + HEALS_WITHIN_MILLIS;
    return Act.looking(() -> {
      Timeline timeline = host.client().timeline(channel.id(), limit);
      boolean heals = timeline.items().stream().anyMatch(Timeline.Pending.class::isInstance);
      if (heals && host.now() < patience) {
        return null;
      }
      host.client().act("markRead", List.of(channel.id(), ""), host.now());
      List<String> lines = new ArrayList<>();
      timeline.items().forEach(item -> lines.add(Forms.line(item)));
      return Outcome.of(Forms.of(timeline), lines);
    });
  }

  private static int limit(Call call) throws RefusedException {
    try {
      return call.limit();
    } catch (UsageException e) {
      throw new RefusedException("bad-command");
    }
  }
}
