package org.understory.wire.frame;

import java.util.List;

/**
 * The answer to {@link TakePreKeys}.
 *
 * @param taken in the order of the request, 0 to 128
 */
public record TakenPreKeys(List<TakenPreKey> taken) implements ReplyBody {
  @Override
  public String toString() {
    return "TakenPreKeys";
  }
}
