package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.files.FilePointer;

/**
 * One channel's messages and events in the order in which they are shown, oldest first.
 *
 * @param before where older ones begin; null when there are none
 * @param newer whether there are newer ones than these
 *     <p>Ids are lower-case hexadecimal, times milliseconds since 1970. Holds texts and names, so
 *     {@code toString} shows neither.
 */
public record Timeline(String channel, List<Item> items, @Nullable String before, boolean newer) {

  public Timeline {
    items = List.copyOf(items);
  }

  /** A whole timeline. */
  public Timeline(String channel, List<Item> items) {
    this(channel, items, null, false);
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
    TIMER_RANGE,
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
   * What a message is about, and what was said about it.
   *
   * @param thread id of the message at the root of its thread
   * @param mentions member ids
   * @param viewOnce to be seen once: its text is asked for
   * @param gap a message of the same author before this one is missing
   */
  public record Said(
      @Nullable Reply replyTo,
      @Nullable String thread,
      int threadCount,
      List<Reaction> reactions,
      boolean edited,
      @Nullable Deleted deleted,
      List<String> mentions,
      boolean everyone,
      boolean mentionsMe,
      boolean viewOnce,
      List<FilePointer> files,
      @Nullable Poll poll,
      boolean pinned,
      boolean gap) {
    /** A plain message. */
    public static final Said NOTHING =
        new Said(
            null, null, 0, List.of(), false, null, List.of(), false, false, false, List.of(), null,
            false, false);

    @Override
    public String toString() {
      return "Said";
    }
  }

  /**
   * What a message answers.
   *
   * @param text null when that is gone, or never was here
   */
  public record Reply(String id, @Nullable String name, @Nullable String text) {
    @Override
    public String toString() {
      return "Reply[" + id + "]";
    }
  }

  /**
   * A sign and who made it.
   *
   * @param by member ids
   */
  public record Reaction(String emoji, boolean mine, List<String> by) {
    @Override
    public String toString() {
      return "Reaction[" + by.size() + "]";
    }
  }

  /**
   * A message that was taken away.
   *
   * @param by name of who did it
   * @param own whether that was its author
   */
  public record Deleted(@Nullable String by, String reason, boolean own) {
    @Override
    public String toString() {
      return "Deleted[" + own + "]";
    }
  }

  /**
   * A poll and how it stands.
   *
   * @param votes for each option
   * @param mine whether the own member chose it, for each option
   */
  public record Poll(
      String question,
      List<String> options,
      List<Integer> votes,
      List<Boolean> mine,
      boolean multiple,
      long closes,
      int voters) {
    @Override
    public String toString() {
      return "Poll[" + options.size() + "]";
    }
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
      boolean unleased,
      Said said)
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
   * @param asked when its author was asked last for what opens it; 0: not yet
   * @param canAsk whether asking again would do something now
   */
  public record Pending(String id, long at, String reason, long asked, boolean canAsk)
      implements Item {}

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
