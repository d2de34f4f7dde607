package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A view in which every part holds something, and every free text is the same word. */
final class ViewFixture {
  private ViewFixture() {}

  static View view(String word, @Nullable String problem, boolean waiting) {
    return new View(
        View.Phase.READY,
        problem,
        View.Connection.ONLINE,
        new View.Clock(-1500, false),
        new View.Group("aa", word, "http://localhost:1"),
        new View.Me("01", "02", word, View.Role.STEWARD, true),
        List.of(member(word)),
        List.of(channel(word)),
        List.of(invite(word)),
        List.of(request(word)),
        waiting ? waiting(word) : null,
        3,
        office(word),
        new Vetting(
            new Vetting.Invitation(word, List.of(word), 30, 3, 2, word),
            List.of(new Vetting.VouchAsk("0e", "01", word, word, 5, Vetting.VouchKind.KNOW_WELL))),
        devices(word));
  }

  static View.Member member(String word) {
    return new View.Member(
        "01",
        word,
        View.Role.STEWARD,
        true,
        View.Standing.ACTIVE,
        5,
        null,
        List.of(
            new Devices.Device(
                "02",
                true,
                true,
                null,
                Devices.Origin.FIRST,
                5,
                Devices.DeviceState.ACTIVE,
                false)),
        View.Verified.CHANGED,
        6L,
        "03",
        List.of("03", "04"),
        true,
        false);
  }

  static View.Channel channel(String word) {
    return new View.Channel(
        "0c",
        word,
        604_800,
        2,
        9L,
        null,
        View.ChannelKind.NEED_TO_KNOW,
        List.of(),
        List.of("01", "03"),
        List.of("01"),
        List.of(new Wish("0b", Wish.Kind.NO_KEEPER, List.of("03"), 0, List.of("01"), true)),
        "no-lease",
        List.of("03"),
        View.Talk.NOTHING);
  }

  static View.Invite invite(String word) {
    return new View.Invite(
        "0d", word, word, 7, View.InviteState.OPEN, "01", 2, List.of("0c"), true);
  }

  static View.Request request(String word) {
    return new View.Request(
        "0e",
        word,
        word,
        List.of(new Vetting.Answer(word, word)),
        word,
        8,
        word,
        word,
        true,
        new Vetting.Other("0f", word, word),
        View.RequestState.DECIDING,
        "01",
        List.of(new Office.Approval("01", 9)),
        2,
        Office.OwnVoice.GIVEN,
        List.of(new Vetting.Vouch("03", Vetting.VouchKind.WORKED_WITH, word, 9)),
        List.of(new Vetting.Note("01", Vetting.NoteKind.HANDED_OVER, word, "03", 9)),
        "03",
        9L,
        10,
        11,
        true,
        word);
  }

  static View.Waiting waiting(String word) {
    return new View.Waiting(
        word,
        4,
        word,
        word,
        List.of(word),
        List.of(word),
        List.of(new Vetting.JoinerNote(Vetting.JoinerNoteKind.QUESTION, word, 5)),
        6L,
        Vetting.As.NEWCOMER);
  }

  static Office office(String word) {
    return new Office(
        new Office.Policy(2, 72, 14, 30, 1, 0, List.of(word), 2),
        new Office.Lease(Office.LeaseState.ENDING, 5, List.of("03"), List.of(), false, true),
        new Office.Fork(
            false,
            List.of(new Office.Branch("b1", List.of("03"), 6, false, List.of("04"), 1)),
            true,
            false),
        List.of(
            new Office.Decision(
                "d1",
                Office.Kind.REVOKE_DEVICE,
                "03",
                7,
                List.of("04"),
                0,
                0,
                word,
                List.of(new Office.Approval("03", 8)),
                2,
                Office.OwnVoice.OPEN,
                false,
                9,
                true)),
        List.of(new Office.Decided("d2", Office.Kind.ADMIT, "03", 8, List.of("05"))),
        List.of(new Office.Undo("u1", Office.Kind.APPROVE, 9)),
        new Office.Succession(
            5,
            6,
            3,
            3,
            2,
            3,
            true,
            false,
            List.of(
                new Office.Choice(
                    List.of("03", "04"), List.of("03"), List.of("05"), "05", 7, false, false))));
  }

  static Devices devices(String word) {
    return new Devices(
        new Devices.Linking(
            true, Devices.Stage.SHOWING, word, List.of(1, 2), List.of(3, 4), false, 5),
        List.of(new Devices.Recovery("r1", "03", 6, false, null, true)),
        new Devices.Sheet(Devices.SheetState.REHEARSED, List.of("03"), 2),
        List.of(new Devices.HeldShare("03", 1, List.of(7, 8))),
        List.of(new Devices.Alert("a1", Devices.AlertKind.OWN_DEVICE_ADDED, 6, "02")),
        List.of(new Devices.Gap("0c", 1, 2, Devices.GapReason.EXPIRED)));
  }
}
