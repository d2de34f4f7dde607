package org.understory.server.delivery;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Sources;

/**
 * The challenges one connection may still answer. Each is good once, for 60 seconds, on the
 * connection it was given to.
 */
public final class Nonces {
  private static final int LENGTH = 32;
  private static final long LIFETIME_MS = 60_000;

  /** A client answers one at a time; more than a few at once serve nobody. */
  private static final int MOST = 8;

  private final Sources sources;
  private final ArrayDeque<Nonce> open = new ArrayDeque<>();

  /**
   * One challenge.
   *
   * @param bytes 32 random bytes
   * @param expiry milliseconds since 1970
   */
  public record Nonce(byte[] bytes, long expiry) {
    @Override
    public String toString() {
      return "Nonce";
    }
  }

  public Nonces(Sources sources) {
    this.sources = sources;
  }

  /** A fresh one; the oldest is forgotten when there are too many. */
  public Nonce issue() {
    if (open.size() == MOST) {
      open.removeFirst();
    }
    Nonce fresh = new Nonce(sources.randomness().bytes(LENGTH), sources.nowMillis() + LIFETIME_MS);
    open.addLast(fresh);
    return fresh;
  }

  /** Uses one up; null when there is no such, whether never given, used or too old. */
  public @Nullable Nonce take(byte[] bytes) {
    Iterator<Nonce> each = open.iterator();
    while (each.hasNext()) {
      Nonce nonce = each.next();
      if (Arrays.equals(nonce.bytes(), bytes)) {
        each.remove();
        return sources.nowMillis() < nonce.expiry() ? nonce : null;
      }
    }
    return null;
  }
}
