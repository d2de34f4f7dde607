package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One channel's messages and events in the order in which they are shown, oldest first.
 *
 * <p>Ids are lower-case hexadecimal, times milliseconds since 1970. Holds texts and names, so
 * {@code toString} shows neither.
 */
public record Timeline(String channel, List<Item> items) {

  public Timeline {
    items = List.copyOf(items);
  }

  /** Something in a timeline; {@code id} is stable as long as it is there. */
  public sealed interface Item {
    String id();
  }

  /** How far a message has come. */
  public enum MessageState {
    /** Ours, not yet acknowledged by the server. */
    QUEUED,
    /** Ours, acknowledged. */
    SENT,
    /** Ours, given up; {@code reason} says why. */
    FAILED,
    RECEIVED,
    /** Of a removed member, first seen after the removal. */
    UNCONFIRMED
  }

  /** What a system line reports. */
  public enum Event {
    CREATED,
    JOINED,
    REMOVED,
    FROZEN,
    RETURNED,
    LEFT,
    TIMER,
    APPOINTED,
    RESIGNED,
    DEVICE_ADDED,
    DEVICE_REVOKED,
    RECOVERED,
    POLICY,
    RESOLVED,
    SUCCEEDED,
    MOVED
  }

  /**
   * A readable message.
   *
   * @param author member id
   * @param name of the author, or null while its opening is missing
   * @param sent as shown: never later than five minutes after it was received
   * @param expiry 0: none
   * @param reason a code, with {@link MessageState#FAILED}
   * @param unleased sent by choice although no steward had confirmed the roster lately
   */
  public record Message(
      String id,
      String author,
      @Nullable String name,
      boolean me,
      String text,
      long sent,
      long expiry,
      MessageState state,
      @Nullable String reason,
      boolean unleased)
      implements Item {
    @Override
    public String toString() {
      return "Timeline.Message[" + id + ", " + state + "]";
    }
  }

  /**
   * A message that cannot be read yet and will heal by itself.
   *
   * @param reason {@code no-sender-key}, {@code no-epoch} or {@code no-roster}
   */
  public record Pending(String id, long at, String reason) implements Item {}

  /** A message that will never be readable here. */
  public record Unreadable(String id, long at, String reason) implements Item {}

  /**
   * Something that the roster did.
   *
   * @param who name of the actor, or null while unknown
   * @param subject name of whom it concerned, or null
   * @param timerSeconds with {@link Event#TIMER}; 0: off
   */
  public record SystemLine(
      String id,
      long at,
      Event what,
      @Nullable String who,
      @Nullable String subject,
      int timerSeconds)
      implements Item {
    @Override
    public String toString() {
      return "Timeline.SystemLine[" + id + ", " + what + "]";
    }
  }

  @Override
  public String toString() {
    return "Timeline[" + channel + ", " + items.size() + " items]";
  }
}
