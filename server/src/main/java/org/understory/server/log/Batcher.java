package org.understory.server.log;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the appends of one log. One batch is in flight; what comes meanwhile makes up the next,
 * so that a batch grows with the load and a lone append waits for nothing.
 */
final class Batcher {
  private static final int MOST_DRAFTS = 128;
  private static final int MOST_BYTES = 1 << 20;

  /** Carries out one batch; its future gives the answer of each draft, in order. */
  interface Work {
    Future<List<Future<Long>>> append(Log.Right right, List<Log.Draft> drafts);
  }

  private record Waiting(Log.Right right, Log.Draft draft, Promise<Long> answer) {}

  private final Work work;
  private final Runnable onIdle;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private boolean busy;

  Batcher(Work work, Runnable onIdle) {
    this.work = work;
    this.onIdle = onIdle;
  }

  /** The position of the draft, once it is durable. */
  Future<Long> append(Log.Right right, Log.Draft draft) {
    Promise<Long> answer = Promise.promise();
    queue.addLast(new Waiting(right, draft, answer));
    if (!busy) {
      next();
    }
    return answer.future();
  }

  int waiting() {
    return queue.size();
  }

  private void next() {
    Waiting first = queue.peekFirst();
    if (first == null) {
      busy = false;
      onIdle.run();
      return;
    }
    busy = true;
    List<Waiting> batch = take(first.right());
    work.append(first.right(), batch.stream().map(Waiting::draft).toList())
        .onComplete(done -> {
          answer(batch, done.succeeded() ? done.result() : null, done.cause());
          next();
        });
  }

  /** What can go into one statement: by one right, no write twice, not too much. */
  private List<Waiting> take(Log.Right right) {
    List<Waiting> batch = new ArrayList<>();
    int bytes = 0;
    while (!queue.isEmpty() && batch.size() < MOST_DRAFTS) {
      Waiting candidate = queue.getFirst();
      bytes += candidate.draft().body().length;
      boolean fits = batch.isEmpty() || bytes <= MOST_BYTES;
      if (!fits || !candidate.right().isSame(right) || contains(batch, candidate)) {
        break;
      }
      batch.add(queue.removeFirst());
    }
    return batch;
  }

  private static boolean contains(List<Waiting> batch, Waiting candidate) {
    return batch.stream()
        .anyMatch(
            other -> Arrays.equals(other.draft().key().bytes(), candidate.draft().key().bytes()));
  }

  private static void answer(
      List<Waiting> batch, @Nullable List<Future<Long>> answers, @Nullable Throwable failure) {
    for (int i = 0; i < batch.size(); i++) {
      Promise<Long> answer = batch.get(i).answer();
      if (answers == null) {
        answer.fail(failure == null ? new IllegalStateException("no answer") : failure);
      } else {
        answers.get(i).onComplete(answer);
      }
    }
  }
}
