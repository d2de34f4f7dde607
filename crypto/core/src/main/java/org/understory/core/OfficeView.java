package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.lease.Freshness;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.roster.Policies;
import org.understory.core.roster.Prospect;
import org.understory.core.view.Office;

/** Shows how the group is led: its rules and what is to be decided. */
final class OfficeView {
  private final Device device;
  private final Membership membership;
  private final Governing governing;
  private final OpenDecisions open;
  private final Leasing leasing;
  private final Forking forking;
  private final Undo undo;
  private final SuccessionView succession;

  OfficeView(
      Device device,
      Membership membership,
      Governing governing,
      Leasing leasing,
      Forking forking,
      Undo undo,
      SuccessionView succession) {
    this.device = device;
    this.membership = membership;
    this.governing = governing;
    this.open = governing.open;
    this.leasing = leasing;
    this.forking = forking;
    this.undo = undo;
    this.succession = succession;
  }

  Office office() {
    List<Office.Undo> undos = new ArrayList<>();
    for (Undo.Held held : undo.held()) {
      undos.add(new Office.Undo(held.id(), Office.Kind.valueOf(held.kind()), held.until()));
    }
    return new Office(
        policy(),
        lease(),
        forking.shown(),
        decisions(),
        governing.decisions.decided(),
        undos,
        succession.shown());
  }

  private Office.@Nullable Lease lease() {
    if (membership.state().isEmpty()) {
      return null;
    }
    Freshness now = leasing.freshness();
    Office.LeaseState state =
        !now.fresh()
            ? Office.LeaseState.LAPSED
            : now.ending() ? Office.LeaseState.ENDING : Office.LeaseState.FRESH;
    return new Office.Lease(
        state,
        now.until(),
        now.missing().stream().map(MemberId::hex).toList(),
        now.absent().stream().map(a -> a.office().member().hex()).toList(),
        leasing.isGoingOn(),
        leasing.isMoreHidden());
  }

  private Office.Policy policy() {
    if (membership.state().isEmpty()) {
      return new Office.Policy(1, 72, 14, 30, 1, 0, List.of(), 1);
    }
    Policies policies = membership.state().policies();
    return new Office.Policy(
        (int) policies.value(Policies.APPROVALS),
        (int) policies.value(Policies.LEASE_HOURS),
        (int) policies.value(Policies.ABSENCE_DAYS),
        (int) policies.value(Policies.ANSWER_DAYS),
        (int) policies.value(Policies.DEVICE_VOICES),
        (int) policies.value(Policies.RECOVERY_HOURS),
        lines(questions(policies.questions())),
        membership.state().threshold());
  }

  private String questions(byte[] commitment) {
    String text =
        commitment.length == 0
            ? null
            : device.names.of(new Commitment(NameKind.QUESTIONS, commitment));
    return text == null ? "" : text;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
      lines.add(text.substring(at, end));
      at = end + 1;
    }
    return lines;
  }

  private List<Office.Decision> decisions() {
    List<Office.Decision> views = new ArrayList<>();
    if (!device.hasKeys() || membership.state().memberOf(device.keys().device()) == null) {
      return views;
    }
    for (OpenDecisions.Asked asked : open.all()) {
      boolean asksMe = governing.acts.asksMe(asked);
      EntryBody body = open.effective(asked.body());
      Prospect prospect = open.prospect(body == null ? asked.body() : body);
      boolean over = prospect.broken() != null && body != null;
      if (!over && (asksMe ? body == null : membership.isSteward(device.keys().member()))) {
        views.add(view(asked, prospect, asksMe));
      }
    }
    for (Proposals.Open one : governing.deletion.asked()) {
      views.add(deletion(one));
    }
    return views;
  }

  private Office.Decision view(OpenDecisions.Asked asked, Prospect prospect, boolean asksMe) {
    OpenDecisions.Vote own = open.vote(asked.id());
    List<Office.Approval> approvals = new ArrayList<>();
    String by = asked.by().hex();
    String me = device.keys().member().hex();
    if (!by.equals(me) || own != null) {
      approvals.add(new Office.Approval(by, asked.at()));
    }
    for (Prospect.Voice voice : prospect.voices()) {
      if (!voice.by().equals(asked.by())) {
        approvals.add(new Office.Approval(voice.by().hex(), voice.time()));
      }
    }
    if (own != null && !by.equals(me)) {
      approvals.add(new Office.Approval(me, own.at()));
    }
    EntryBody.Policy policy = asked.body() instanceof EntryBody.Policy p ? p : null;
    return new Office.Decision(
        asked.id(),
        governing.decisions.kind(asked.body()),
        by,
        asked.at(),
        Decisions.about(asked.body()),
        policy == null ? 0 : policy.policy(),
        policy == null ? 0 : policy.value(),
        text(asked),
        approvals,
        prospect.broken() == null ? prospect.needed() : membership.state().threshold(),
        ownVoice(asked, own),
        asksMe,
        asked.expires(),
        governing.stewarding.intends(Intent.Kind.DECISION, Hex.parse(asked.id())));
  }

  private Office.Decision deletion(Proposals.Open one) {
    Member by = membership.state().memberOf(one.proposal().device());
    String who = by == null ? "" : by.id().hex();
    long at = one.proposal().time();
    Office.OwnVoice own =
        membership.isOwn(one.proposal().device())
            ? Office.OwnVoice.GIVEN
            : membership.amSteward() ? Office.OwnVoice.OPEN : Office.OwnVoice.BLOCKED;
    return new Office.Decision(
        one.id(),
        Office.Kind.DELETE_GROUP,
        who,
        at,
        List.of(),
        0,
        0,
        "",
        List.of(new Office.Approval(who, at)),
        2,
        own,
        false,
        at + OpenDecisions.LIFE_MILLIS,
        false);
  }

  private Office.OwnVoice ownVoice(OpenDecisions.Asked asked, OpenDecisions.@Nullable Vote own) {
    if (own != null) {
      return Office.OwnVoice.GIVEN;
    }
    return open.isBlocked(asked.body()) || !membership.amSteward()
        ? Office.OwnVoice.BLOCKED
        : Office.OwnVoice.OPEN;
  }

  private static String text(OpenDecisions.Asked asked) {
    if (asked.body() instanceof EntryBody.Space space) {
      return space.origin();
    }
    if (asked.body() instanceof EntryBody.Policy policy && policy.channel().length != 0) {
      return Hex.of(policy.channel()) + " " + policy.timer() + " " + policy.value();
    }
    Opening opening = asked.act().opening();
    return opening == null ? "" : opening.value();
  }
}
