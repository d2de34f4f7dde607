package org.understory.wire.frame;

/**
 * A request was not carried out.
 *
 * @param id of the request; 0 when it could not be read
 * @param reason one coarse reason
 * @param current for {@link Reason#CONFLICT}: the current position or version; else 0
 * @param retryAfter seconds; 0: not said
 */
public record Refusal(long id, Reason reason, long current, int retryAfter) implements ServerFrame {
  @Override
  public String toString() {
    return "Refusal";
  }
}
