package org.understory.cli.act;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/** Getting into a group, looking where one stands, and getting out. */
final class Entering {
  private Entering() {}

  static Act found(Call call, Host host) {
    return new Act(
        () ->
            host.client()
                .found(call.value("link"), call.value("group"), call.value("name"), host.now()),
        () -> {
          View view = host.view();
          refuseProblem(view);
          boolean stands = view.phase() == View.Phase.READY;
          return stands && host.client().isCaughtUp() && Acts.isDone(host)
              ? standing(host, view)
              : null;
        });
  }

  static Act join(Call call, Host host) {
    return new Act(
        () ->
            host.client()
                .join(
                    call.value("link"), call.value("name"), call.valueOr("answer", ""), host.now()),
        () -> decided(host, call.has("wait")));
  }

  static Act status(Call call, Host host) throws RefusedException {
    Acts.requireGroup(host);
    return Act.looking(() -> call.has("wait") ? decided(host, true) : standing(host, host.view()));
  }

  /** How a request stands: asked is enough, unless its decision is waited for. */
  private static @Nullable Outcome decided(Host host, boolean wait) throws RefusedException {
    View view = host.view();
    refuseProblem(view);
    return switch (view.phase()) {
      case DECLINED -> throw new RefusedException("declined");
      case WAITING -> wait || !Acts.isDone(host) ? null : standing(host, view);
      case FOUNDING, REQUESTING, WELCOMED -> null;
      case READY -> host.client().isCaughtUp() && Acts.isDone(host) ? standing(host, view) : null;
      default -> standing(host, view);
    };
  }

  static Act leave(Host host) throws RefusedException {
    Acts.requireReady(host);
    return new Act(
        () -> host.client().leave(host.now()),
        () -> host.view().phase() == View.Phase.LEFT ? standing(host, host.view()) : null);
  }

  static Act deleteGroup(Host host) throws RefusedException {
    Acts.requireReady(host);
    return new Act(
        () -> host.client().deleteGroup(host.now()),
        () -> host.view().phase() == View.Phase.DELETED ? standing(host, host.view()) : null);
  }

  private static void refuseProblem(View view) throws RefusedException {
    String problem = view.problem();
    if (problem != null) {
      throw new RefusedException(problem);
    }
  }

  private static Outcome standing(Host host, View view) {
    List<String> lines = new ArrayList<>();
    if (view.group().name() != null) {
      lines.add("Group: " + Plain.text(view.group().name()) + " at " + view.group().origin());
    } else {
      lines.add("Group: at " + view.group().origin());
    }
    lines.add(
        "You: "
            + Plain.text(view.me().name())
            + (view.me().role() == View.Role.STEWARD ? ", a steward" : ""));
    if (view.phase() == View.Phase.READY) {
      lines.add(counts(view));
    } else {
      lines.add(Sentences.of(Acts.standing(view)));
    }
    View.Waiting waiting = view.waiting();
    if (waiting != null && waiting.safetyNumber() != null) {
      lines.add("Safety number to compare with who invited you:");
      lines.add(waiting.safetyNumber());
    }
    if (view.queue() > 0) {
      lines.add("Messages not sent yet: " + view.queue());
    }
    if (view.clock().wrong()) {
      lines.add("The clock of this device is more than two minutes off the server's.");
    }
    return Outcome.of(Forms.of(host.view()), lines);
  }

  private static String counts(View view) {
    long members =
        view.members().stream().filter(member -> member.standing() == View.Standing.ACTIVE).count();
    return "Members: "
        + members
        + ", channels: "
        + view.channels().size()
        + ", requests to join: "
        + view.requests().size();
  }
}
