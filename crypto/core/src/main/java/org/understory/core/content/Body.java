package org.understory.core.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.files.FilePointer;
import org.understory.core.roster.MemberId;

/**
 * What a message says. What refers to another message names it by its id, within the same channel,
 * and never copies what it says. {@code docs/protocol.md#messages}, {@code #references}
 */
public sealed interface Body {

  /** The message that this one is about and lives no longer than; null for one of its own. */
  default @Nullable MessageId target() {
    return null;
  }

  /**
   * Text, with files or without.
   *
   * @param text 0 to 16384 bytes of UTF-8; empty only with files
   * @param replyTo what it answers
   * @param thread the message at the root of its thread
   * @param mentions at most 64
   * @param everyone mentions all
   * @param viewOnce to be shown once
   * @param files at most 8
   */
  record Text(
      String text,
      @Nullable MessageId replyTo,
      @Nullable MessageId thread,
      List<MemberId> mentions,
      boolean everyone,
      boolean viewOnce,
      List<FilePointer> files)
      implements Body {

    public Text {
      mentions = List.copyOf(mentions);
      files = List.copyOf(files);
    }

    /** Plain text and nothing else. */
    public Text(String text) {
      this(text, null, null, List.of(), false, false, List.of());
    }

    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /**
   * A sign under a message: the newest of a member counts.
   *
   * @param emoji 0 to 32 bytes; empty takes it back
   */
  record Reaction(MessageId target, String emoji) implements Body {
    @Override
    public String toString() {
      return "Reaction";
    }
  }

  /**
   * What a message says from now on, by the member who wrote it.
   *
   * @param text 1 to 16384 bytes
   * @param mentions at most 64
   */
  record Edit(MessageId target, String text, List<MemberId> mentions, boolean everyone)
      implements Body {
    public Edit {
      mentions = List.copyOf(mentions);
    }

    @Override
    public String toString() {
      return "Edit[" + text.length() + " characters]";
    }
  }

  /**
   * Takes messages away from everyone: own ones, or others' by who may.
   *
   * @param targets 1 to 32
   * @param reason 0 to 512 bytes
   */
  record Delete(List<MessageId> targets, String reason) implements Body {
    public Delete {
      targets = List.copyOf(targets);
    }

    @Override
    public MessageId target() {
      return targets.get(0);
    }

    @Override
    public String toString() {
      return "Delete[" + targets.size() + "]";
    }
  }

  /** Keeps a message at hand, or not any more. */
  record Pin(MessageId target, boolean on) implements Body {}

  /**
   * A question with answers to choose from.
   *
   * @param question 1 to 512 bytes
   * @param options 2 to 10, of 1 to 256 bytes
   * @param multiple whether several may be chosen
   * @param closes milliseconds, votes sent later don't count; 0: never
   */
  record Poll(String question, List<String> options, boolean multiple, long closes)
      implements Body {
    public Poll {
      options = List.copyOf(options);
    }

    @Override
    public String toString() {
      return "Poll[" + options.size() + " options]";
    }
  }

  /**
   * A member's choice: the newest counts.
   *
   * @param target the poll
   * @param options numbers from 0, rising, at most 10; none takes it back
   */
  record Vote(MessageId target, List<Integer> options) implements Body {
    public Vote {
      options = List.copyOf(options);
    }

    @Override
    public String toString() {
      return "Vote";
    }
  }

  /**
   * The timer of a direct channel from now on, by either of the two.
   *
   * @param seconds 0: off
   */
  record DirectTimer(int seconds) implements Body {}

  /**
   * Everything in this channel that ended before a day is gone from the device that says so.
   *
   * @param day since 1970
   */
  record Receipt(int day) implements Body {
    private static final MessageId NO_MESSAGE = MessageId.of(new byte[MessageId.LENGTH]);

    /** It has no place in a timeline. */
    @Override
    public MessageId target() {
      return NO_MESSAGE;
    }
  }

  /**
   * A kind of body that a newer client sent and this one cannot show. Its bytes are kept, so that
   * the content hashes as its author hashed it and a later version can show it.
   *
   * @param field the number in {@code Content}, 17 to 63
   * @param bytes what stood there, not looked into; 1 to 32768 bytes
   */
  record UnknownBody(int field, byte[] bytes) implements Body {
    @Override
    public String toString() {
      return "UnknownBody[" + field + ", " + bytes.length + " bytes]";
    }
  }
}
