package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Prospect;
import org.understory.core.vetting.ScanCode;
import org.understory.core.vetting.StewardItem;
import org.understory.core.vetting.Vouch;
import org.understory.core.view.Office;
import org.understory.core.view.Vetting;
import org.understory.core.view.View;

/** Shows requests with all that was said about them, what an invite claims, and who asks. */
final class VettingView {
  private final Device device;
  private final Membership membership;
  private final Admission admission;
  private final Supplier<Way> way;

  VettingView(Device device, Membership membership, Admission admission, Supplier<Way> way) {
    this.device = device;
    this.membership = membership;
    this.admission = admission;
    this.way = way;
  }

  Vetting vetting() {
    return new Vetting(admission.joining.invitation(), admission.vouches.asks());
  }

  List<View.Request> requests() {
    List<View.Request> views = new ArrayList<>();
    if (device.facts.phase() == Phase.READY && membership.amSteward()) {
      for (Requests.Known one : admission.requests.open()) {
        if (!admission.notes.isWrong(one)) {
          views.add(request(one));
        }
      }
    }
    return views;
  }

  private View.Request request(Requests.Known one) {
    Prospect prospect = admission.desk.prospect(one);
    boolean alarmed = admission.notes.isAlarmed(one);
    Requests.Known other = admission.requests.other(one);
    List<StewardItem> items = admission.notes.of(one);
    return new View.Request(
        one.id(),
        one.request().name(),
        one.request().answer(),
        answers(one),
        one.request().vouchers(),
        one.row().at(),
        one.invite().title(),
        admission.requests.numberOf(one),
        alarmed,
        other == null || !alarmed
            ? null
            : new Vetting.Other(
                other.id(), other.request().name(), admission.requests.numberOf(other)),
        admission.desk.isDeciding(one) ? View.RequestState.DECIDING : View.RequestState.OPEN,
        one.verified().invite().inviter().hex(),
        approvals(one, prospect),
        membership.state().approvalsNeeded(),
        alarmed
            ? Office.OwnVoice.BLOCKED
            : admission.desk.hasVoice(one) ? Office.OwnVoice.GIVEN : Office.OwnVoice.OPEN,
        vouches(one),
        notes(items),
        admission.notes.handedTo(one),
        one.row().changedAt() == 0 ? null : one.row().changedAt(),
        one.request().expiry(),
        admission.requests.deleteAt(one),
        admission.notes.isMet(one),
        admission.notes.headCode(one));
  }

  private List<Vetting.Answer> answers(Requests.Known one) {
    List<String> questions = admission.invites.questionsOf(one.verified().invite());
    List<String> answers = one.request().answers();
    List<Vetting.Answer> views = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      views.add(new Vetting.Answer(i < questions.size() ? questions.get(i) : "", answers.get(i)));
    }
    return views;
  }

  private List<Office.Approval> approvals(Requests.Known one, Prospect prospect) {
    List<Office.Approval> approvals = new ArrayList<>();
    for (Prospect.Voice voice : prospect.voices()) {
      approvals.add(new Office.Approval(voice.by().hex(), voice.time()));
    }
    if (admission.desk.hasVoice(one)) {
      approvals.add(new Office.Approval(device.keys().member().hex(), admission.desk.voiceAt(one)));
    }
    return approvals;
  }

  private List<Vetting.Vouch> vouches(Requests.Known one) {
    List<Vetting.Vouch> views = new ArrayList<>();
    for (Map.Entry<String, Vouch> by : admission.vouches.about(one).entrySet()) {
      Vouch vouch = by.getValue();
      views.add(
          new Vetting.Vouch(
              by.getKey(),
              Vetting.VouchKind.valueOf(vouch.kind().name()),
              vouch.note(),
              vouch.time()));
    }
    return views;
  }

  private List<Vetting.Note> notes(List<StewardItem> items) {
    List<Vetting.Note> views = new ArrayList<>();
    for (StewardItem item : items) {
      Vetting.NoteKind kind = kind(item.kind());
      Member by = membership.state().memberOf(item.device());
      if (kind != null && by != null) {
        String to = item.value().length == 16 ? MemberId.of(item.value()).hex() : null;
        views.add(new Vetting.Note(by.id().hex(), kind, item.text(), to, item.time()));
      }
    }
    return views;
  }

  private static Vetting.@Nullable NoteKind kind(StewardItem.Kind kind) {
    return switch (kind) {
      case NOTE -> Vetting.NoteKind.NOTE;
      case HAND_OVER -> Vetting.NoteKind.HANDED_OVER;
      case ASKED -> Vetting.NoteKind.ASKED;
      case DECLINED -> Vetting.NoteKind.DECLINED;
      case ESCALATED -> Vetting.NoteKind.ESCALATED;
      case MET -> Vetting.NoteKind.MET;
      case BOX, VOUCH, RIGHT -> null;
    };
  }

  /** The own request that waits, or was declined with words to it. */
  View.@Nullable Waiting waiting(@Nullable Phase phase) {
    List<Vetting.JoinerNote> notes = admission.applying.notes();
    boolean waits =
        phase == Phase.REQUESTING
            || phase == Phase.ANSWERING
            || phase == Phase.WAITING
            || phase == Phase.WELCOMED
            || (phase == Phase.DECLINED && !notes.isEmpty());
    if (!waits) {
      return null;
    }
    String number = admission.requests.ownSafetyNumber();
    byte[] hash = way.get().requestHash();
    Vetting.Invitation invitation = admission.joining.invitation();
    return new View.Waiting(
        device.facts.name(),
        device.facts.number("requested"),
        number,
        number == null || hash.length == 0
            ? null
            : new ScanCode.Joiner(hash, number.replace(" ", "")).text(),
        invitation == null ? List.of() : invitation.questions(),
        admission.applying.answers(),
        notes,
        null,
        as());
  }

  /** By which way this device comes in. */
  private Vetting.As as() {
    String taken = device.facts.text("way");
    return taken == null
        ? Vetting.As.NEWCOMER
        : taken.equals(LinkTaking.WAY) ? Vetting.As.LINKED : Vetting.As.RETURNING;
  }
}
