package org.understory.cli.act;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/** Members: who they are, and that one no longer is. */
final class People {
  private People() {}

  static Act members(Host host) throws RefusedException {
    Acts.requireInside(host);
    return Act.looking(() -> {
      View view = host.view();
      List<String> lines = new ArrayList<>();
      for (View.Member member : view.members()) {
        if (member.standing() == View.Standing.ACTIVE) {
          lines.add(
              Plain.shortId(member.id())
                  + " "
                  + Plain.text(member.name())
                  + (member.role() == View.Role.STEWARD ? ", steward" : "")
                  + (member.me() ? " (you)" : ""));
        }
      }
      return Outcome.of(Forms.list(view, "members"), lines);
    });
  }

  static Act safetyNumber(Call call, Host host) throws RefusedException {
    Acts.requireInside(host);
    View.Member member = Finding.member(host, call.value("member"));
    return Act.looking(() -> {
      String number = host.client().safetyNumber(member.id());
      if (number.isEmpty()) {
        throw new RefusedException(member.me() ? "self" : "no-such");
      }
      JsonObject json = new JsonObject();
      json.addProperty("member", member.id());
      json.addProperty("name", member.name());
      json.addProperty("safetyNumber", number);
      return Outcome.of(json, number);
    });
  }

  static Act remove(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    View.Member member = Finding.member(host, call.value("member"));
    return new Act(
        () -> host.client().removeMember(member.id(), host.now()),
        () -> {
          boolean gone =
              host.view().members().stream()
                  .noneMatch(now ->
                      now.id().equals(member.id()) && now.standing() == View.Standing.ACTIVE);
          JsonObject json = new JsonObject();
          json.addProperty("removed", member.id());
          return gone && Acts.isDone(host) ? Outcome.of(json) : null;
        });
  }
}
