package org.understory.core.content;

import org.jspecify.annotations.Nullable;
import org.understory.core.channel.Expiry;

/**
 * Holds a content against the place where it was found, so that nobody can move a message to
 * another group, channel, epoch or expiry, pass it off as another device's, or show it twice.
 *
 * <p><b>Does not</b> judge the roster head that it names; an unknown head makes a message pending,
 * which its caller decides. {@code docs/protocol.md#content-checks}
 */
public final class ContentCheck {

  /** The latest that a message may claim to have been sent, after it was received: 5 minutes. */
  public static final long SENT_AHEAD_MILLIS = 5 * 60_000L;

  /** Why a content was not accepted; numbers as in {@code docs/checks.md}. */
  public enum Refusal {
    /** It belongs to another group. */
    GROUP("MSG-1"),
    /** It belongs to another channel. */
    CHANNEL("MSG-2"),
    /** It names another device than the owner of the distribution id. */
    DEVICE("MSG-3"),
    /** It was encrypted in another generation. */
    GENERATION("MSG-4"),
    /** It was encrypted in another step of the generation. */
    STEP("MSG-5"),
    /** Its expiry belongs to another bucket than the one outside. */
    EXPIRY("MSG-6"),
    /** A message of this device with this id was accepted before. */
    REPEATED_ID("MSG-7"),
    /** A message of this device with this number in this channel was accepted before. */
    REPEATED_SEQ("MSG-8"),
    /** Its time is over; it is never shown. */
    EXPIRED("MSG-9"),
    /** It speaks of what only two members among themselves can say. */
    ELSEWHERE("MSG-20");

    private final String id;

    Refusal(String id) {
      this.id = id;
    }

    /** The check's id in {@code docs/checks.md}. */
    public String id() {
      return id;
    }
  }

  /** What came of the checks. */
  public sealed interface Result {}

  /**
   * It belongs here.
   *
   * @param sent the time to show: never later than {@link #SENT_AHEAD_MILLIS} after receipt
   * @param expiry when to delete it, milliseconds since 1970; 0: never
   * @param longerThanTimer whether it asked for a longer life than the channel's timer, which
   *     counts
   */
  public record Accepted(Content content, long sent, long expiry, boolean longerThanTimer)
      implements Result {}

  /** It is dropped and changes nothing. */
  public record Refused(Refusal refusal) implements Result {}

  private ContentCheck() {}

  /**
   * @param expiry of the server that it came from
   */
  public static Result check(Content content, Found found, Seen seen, Expiry expiry) {
    Refusal place = misplaced(content, found);
    if (place != null) {
      return new Refused(place);
    }
    if (found.outerExpiry() != 0
        && !expiry.fits(content.sent(), content.expiry(), found.outerExpiry())) {
      return new Refused(Refusal.EXPIRY);
    }
    if (found.outerExpiry() != 0 && content.body() instanceof Body.DirectTimer) {
      return new Refused(Refusal.ELSEWHERE);
    }
    if (seen.message(content.device(), content.id())) {
      return new Refused(Refusal.REPEATED_ID);
    }
    if (seen.seq(content.device(), content.channel(), content.seq())) {
      return new Refused(Refusal.REPEATED_SEQ);
    }
    return timed(content, found);
  }

  private static @Nullable Refusal misplaced(Content content, Found found) {
    if (!content.group().equals(found.group())) {
      return Refusal.GROUP;
    }
    if (!content.channel().equals(found.channel())) {
      return Refusal.CHANNEL;
    }
    if (!content.device().equals(found.device())) {
      return Refusal.DEVICE;
    }
    if (content.epoch().generation() != found.epoch().generation()) {
      return Refusal.GENERATION;
    }
    return content.epoch().step() == found.epoch().step() ? null : Refusal.STEP;
  }

  private static Result timed(Content content, Found found) {
    long latest = found.received() + SENT_AHEAD_MILLIS;
    long sent = Math.min(content.sent(), latest);
    long byTimer = Expiry.inner(sent, found.timerSeconds());
    boolean longer = byTimer != 0 && (content.expiry() == 0 || content.expiry() > byTimer);
    long expiry = longer ? byTimer : content.expiry();
    if (expiry != 0 && expiry <= found.received()) {
      return new Refused(Refusal.EXPIRED);
    }
    return new Accepted(content, sent, expiry, longer);
  }
}
