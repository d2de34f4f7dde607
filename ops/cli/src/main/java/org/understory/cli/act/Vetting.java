package org.understory.cli.act;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/** Invites, and the requests that come by them. */
final class Vetting {
  private static final long DEFAULT_VALID_SECONDS = 7 * 86_400;

  /** How long it must be quiet before a request that is not there counts as none. */
  private static final long NO_MORE_COMES_MILLIS = 1_000;

  private Vetting() {}

  static Act invite(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    Set<String> before = new HashSet<>();
    host.view().invites().forEach(invite -> before.add(invite.id()));
    return new Act(
        () -> {
          long valid = seconds(call);
          return host.client().createInvite(call.valueOr("note", ""), valid * 1000, host.now());
        },
        () -> {
          for (View.Invite invite : host.view().invites()) {
            if (!before.contains(invite.id())) {
              return made(host, invite);
            }
          }
          throw new RefusedException("not-allowed");
        });
  }

  private static long seconds(Call call) throws RefusedException {
    try {
      Long valid = call.seconds("valid", 1);
      return valid == null ? DEFAULT_VALID_SECONDS : valid;
    } catch (UsageException e) {
      throw new RefusedException("name-length");
    }
  }

  private static @Nullable Outcome made(Host host, View.Invite invite) throws RefusedException {
    String link = invite.link();
    if (link != null && Acts.isDone(host)) {
      JsonObject json = new JsonObject();
      json.addProperty("id", invite.id());
      json.addProperty("link", link);
      json.addProperty("notAfter", invite.notAfter());
      return Outcome.of(json, link);
    }
    if (invite.state() == View.InviteState.PENDING || link != null) {
      return null;
    }
    throw new RefusedException("not-allowed");
  }

  static Act invites(Host host) throws RefusedException {
    Acts.requireReady(host);
    return Act.looking(() -> {
      View view = host.view();
      List<String> lines = new ArrayList<>();
      for (View.Invite invite : view.invites()) {
        lines.add(
            Plain.shortId(invite.id())
                + " "
                + invite.state().name().toLowerCase(Locale.ROOT)
                + ", until "
                + Plain.time(invite.notAfter())
                + (invite.note().isEmpty() ? "" : ": " + Plain.text(invite.note())));
      }
      return Outcome.of(Forms.list(view, "invites"), lines);
    });
  }

  static Act revoke(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    View.Invite invite =
        Finding.one(host.view().invites(), View.Invite::id, View.Invite::id, call.value("invite"));
    return new Act(
        () -> host.client().revokeInvite(invite.id(), host.now()),
        () -> Acts.isDone(host) ? decided("revoked", invite.id()) : null);
  }

  static Act requests(Host host) throws RefusedException {
    Acts.requireReady(host);
    return Act.looking(() -> {
      View view = host.view();
      if (view.requests().isEmpty() && host.quietFor() < NO_MORE_COMES_MILLIS) {
        return null;
      }
      List<String> lines = new ArrayList<>();
      view.requests().forEach(request -> lines.addAll(lines(request)));
      return Outcome.of(Forms.list(view, "requests"), lines);
    });
  }

  private static List<String> lines(View.Request request) {
    List<String> lines = new ArrayList<>();
    lines.add(request.id());
    lines.add("  Name: " + Plain.text(request.name()) + ", asked " + Plain.time(request.at()));
    if (!request.answer().isEmpty()) {
      lines.add("  Answer: " + Plain.text(request.answer()));
    }
    if (!request.note().isEmpty()) {
      lines.add("  Invite: " + Plain.text(request.note()));
    }
    lines.add("  Safety number: " + request.safetyNumber());
    if (request.alarm()) {
      lines.add("  Somebody else used the same invite: the link may have leaked.");
    }
    return lines;
  }

  static Act approve(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    long before = active(host);
    Deciding deciding = new Deciding(call.value("request"), host);
    return Act.looking(() -> {
      String id = deciding.begun(host.client()::approve);
      if (id == null || !Acts.isDone(host)) {
        return null;
      }
      if (active(host) <= before) {
        throw new RefusedException("already-decided");
      }
      return decided("approved", id);
    });
  }

  static Act decline(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    Deciding deciding = new Deciding(call.value("request"), host);
    return Act.looking(() -> {
      String id = deciding.begun(host.client()::decline);
      return id == null || !Acts.isDone(host) ? null : decided("declined", id);
    });
  }

  private static long active(Host host) {
    return host.view().members().stream()
        .filter(member -> member.standing() == View.Standing.ACTIVE)
        .count();
  }

  private static Outcome decided(String how, String id) {
    JsonObject json = new JsonObject();
    json.addProperty(how, id);
    return Outcome.of(json);
  }

  /** A decision about a request that may still be on its way here. */
  private static final class Deciding {
    /** What is decided. */
    interface Decision {
      String about(String requestId, long now);
    }

    private final String wanted;
    private final Host host;
    private @Nullable String id;

    Deciding(String wanted, Host host) {
      this.wanted = wanted;
      this.host = host;
    }

    /** The request's id once the decision was made, null while there is no such request yet. */
    @Nullable String begun(Decision decision) throws RefusedException {
      if (id != null) {
        return id;
      }
      View.Request request;
      try {
        request = Finding.one(host.view().requests(), View.Request::id, View.Request::id, wanted);
      } catch (RefusedException e) {
        if (e.code().equals("no-such") && host.quietFor() < NO_MORE_COMES_MILLIS) {
          return null;
        }
        throw e;
      }
      String code = decision.about(request.id(), host.now());
      if (!code.isEmpty()) {
        throw new RefusedException(code);
      }
      id = request.id();
      return id;
    }
  }
}
