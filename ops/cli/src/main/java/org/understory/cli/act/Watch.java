package org.understory.cli.act;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

/** Watches timelines: tells what came or changed, and what went, since it last looked. */
final class Watch {
  /** Items beyond the newest so many of a channel are not watched. */
  private static final int NEWEST = 500;

  /**
   * Something new.
   *
   * @param item null when it went
   * @param first whether this item was never told before
   */
  record News(View.Channel channel, String id, Timeline.@Nullable Item item, boolean first) {
    /** As an event of JSON lines, called by the kind of the item, or gone. */
    JsonObject event() {
      JsonObject event = new JsonObject();
      if (item == null) {
        event.addProperty("event", "gone");
        event.addProperty("channel", channel.id());
        event.addProperty("channelName", channel.name());
        event.addProperty("id", id);
        return event;
      }
      JsonObject form = Forms.items(channel, new Timeline(channel.id(), List.of(item))).get(0);
      event.add("event", form.remove("kind"));
      form.asMap().forEach(event::add);
      return event;
    }

    @Override
    public String toString() {
      return "News[" + id + "]";
    }
  }

  private final Host host;
  private final Map<String, Map<String, Timeline.Item>> told = new HashMap<>();

  Watch(Host host) {
    this.host = host;
  }

  /** Takes what is there as told. */
  void skip() {
    look(news -> {});
  }

  /** Tells what is new, channel by channel, oldest first. */
  void look(Consumer<News> listener) {
    if (!host.client().hasGroup()) {
      return;
    }
    for (View.Channel channel : host.view().channels()) {
      Map<String, Timeline.Item> before = told.computeIfAbsent(channel.id(), id -> new HashMap<>());
      Set<String> there = new HashSet<>();
      List<News> news = new ArrayList<>();
      for (Timeline.Item item : host.client().timeline(channel.id(), NEWEST).items()) {
        there.add(item.id());
        Timeline.Item known = before.put(item.id(), item);
        if (!item.equals(known)) {
          news.add(new News(channel, item.id(), item, known == null));
        }
      }
      boolean full = there.size() >= NEWEST;
      for (String id : List.copyOf(before.keySet())) {
        if (!there.contains(id)) {
          Timeline.Item last = before.remove(id);
          if (!full || isOver(last)) {
            listener.accept(new News(channel, id, null, false));
          }
        }
      }
      news.forEach(listener);
    }
  }

  /** Whether it went because its time was over, not because newer ones took its place here. */
  private boolean isOver(Timeline.@Nullable Item item) {
    return item instanceof Timeline.Message message
        && message.expiry() != 0
        && message.expiry() <= host.now();
  }
}
