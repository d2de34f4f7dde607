package org.understory.cli.act;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

/** Finds what a person means by an id, the beginning of one, or a name. */
final class Finding {
  private static final int SHORTEST_PREFIX = 4;

  /** As many messages as a channel may have. */
  private static final int ALL = 1_000_000;

  private Finding() {}

  static View.Channel channel(Host host, String wanted) throws RefusedException {
    if (wanted.startsWith("@")) {
      String other = member(host, wanted.substring(1)).id();
      for (View.Channel channel : host.view().channels()) {
        if (channel.kind() == View.ChannelKind.DIRECT && channel.people().contains(other)) {
          return channel;
        }
      }
      throw new RefusedException("no-such");
    }
    String name = wanted.startsWith("#") ? wanted.substring(1) : wanted;
    return one(host.view().channels(), View.Channel::id, View.Channel::name, name);
  }

  /** Every message of a channel that is here, oldest first. */
  static List<Timeline.Message> messages(Host host, String channel) {
    List<Timeline.Message> messages = new ArrayList<>();
    for (Timeline.Item item : host.client().timeline(channel, ALL).items()) {
      if (item instanceof Timeline.Message message) {
        messages.add(message);
      }
    }
    return messages;
  }

  static Timeline.Message message(Host host, String channel, String wanted)
      throws RefusedException {
    return one(messages(host, channel), Timeline.Message::id, Timeline.Message::id, wanted);
  }

  /** Ids of the messages that are meant by several ids, or beginnings, separated by commas. */
  static String messages(Host host, String channel, String wanted) throws RefusedException {
    List<Timeline.Message> all = messages(host, channel);
    List<String> ids = new ArrayList<>();
    for (String one : wanted.split(",", -1)) {
      if (!one.isBlank()) {
        ids.add(one(all, Timeline.Message::id, Timeline.Message::id, one.strip()).id());
      }
    }
    return String.join(" ", ids);
  }

  static View.Member member(Host host, String wanted) throws RefusedException {
    List<View.Member> active =
        host.view().members().stream()
            .filter(member -> member.standing() == View.Standing.ACTIVE)
            .toList();
    return one(active, View.Member::id, View.Member::name, wanted);
  }

  /**
   * The one thing with this id; else the one with this name; else the one whose id begins so.
   *
   * @throws RefusedException "no-such" or "ambiguous"
   */
  static <T> T one(
      List<T> all, Function<T, String> id, Function<T, @Nullable String> name, String wanted)
      throws RefusedException {
    List<T> found = all.stream().filter(one -> id.apply(one).equals(wanted)).toList();
    if (found.isEmpty()) {
      found = all.stream().filter(one -> wanted.equals(name.apply(one))).toList();
    }
    if (found.isEmpty() && wanted.length() >= SHORTEST_PREFIX) {
      found = all.stream().filter(one -> id.apply(one).startsWith(wanted)).toList();
    }
    if (found.isEmpty()) {
      throw new RefusedException("no-such");
    }
    if (found.size() > 1) {
      throw new RefusedException("ambiguous");
    }
    return found.get(0);
  }
}
