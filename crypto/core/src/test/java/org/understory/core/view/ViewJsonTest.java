package org.understory.core.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewJsonTest {
  private static final String SECRET = "planted-secret";

  @Test
  void a_view_comes_out_member_by_member() {
    assertEquals(
        "{\"phase\":\"ready\",\"problem\":null,\"connection\":\"online\","
            + "\"clock\":{\"offsetMs\":-1500,\"wrong\":false},"
            + "\"group\":{\"id\":\"aa\",\"name\":\"Choir\",\"origin\":\"http://localhost:1\"},"
            + "\"me\":{\"member\":\"01\",\"device\":\"02\",\"name\":\"Ada\",\"role\":\"steward\"},"
            + "\"members\":[{\"id\":\"01\",\"name\":\"Ada\",\"role\":\"steward\",\"me\":true,"
            + "\"state\":\"active\",\"since\":5,\"safetyNumber\":null}],"
            + "\"channels\":[{\"id\":\"0c\",\"name\":null,\"timerSeconds\":604800,\"unread\":2,"
            + "\"lastActivity\":9,\"oldest\":null}],"
            + "\"invites\":[{\"id\":\"0d\",\"note\":\"for Bo\",\"link\":\"https://x/j#v1.s\","
            + "\"notAfter\":7,\"state\":\"open\"}],"
            + "\"requests\":[{\"id\":\"0e\",\"name\":\"Bo\",\"answer\":\"hi\",\"at\":8,"
            + "\"note\":\"for Bo\",\"safetyNumber\":\"12345\",\"alarm\":true,"
            + "\"state\":\"deciding\"}],"
            + "\"waiting\":null,\"queue\":3}",
        ViewJson.of(view("Choir", null, null)));
  }

  @Test
  void a_problem_is_an_object_and_an_own_request_is_told() {
    View.Waiting waiting = new View.Waiting("Bo", 4, "99999");
    String json = ViewJson.of(view("Choir", "ticket-used", waiting));
    assertEquals(true, json.contains("\"problem\":{\"code\":\"ticket-used\"}"));
    assertEquals(
        true,
        json.contains("\"waiting\":{\"name\":\"Bo\",\"since\":4,\"safetyNumber\":\"99999\"}"));
  }

  @Test
  void a_timeline_comes_out_item_by_item() {
    Timeline timeline =
        new Timeline(
            "0c",
            List.of(
                new Timeline.Message(
                    "m1", "01", null, false, "hi", 1, 0, Timeline.MessageState.RECEIVED, null),
                new Timeline.Pending("m2", 2, "no-sender-key"),
                new Timeline.Unreadable("m3", 3, "bad"),
                new Timeline.SystemLine("s1", 4, Timeline.Event.TIMER, "Ada", null, 60)));
    assertEquals(
        "{\"channel\":\"0c\",\"items\":["
            + "{\"kind\":\"message\",\"id\":\"m1\",\"author\":\"01\",\"name\":null,\"me\":false,"
            + "\"text\":\"hi\",\"sent\":1,\"expiry\":0,\"state\":\"received\",\"reason\":null},"
            + "{\"kind\":\"pending\",\"id\":\"m2\",\"at\":2,\"reason\":\"no-sender-key\"},"
            + "{\"kind\":\"unreadable\",\"id\":\"m3\",\"at\":3,\"reason\":\"bad\"},"
            + "{\"kind\":\"system\",\"id\":\"s1\",\"at\":4,\"what\":\"timer\",\"who\":\"Ada\","
            + "\"subject\":null,\"timerSeconds\":60}]}",
        ViewJson.of(timeline));
  }

  @Test
  void names_texts_and_links_are_not_in_the_text_form() {
    View view = view(SECRET, null, new View.Waiting(SECRET, 1, null));
    Timeline.Message message =
        new Timeline.Message(
            "m1", "01", SECRET, true, SECRET, 1, 0, Timeline.MessageState.SENT, null);
    View.Invite invite = new View.Invite("0d", SECRET, SECRET, 7, View.InviteState.OPEN);
    View.Request request =
        new View.Request("0e", SECRET, SECRET, 8, SECRET, SECRET, false, View.RequestState.OPEN);
    View.Member member =
        new View.Member("01", SECRET, View.Role.MEMBER, false, View.Standing.ACTIVE, 5, SECRET);
    List<Object> all =
        List.of(
            view,
            view.group(),
            new View.Me("01", "02", SECRET, View.Role.MEMBER),
            new View.Channel("0c", SECRET, 0, 0, null, null),
            new View.Waiting(SECRET, 1, SECRET),
            new Timeline("0c", List.of(message)),
            new Timeline.SystemLine("s1", 1, Timeline.Event.JOINED, SECRET, SECRET, 0),
            message,
            invite,
            request,
            member);
    for (Object each : all) {
      assertFalse(each.toString().contains(SECRET), each.getClass().getSimpleName());
    }
  }

  private static View view(
      String groupName, @Nullable String problem, View.@Nullable Waiting waiting) {
    return new View(
        View.Phase.READY,
        problem,
        View.Connection.ONLINE,
        new View.Clock(-1500, false),
        new View.Group("aa", groupName, "http://localhost:1"),
        new View.Me("01", "02", "Ada", View.Role.STEWARD),
        List.of(
            new View.Member("01", "Ada", View.Role.STEWARD, true, View.Standing.ACTIVE, 5, null)),
        List.of(new View.Channel("0c", null, 604800, 2, 9L, null)),
        List.of(new View.Invite("0d", "for Bo", "https://x/j#v1.s", 7, View.InviteState.OPEN)),
        List.of(
            new View.Request(
                "0e", "Bo", "hi", 8, "for Bo", "12345", true, View.RequestState.DECIDING)),
        waiting,
        3);
  }
}
