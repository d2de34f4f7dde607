package org.understory.core.view;

import org.jspecify.annotations.Nullable;

/** Invites, requests and the own request, as JSON. */
final class VettingJson {
  private VettingJson() {}

  static void write(JsonWriter out, View view) {
    invites(out, view);
    out.beginArray("requests");
    for (View.Request request : view.requests()) {
      request(out.beginObject(), request);
      out.endObject();
    }
    out.endArray();
    invitation(out, view.vetting().invitation());
    waiting(out, view.waiting());
    out.beginArray("vouchAsks");
    for (Vetting.VouchAsk ask : view.vetting().asks()) {
      out.beginObject()
          .member("request", ask.request())
          .member("from", ask.from())
          .member("name", ask.name())
          .member("text", ask.text())
          .member("answerBy", ask.answerBy())
          .word("given", ask.given())
          .endObject();
    }
    out.endArray();
  }

  private static void invites(JsonWriter out, View view) {
    out.beginArray("invites");
    for (View.Invite invite : view.invites()) {
      out.beginObject()
          .member("id", invite.id())
          .member("note", invite.note())
          .member("link", invite.link())
          .member("notAfter", invite.notAfter())
          .word("state", invite.state())
          .member("by", invite.by())
          .member("voices", invite.voices())
          .strings("channels", invite.channels())
          .member("exposed", invite.exposed())
          .endObject();
    }
    out.endArray();
  }

  private static void request(JsonWriter out, View.Request request) {
    out.member("id", request.id())
        .member("name", request.name())
        .member("answer", request.answer())
        .beginArray("answers");
    for (Vetting.Answer answer : request.answers()) {
      out.beginObject()
          .member("question", answer.question())
          .member("answer", answer.answer())
          .endObject();
    }
    out.endArray()
        .member("vouchers", request.vouchers())
        .member("at", request.at())
        .member("note", request.note())
        .member("safetyNumber", request.safetyNumber())
        .member("alarm", request.alarm());
    other(out, request.other());
    out.word("state", request.state()).member("invitedBy", request.invitedBy());
    OfficeJson.approvals(out, request.approvals());
    out.member("needed", request.needed()).word("ownVoice", request.ownVoice());
    vouches(out, request);
    notes(out, request);
    out.member("handedTo", request.handedTo())
        .optional("changedAt", request.changedAt())
        .member("expires", request.expires())
        .member("deleteAt", request.deleteAt())
        .member("met", request.met())
        .member("headCode", request.headCode());
  }

  private static void other(JsonWriter out, Vetting.@Nullable Other other) {
    if (other == null) {
      out.member("other", (String) null);
      return;
    }
    out.beginObject("other")
        .member("id", other.id())
        .member("name", other.name())
        .member("safetyNumber", other.safetyNumber())
        .endObject();
  }

  private static void vouches(JsonWriter out, View.Request request) {
    out.beginArray("vouches");
    for (Vetting.Vouch vouch : request.vouches()) {
      out.beginObject()
          .member("by", vouch.by())
          .word("kind", vouch.kind())
          .member("note", vouch.note())
          .member("at", vouch.at())
          .endObject();
    }
    out.endArray();
  }

  private static void notes(JsonWriter out, View.Request request) {
    out.beginArray("notes");
    for (Vetting.Note note : request.notes()) {
      out.beginObject()
          .member("by", note.by())
          .word("kind", note.kind())
          .member("text", note.text())
          .member("to", note.to())
          .member("at", note.at())
          .endObject();
    }
    out.endArray();
  }

  private static void invitation(JsonWriter out, Vetting.@Nullable Invitation claim) {
    if (claim == null) {
      out.member("invitation", (String) null);
      return;
    }
    out.beginObject("invitation")
        .member("groupName", claim.groupName())
        .strings("questions", claim.questions())
        .member("keepDays", claim.keepDays())
        .member("readers", claim.readers())
        .member("voices", claim.voices())
        .member("forName", claim.forName())
        .endObject();
  }

  private static void waiting(JsonWriter out, View.@Nullable Waiting own) {
    if (own == null) {
      out.member("waiting", (String) null);
      return;
    }
    out.beginObject("waiting")
        .member("name", own.name())
        .member("since", own.since())
        .member("safetyNumber", own.safetyNumber())
        .member("code", own.code())
        .strings("questions", own.questions())
        .strings("answers", own.answers())
        .beginArray("notes");
    for (Vetting.JoinerNote note : own.notes()) {
      out.beginObject()
          .word("kind", note.kind())
          .member("text", note.text())
          .member("at", note.at())
          .endObject();
    }
    out.endArray().optional("deleteAt", own.deleteAt()).word("as", own.as()).endObject();
  }
}
