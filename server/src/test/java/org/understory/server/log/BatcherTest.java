package org.understory.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.understory.server.write.WriteKey;

class BatcherTest {
  private final List<Integer> sizes = new ArrayList<>();
  private final List<Long> versions = new ArrayList<>();
  private final ArrayDeque<Promise<List<Future<Long>>>> running = new ArrayDeque<>();
  private int idle;
  private final Batcher batcher =
      new Batcher(
          (right, drafts) -> {
            sizes.add(drafts.size());
            versions.add(right.accessVersion());
            Promise<List<Future<Long>>> promise = Promise.promise();
            running.add(promise);
            return promise.future();
          },
          () -> idle++);

  private static Log.Draft draft(int key, int bytes) {
    return new Log.Draft(
        new WriteKey(new byte[] {(byte) key, (byte) (key >> 8)}), 0, new byte[bytes]);
  }

  private static Log.Right epoch(long version, byte[]... keys) {
    return new Log.Right(version, List.of(keys));
  }

  private void finish() {
    int size = sizes.get(sizes.size() - running.size());
    running
        .remove()
        .complete(
            IntStream.range(0, size).mapToObj(i -> Future.succeededFuture((long) i)).toList());
  }

  @Test
  void one_batch_is_in_flight_and_the_next_carries_what_came_meanwhile() {
    for (int i = 0; i < 50; i++) {
      batcher.append(epoch(1), draft(i, 10));
    }
    assertEquals(List.of(1), sizes);
    finish();
    assertEquals(List.of(1, 49), sizes);
    finish();
    assertEquals(1, idle);
  }

  @Test
  void a_batch_is_of_one_epoch() {
    batcher.append(epoch(1), draft(1, 10));
    batcher.append(epoch(1), draft(2, 10));
    batcher.append(epoch(2), draft(3, 10));
    finish();
    finish();
    assertEquals(List.of(1, 1, 1), sizes);
    assertEquals(List.of(1L, 1L, 2L), versions);
  }

  @Test
  void a_batch_stands_on_the_same_keys() {
    batcher.append(epoch(1, new byte[] {1}), draft(1, 10));
    batcher.append(epoch(1, new byte[] {1}), draft(2, 10));
    batcher.append(epoch(1, new byte[] {1}), draft(3, 10));
    batcher.append(epoch(1, new byte[] {2}), draft(4, 10));
    batcher.append(epoch(1), draft(5, 10));
    for (int i = 0; i < 4; i++) {
      finish();
    }
    assertEquals(List.of(1, 2, 1, 1), sizes);
  }

  @Test
  void a_batch_holds_no_write_twice_and_not_too_much() {
    batcher.append(epoch(1), draft(1, 10));
    batcher.append(epoch(1), draft(2, 10));
    batcher.append(epoch(1), draft(2, 10));
    finish();
    assertEquals(List.of(1, 1), sizes);
    finish();
    for (int i = 0; i < 40; i++) {
      batcher.append(epoch(1), draft(100 + i, 60_000));
    }
    finish();
    assertEquals(17, sizes.getLast(), "a mebibyte at most");
  }

  @Test
  void a_failed_batch_fails_its_own_appends_alone() {
    Future<Long> first = batcher.append(epoch(1), draft(1, 10));
    Future<Long> second = batcher.append(epoch(1), draft(2, 10));
    running.remove().fail(new IllegalStateException("storage"));
    assertTrue(first.failed());
    running.remove().complete(List.of(Future.succeededFuture(7L)));
    assertEquals(7L, second.result());
  }
}
