package org.understory.wire.frame;

/**
 * Something that this connection could do has ended.
 *
 * @param reason why
 */
public record AccessEnded(AccessEndedReason reason) implements ServerFrame {
  @Override
  public String toString() {
    return "AccessEnded";
  }
}
