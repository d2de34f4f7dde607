package org.understory.cli.act;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Supplier;
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
    return new Act(
        () -> deed.phrase().tell(call, host),
        () -> done(host, deed.word(), () -> Readable.next(deed, host.view())));
  }

  /** Over when it has reached the server. */
  static Act of(Saying saying, Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    return new Act(
        () -> saying.phrase().tell(call, host), () -> done(host, saying.word(), List::of));
  }

  private static @Nullable Outcome done(Host host, String word, Supplier<List<String>> next)
      throws RefusedException {
    View view = host.view();
    if (view.problem() != null && view.phase() != View.Phase.READY) {
      throw new RefusedException(view.problem());
    }
    if (!Acts.isDone(host)) {
      return null;
    }
    JsonObject json = new JsonObject();
    json.addProperty("done", word);
    return Outcome.of(json, next.get());
  }

  static Act of(Question question, Call call, Host host) throws RefusedException {
    Acts.requireGroup(host);
    return Act.looking(() -> {
      JsonObject answer = question.answer(call, host);
      return Outcome.of(answer, Readable.lines(answer, host.view()));
    });
  }
}
