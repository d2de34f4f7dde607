package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.Simulation.Person;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

/** What people's screens show of the one need-to-know channel there is. */
final class Narrow {
  private Narrow() {}

  static String member(Person person) {
    return person.client.view().me().member();
  }

  static String members(Person... people) {
    List<String> ids = new ArrayList<>();
    for (Person person : people) {
      ids.add(member(person));
    }
    return String.join(" ", ids);
  }

  static View.@Nullable Channel narrow(Person person) {
    return person.client.view().channels().stream()
        .filter(channel -> channel.kind() == View.ChannelKind.NEED_TO_KNOW)
        .findFirst()
        .orElse(null);
  }

  static String channel(Person person) {
    View.Channel found = narrow(person);
    if (found == null) {
      throw new AssertionError("not in a need-to-know channel");
    }
    return found.id();
  }

  static List<String> texts(Person person) {
    List<String> texts = new ArrayList<>();
    if (narrow(person) != null) {
      for (Timeline.Item item : person.client.timeline(channel(person), 1000).items()) {
        if (item instanceof Timeline.Message message) {
          texts.add(message.text());
        }
      }
    }
    return texts;
  }
}
