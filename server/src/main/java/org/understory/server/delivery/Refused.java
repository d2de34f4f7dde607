package org.understory.server.delivery;

import org.understory.wire.frame.Reason;

/**
 * An expected refusal, on its way to the frame that tells the client. It is thrown, and not
 * returned, because it must roll back the transaction it passes through.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final long current;
  private final int retryAfter;

  private Refused(Reason reason, long current, int retryAfter) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.current = current;
    this.retryAfter = retryAfter;
  }

  /** A refusal that says nothing beyond its reason. */
  public static Refused because(Reason reason) {
    return new Refused(reason, 0, 0);
  }

  /** No such thing, or not yours: never told apart, or the server would tell what exists. */
  public static Refused notAllowed() {
    return because(Reason.NOT_ALLOWED);
  }

  /** Another write came first; {@code current} is the position or version to build on. */
  public static Refused conflict(long current) {
    return new Refused(Reason.CONFLICT, current, 0);
  }

  /** Too many; come again after some seconds. */
  public static Refused rateLimited(int retryAfterSeconds) {
    return new Refused(Reason.RATE_LIMITED, 0, retryAfterSeconds);
  }

  /** The coarse reason that the client is told. */
  public Reason reason() {
    return reason;
  }

  /** For a conflict: the current position or version; else 0. */
  public long current() {
    return current;
  }

  /** Seconds; 0: not said. */
  public int retryAfter() {
    return retryAfter;
  }
}
