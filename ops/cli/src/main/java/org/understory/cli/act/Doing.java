package org.understory.cli.act;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/** Deeds and questions: one way to carry out all of them. */
final class Doing {
  private Doing() {}

  /** Over when nothing of it waits any more: not for its voices, which others give. */
  static Act of(Deed deed, Call call, Host host) throws RefusedException {
    if (!deed.begins()) {
      Acts.requireGroup(host);
    }
    return new Act(() -> deed.tell(call, host), () -> done(deed, host));
  }

  private static @Nullable Outcome done(Deed deed, Host host) throws RefusedException {
    View view = host.view();
    if (view.problem() != null && view.phase() != View.Phase.READY) {
      throw new RefusedException(view.problem());
    }
    if (!Acts.isDone(host)) {
      return null;
    }
    JsonObject json = new JsonObject();
    json.addProperty("done", deed.word());
    return Outcome.of(json, Readable.next(deed, view));
  }

  static Act of(Question question, Call call, Host host) throws RefusedException {
    Acts.requireGroup(host);
    return Act.looking(() -> {
      JsonObject answer = question.answer(call, host);
      return Outcome.of(answer, Readable.lines(answer, host.view()));
    });
  }
}
