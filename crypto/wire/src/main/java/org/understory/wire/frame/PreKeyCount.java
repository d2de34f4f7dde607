package org.understory.wire.frame;

/**
 * The answer to {@link CountPreKeys}.
 *
 * @param oneTime one-time prekeys left
 */
public record PreKeyCount(int oneTime) implements ReplyBody {
  @Override
  public String toString() {
    return "PreKeyCount";
  }
}
