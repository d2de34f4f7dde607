package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.core.Narrow.channel;
import static org.understory.core.Narrow.member;
import static org.understory.core.Narrow.members;
import static org.understory.core.Narrow.narrow;
import static org.understory.core.Narrow.texts;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.view.View;
import org.understory.core.view.Wish;

/** What takes more than one keeper's voice. */
final class CompartmentVoicesTest {
  private final Simulation simulation = new Simulation(79);
  private final Person ada = simulation.founder();
  private final Person bo = simulation.joiner(ada, "Bo");
  private final Person cy = simulation.joiner(ada, "Cy");
  private final Person dee = simulation.joiner(ada, "Dee");

  /** Ada, Bo and Cy keep it; Dee is in it. */
  @BeforeEach
  void found() {
    ada.act("createNeedToKnow", "Legal", "0", members(ada, bo, cy, dee), members(ada, bo, cy));
    simulation.pass(2);
  }

  private void post(Person by, String text) {
    assertEquals("", by.client.post(channel(by), text, simulation.now));
    simulation.settle();
  }

  @Test
  void of_three_keepers_two_who_want_the_same_put_the_third_out() {
    Person eve = simulation.joiner(ada, "Eve");
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(5);
    assertNotNull(narrow(cy), "one keeper of three does not put another out");
    bo.act("removeFromChannel", channel(bo), members(cy));
    simulation.pass(5);
    assertNull(narrow(cy));
    post(ada, "two of us");
    assertEquals(List.of("two of us"), texts(bo));
    ada.act("addToChannel", channel(ada), members(eve));
    simulation.pass(3);
    post(eve, "one voice is enough now");
    assertEquals(List.of("two of us", "one voice is enough now"), texts(dee));
  }

  private List<Wish> wishes(Person person) {
    View.Channel seen = narrow(person);
    assertNotNull(seen);
    return seen.wishes();
  }

  @Test
  void what_waits_for_another_keeper_is_shown_to_keepers_and_agreed_to() {
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(5);
    bo.restart();
    simulation.pass(2);
    Wish heard = wishes(bo).getFirst();
    assertEquals(Wish.Kind.REMOVE, heard.kind());
    assertEquals(List.of(member(cy)), heard.members());
    assertEquals(List.of(member(ada)), heard.by());
    assertFalse(heard.mine());
    assertTrue(wishes(ada).getFirst().mine());
    assertEquals(List.of(), wishes(dee), "who keeps nothing is not asked");
    String nothing = "00".repeat(16);
    for (List<String> args : List.of(List.of(channel(bo), nothing), List.of(nothing, nothing))) {
      assertEquals(Codes.NO_SUCH, bo.client.act("agreeInChannel", args, simulation.now));
    }
    assertEquals(
        Codes.NO_SUCH,
        dee.client.act("agreeInChannel", List.of(channel(dee), heard.id()), simulation.now));
    bo.act("agreeInChannel", channel(bo), heard.id());
    simulation.pass(5);
    assertNull(narrow(cy));
    assertEquals(List.of(), wishes(ada));
    assertEquals(List.of(), wishes(bo));
  }

  @Test
  void a_keeper_s_voice_that_was_taken_back_counts_no_more() {
    assertEquals(
        Codes.NO_SUCH,
        ada.client.act("withdrawFromChannel", List.of(channel(ada), ""), simulation.now));
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(5);
    assertEquals(1, wishes(bo).size());
    ada.act("withdrawFromChannel", channel(ada), wishes(ada).getFirst().id());
    simulation.pass(5);
    assertEquals(List.of(), wishes(ada));
    assertEquals(List.of(), wishes(bo));
    bo.act("removeFromChannel", channel(bo), members(cy));
    simulation.pass(5);
    assertNotNull(narrow(cy), "one voice is left");
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(5);
    assertNull(narrow(cy));
  }

  @Test
  void what_was_wanted_twice_is_taken_back_once() {
    ada.act("removeFromChannel", channel(ada), members(cy));
    simulation.pass(5);
    ada.act("removeFromChannel", channel(ada), members(cy));
    ada.act("agreeInChannel", channel(ada), wishes(ada).getFirst().id());
    simulation.pass(5);
    ada.act("withdrawFromChannel", channel(ada), wishes(ada).getFirst().id());
    simulation.pass(5);
    assertEquals(List.of(), wishes(ada));
    assertEquals(List.of(), wishes(bo));
  }
}
