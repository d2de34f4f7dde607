package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Office} as JSON. */
final class OfficeJson {
  private OfficeJson() {}

  static void write(JsonWriter out, Office office) {
    Office.Policy policy = office.policy();
    out.beginObject("policy")
        .member("approvals", policy.approvals())
        .member("leaseHours", policy.leaseHours())
        .member("absenceDays", policy.absenceDays())
        .member("answersDays", policy.answersDays())
        .member("deviceVoices", policy.deviceVoices())
        .member("recoveryDelayHours", policy.recoveryDelayHours())
        .strings("questions", policy.questions())
        .member("voices", policy.voices())
        .endObject();
    lease(out, office.lease());
    fork(out, office.fork());
    out.beginArray("decisions");
    for (Office.Decision decision : office.decisions()) {
      decision(out.beginObject(), decision);
      out.endObject();
    }
    out.endArray().beginArray("decided");
    for (Office.Decided decided : office.decided()) {
      out.beginObject()
          .member("id", decided.id())
          .word("kind", decided.kind())
          .member("by", decided.by())
          .member("at", decided.at())
          .strings("about", decided.about())
          .endObject();
    }
    out.endArray().beginArray("undos");
    for (Office.Undo undo : office.undos()) {
      out.beginObject()
          .member("id", undo.id())
          .word("kind", undo.kind())
          .member("until", undo.until())
          .endObject();
    }
    out.endArray();
    succession(out, office.succession());
  }

  static void approvals(JsonWriter out, List<Office.Approval> approvals) {
    out.beginArray("approvals");
    for (Office.Approval approval : approvals) {
      out.beginObject().member("by", approval.by()).member("at", approval.at()).endObject();
    }
    out.endArray();
  }

  private static void decision(JsonWriter out, Office.Decision decision) {
    out.member("id", decision.id())
        .word("kind", decision.kind())
        .member("by", decision.by())
        .member("at", decision.at())
        .strings("about", decision.about())
        .member("policy", decision.policy())
        .member("value", decision.value())
        .member("text", decision.text());
    approvals(out, decision.approvals());
    out.member("needed", decision.needed())
        .word("ownVoice", decision.ownVoice())
        .member("asksMe", decision.asksMe())
        .member("expires", decision.expires())
        .member("state", decision.deciding() ? "deciding" : "open");
  }

  private static void lease(JsonWriter out, Office.@Nullable Lease lease) {
    if (lease == null) {
      out.member("lease", (String) null);
      return;
    }
    out.beginObject("lease")
        .word("state", lease.state())
        .member("until", lease.until())
        .strings("missing", lease.missing())
        .strings("absent", lease.absent())
        .member("goingOn", lease.goingOn())
        .member("more", lease.more())
        .endObject();
  }

  private static void succession(JsonWriter out, Office.@Nullable Succession succession) {
    if (succession == null) {
      out.member("succession", (String) null);
      return;
    }
    out.beginObject("succession")
        .member("heard", succession.heard())
        .member("due", succession.due())
        .member("online", succession.online())
        .member("days", succession.days())
        .member("needed", succession.needed())
        .member("members", succession.members())
        .member("open", succession.open())
        .member("part", succession.part())
        .beginArray("choices");
    for (Office.Choice choice : succession.choices()) {
      out.beginObject()
          .strings("candidates", choice.candidates())
          .strings("agreed", choice.agreed())
          .strings("voices", choice.voices())
          .member("by", choice.by())
          .member("at", choice.at())
          .member("own", choice.own())
          .member("deciding", choice.deciding())
          .endObject();
    }
    out.endArray().endObject();
  }

  private static void fork(JsonWriter out, Office.@Nullable Fork fork) {
    if (fork == null) {
      out.member("fork", (String) null);
      return;
    }
    out.beginObject("fork")
        .member("kind", fork.succession() ? "succession" : "fork")
        .beginArray("branches");
    for (Office.Branch branch : fork.branches()) {
      out.beginObject()
          .member("id", branch.id())
          .strings("by", branch.by())
          .member("at", branch.at())
          .member("mine", branch.mine())
          .strings("removes", branch.removes())
          .member("adds", branch.adds())
          .endObject();
    }
    out.endArray()
        .member("canResolve", fork.canResolve())
        .member("canMoveOver", fork.canMoveOver())
        .endObject();
  }
}
