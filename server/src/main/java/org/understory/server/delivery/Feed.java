package org.understory.server.delivery;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads what a subscriber has missed. */
@FunctionalInterface
public interface Feed {
  /** The most body bytes of one page. */
  int PAGE_BYTES = 1 << 20;

  /** The most body bytes that are handed out live in one frame; more is read page by page. */
  int LIVE_BYTES = 3 << 20;

  /** The most entries of one page. */
  int PAGE_ENTRIES = 512;

  /**
   * A piece of what there is.
   *
   * @param frame the encoded frame; null when there is nothing
   * @param next the position to read on from
   * @param complete whether {@code next} is the head as it was when this was read
   */
  record Page(@Nullable Buffer frame, long next, boolean complete) {}

  /**
   * Reads from a position on.
   *
   * @param end positions from here on are not read
   */
  Future<Page> read(long from, long end);
}
