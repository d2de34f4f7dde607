package org.understory.core.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewJsonTest {
  private static final String SECRET = "planted-secret";
  private static final String SPACE = "\\s*";

  @Test
  void a_view_begins_with_where_the_device_stands() {
    String json = ViewJson.of(ViewFixture.view("w", null, false));
    assertTrue(
        json.startsWith(
            "{\"phase\":\"ready\",\"problem\":null,\"connection\":\"online\","
                + "\"clock\":{\"offsetMs\":-1500,\"wrong\":false},"
                + "\"group\":{\"id\":\"aa\",\"name\":\"w\",\"origin\":\"http://localhost:1\"},"
                + "\"me\":{\"member\":\"01\",\"device\":\"02\",\"name\":\"w\","
                + "\"role\":\"steward\",\"office\":true},"));
    has(json, "\"waiting\":null", "\"queue\":3");
  }

  @Test
  void people_and_channels_come_out_field_by_field() {
    has(
        ViewJson.of(ViewFixture.view("w", null, false)),
        """
        "members":[{"id":"01","name":"w","role":"steward","me":true,"state":"active",
        "since":5,"safetyNumber":null,"devices":[{"id":"02","me":true,"office":true,
        "parent":null,"by":"first","since":5,"state":"active","unseen":false}],
        "verified":"changed","verifiedAt":6,"invitedBy":"03","approvedBy":["03","04"],
        "quarantined":true,"blocked":false}]\
        """,
        """
        "channels":[{"id":"0c","name":"w","timerSeconds":604800,"unread":2,"lastActivity":9,
        "oldest":null,"kind":"need-to-know","posters":[],"people":["01","03"],
        "keepers":["01"],"wishes":[{"id":"0b","kind":"no-keeper","members":["03"],"value":0,
        "by":["01"],"mine":true}],"held":"no-lease","heldAbout":["03"],\
        "mentions":0,"firstUnread":null,"muted":0,"favourite":false,"archived":false,"draft":false,\
        "timerMin":0,"timerMax":0,"pins":[],"goneOn":0,"goneOf":0}]\
        """);
  }

  @Test
  void vetting_comes_out_field_by_field() {
    has(
        ViewJson.of(ViewFixture.view("w", null, true)),
        """
        "invites":[{"id":"0d","note":"w","link":"w","notAfter":7,"state":"open","by":"01",
        "voices":2,"channels":["0c"],"exposed":true}]\
        """,
        """
        "requests":[{"id":"0e","name":"w","answer":"w","answers":[{"question":"w",
        "answer":"w"}],"vouchers":"w","at":8,"note":"w","safetyNumber":"w","alarm":true,
        "other":{"id":"0f","name":"w","safetyNumber":"w"},"state":"deciding",
        "invitedBy":"01","approvals":[{"by":"01","at":9}],"needed":2,"ownVoice":"given",
        "vouches":[{"by":"03","kind":"worked-with","note":"w","at":9}],
        "notes":[{"by":"01","kind":"handed-over","text":"w","to":"03","at":9}],
        "handedTo":"03","changedAt":9,"expires":10,"deleteAt":11,"met":true,
        "headCode":"w"}]\
        """,
        """
        "invitation":{"groupName":"w","questions":["w"],"keepDays":30,"readers":3,
        "voices":2,"forName":"w"}\
        """,
        """
        "waiting":{"name":"w","since":4,"safetyNumber":"w","code":"w","questions":["w"],
        "answers":["w"],"notes":[{"kind":"question","text":"w","at":5}],"deleteAt":6,
        "as":"newcomer"}\
        """,
        """
        "vouchAsks":[{"request":"0e","from":"01","name":"w","text":"w","answerBy":5,
        "given":"know-well"}]\
        """);
  }

  @Test
  void how_the_group_is_led_comes_out_field_by_field() {
    has(
        ViewJson.of(ViewFixture.view("w", null, false)),
        """
        "policy":{"approvals":2,"leaseHours":72,"absenceDays":14,"answersDays":30,
        "deviceVoices":1,"recoveryDelayHours":0,"questions":["w"],"voices":2}\
        """,
        """
        "lease":{"state":"ending","until":5,"missing":["03"],"absent":[],"goingOn":false,
        "more":true}\
        """,
        """
        "fork":{"kind":"fork","branches":[{"id":"b1","by":["03"],"at":6,"mine":false,
        "removes":["04"],"adds":1}],"canResolve":true,"canMoveOver":false}\
        """,
        """
        "decisions":[{"id":"d1","kind":"revoke-device","by":"03","at":7,"about":["04"],
        "policy":0,"value":0,"text":"w","approvals":[{"by":"03","at":8}],"needed":2,
        "ownVoice":"open","asksMe":false,"expires":9,"state":"deciding"}]\
        """,
        """
        "decided":[{"id":"d2","kind":"admit","by":"03","at":8,"about":["05"]}]\
        """,
        """
        "undos":[{"id":"u1","kind":"approve","until":9}]\
        """,
        """
        "succession":{"heard":5,"due":6,"online":3,"days":3,"needed":2,"members":3,"open":true,
        "part":false,"choices":[{"candidates":["03","04"],"agreed":["03"],"voices":["05"],
        "by":"05","at":7,"own":false,"deciding":false}]}\
        """);
  }

  @Test
  void devices_come_out_field_by_field() {
    has(
        ViewJson.of(ViewFixture.view("w", null, false)),
        """
        "linking":{"side":"old","stage":"showing","code":"w","words":[1,2],"check":[3,4],
        "confirmed":false,"until":5}\
        """,
        """
        "recoveries":[{"id":"r1","member":"03","at":6,"mine":false,"effectiveAt":null,
        "deciding":true}]\
        """,
        """
        "sheet":{"state":"rehearsed","holders":["03"],"needed":2}\
        """,
        """
        "heldShares":[{"owner":"03","index":1,"words":[7,8]}]\
        """,
        """
        "alerts":[{"id":"a1","kind":"own-device-added","at":6,"device":"02"}]\
        """,
        """
        "gaps":[{"channel":"0c","from":1,"to":2,"why":"expired"}]\
        """);
  }

  @Test
  void a_problem_is_an_object() {
    has(
        ViewJson.of(ViewFixture.view("w", "ticket-used", false)),
        "\"problem\":{\"code\":\"ticket-used\"}");
  }

  @Test
  void a_timeline_comes_out_item_by_item() {
    Timeline timeline =
        new Timeline(
            "0c",
            List.of(
                message("hi"),
                new Timeline.Pending("m2", 2, "no-sender-key", 0, true),
                new Timeline.Unreadable("m3", 3, "bad"),
                new Timeline.SystemLine("s1", 4, Timeline.Event.DEVICE_ADDED, "Ada", null, 60)));
    assertEquals(
        "{\"channel\":\"0c\",\"items\":["
            + "{\"kind\":\"message\",\"id\":\"m1\",\"author\":\"01\",\"name\":\"hi\",\"me\":false,"
            + "\"text\":\"hi\",\"sent\":1,\"expiry\":0,\"state\":\"received\",\"reason\":null,"
            + "\"unleased\":true,\"replyTo\":null,\"thread\":null,\"threadCount\":0,"
            + "\"reactions\":[],\"edited\":false,\"deleted\":null,\"mentions\":[],"
            + "\"mentionsEveryone\":false,\"mentionsMe\":false,\"viewOnce\":false,"
            + "\"files\":[],\"poll\":null,\"pinned\":false,\"gap\":false},"
            + "{\"kind\":\"pending\",\"id\":\"m2\",\"at\":2,\"reason\":\"no-sender-key\","
            + "\"asked\":0,\"canAsk\":true},"
            + "{\"kind\":\"unreadable\",\"id\":\"m3\",\"at\":3,\"reason\":\"bad\"},"
            + "{\"kind\":\"system\",\"id\":\"s1\",\"at\":4,\"what\":\"device-added\","
            + "\"who\":\"Ada\",\"subject\":null,\"timerSeconds\":60}],"
            + "\"before\":null,\"newer\":false}",
        ViewJson.of(timeline));
  }

  @Test
  void names_texts_codes_and_links_are_not_in_the_text_form() {
    View view = ViewFixture.view(SECRET, null, true);
    View.Request request = ViewFixture.request(SECRET);
    List<Object> all =
        List.of(
            view,
            view.group(),
            view.me(),
            view.office(),
            view.office().policy(),
            view.office().decisions().getFirst(),
            view.vetting(),
            view.vetting().asks().getFirst(),
            view.devices(),
            view.devices().shares().getFirst(),
            ViewFixture.channel(SECRET),
            ViewFixture.waiting(SECRET),
            ViewFixture.waiting(SECRET).notes().getFirst(),
            new Timeline("0c", List.of(message(SECRET))),
            new Timeline.SystemLine("s1", 1, Timeline.Event.JOINED, SECRET, SECRET, 0),
            message(SECRET),
            ViewFixture.invite(SECRET),
            request,
            request.answers().getFirst(),
            request.vouches().getFirst(),
            request.notes().getFirst(),
            new Vetting.Other("0f", SECRET, SECRET),
            new Vetting.Invitation(SECRET, List.of(SECRET), 1, 1, 1, SECRET),
            new Devices.Linking(
                true, Devices.Stage.SHOWING, SECRET, List.of(), List.of(), false, 1),
            ViewFixture.member(SECRET));
    for (Object each : all) {
      assertFalse(each.toString().contains(SECRET), each.getClass().getSimpleName());
    }
  }

  private static Timeline.Message message(String text) {
    return new Timeline.Message(
        "m1",
        "01",
        text,
        false,
        text,
        1,
        0,
        Timeline.MessageState.RECEIVED,
        null,
        true,
        Timeline.Said.NOTHING);
  }

  private static void has(String json, String... parts) {
    for (String part : parts) {
      String flat = part.replaceAll("\n" + SPACE, "");
      assertTrue(json.contains(flat), flat);
    }
  }
}
