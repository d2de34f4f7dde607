package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

/** Need-to-know channels from end to end, on a fake network. */
final class CompartmentTest {
  private final Simulation simulation = new Simulation(77);
  private final Person ada = simulation.founder();
  private final Person bo = simulation.joiner(ada, "Bo");
  private final Person cy = simulation.joiner(ada, "Cy");
  private final Person dee = simulation.joiner(ada, "Dee");

  private static String member(Person person) {
    return person.client.view().me().member();
  }

  private static String members(Person... people) {
    List<String> ids = new ArrayList<>();
    for (Person person : people) {
      ids.add(member(person));
    }
    return String.join(" ", ids);
  }

  private void act(Person by, String name, String... args) {
    assertEquals("", by.client.act(name, List.of(args), simulation.now), name);
    by.carryOut();
    simulation.settle();
  }

  static View.@Nullable Channel narrow(Person person) {
    return person.client.view().channels().stream()
        .filter(channel -> channel.kind() == View.ChannelKind.NEED_TO_KNOW)
        .findFirst()
        .orElse(null);
  }

  private static String channel(Person person) {
    View.Channel found = narrow(person);
    assertNotNull(found);
    return found.id();
  }

  private void post(Person by, String text) {
    assertEquals("", by.client.post(channel(by), text, simulation.now));
    simulation.settle();
  }

  private static List<String> texts(Person person) {
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

  /** Ada, Bo and Cy are in it, the first two keep it; Dee is not. */
  private void founded() {
    act(ada, "createNeedToKnow", "Legal", "3600", members(ada, bo, cy), members(ada, bo));
    simulation.pass(2);
  }

  @Test
  void those_in_it_read_each_other_and_the_others_see_nothing() {
    founded();
    View.Channel seen = narrow(cy);
    assertNotNull(seen);
    assertEquals("Legal", seen.name());
    assertEquals(3600, seen.timerSeconds());
    assertEquals(3, seen.people().size());
    assertEquals(2, seen.keepers().size());
    assertEquals(null, seen.held());
    post(ada, "one");
    post(cy, "two");
    post(bo, "three");
    for (Person person : List.of(ada, bo, cy)) {
      assertEquals(List.of("one", "two", "three"), texts(person));
    }
    assertEquals(null, narrow(dee));
  }
}
