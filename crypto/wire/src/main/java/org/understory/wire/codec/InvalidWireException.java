package org.understory.wire.codec;

/**
 * Bytes from outside are not the canonical encoding of a valid message.
 *
 * <p>Carries the number of the check that failed and nothing of the content, so it may be logged.
 * To the sender of the bytes only one coarse reason is told.
 */
public final class InvalidWireException extends Exception {
  private static final long serialVersionUID = 1L;

  private final WireCheck check;

  public InvalidWireException(WireCheck check) {
    super("wire check " + check.number() + " failed: " + check);
    this.check = check;
  }

  /** The check that failed. */
  public WireCheck check() {
    return check;
  }
}
