package org.understory.core.linking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberDevice;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.seal.Sealer;

/** Judges what the two devices of a link hear of each other ({@code docs/protocol.md#linking}). */
public final class LinkCheck {
  /** How long a code counts, milliseconds. */
  public static final long LIFE_MILLIS = 15 * 60_000L;

  private final Sealer sealer;

  public LinkCheck(Sealer sealer) {
    this.sealer = sealer;
  }

  /** Why the old device goes no further: DL-nn in {@code docs/checks.md}. */
  public enum Refusal {
    /** No offer of this secret, or its time is over. */
    OFFER(2),
    /** The reveal is not what the offer bound the device to. */
    REVEAL(3),
    /** The keys can't be taken in, or are for another member. */
    KEYS(4),
    /** Somebody else answered the same code. */
    ALARM(5),
    /** Nobody has said that the words are the same. */
    UNCONFIRMED(6);

    private final int number;

    Refusal(int number) {
      this.number = number;
    }

    /** The stable number. */
    public int number() {
      return number;
    }
  }

  /** What the two screens show: indexes of four words. */
  public int[] words(byte[] newNonce, LinkOffer offer, LinkAnswer answer) {
    return WordNumbers.shortWords(
        sealer.hash("link-words", newNonce, answer.nonce(), offer.encode(), answer.encode()));
  }

  /** DL-3, DL-4: whether the keys that were revealed may be signed for; null when they may. */
  public @Nullable Refusal refusal(
      RosterState state, MemberId self, LinkOffer offer, LinkReveal reveal) {
    LinkKeys keys = LinkKeys.of(reveal.device());
    boolean bound =
        Arrays.equals(keys.encode(), offer.device().encode())
            && sealer
                .primitives()
                .digest()
                .equal(
                    LinkOffer.commitment(sealer, reveal.nonce(), offer.device()), offer.commit());
    if (!bound) {
      return Refusal.REVEAL;
    }
    DeviceKeys device = reveal.device();
    boolean usable =
        device.member().equals(self)
            && device.areUsable(sealer)
            && device.proveThemselves(sealer, state.groupId(), state.space())
            && !isKnown(state, keys);
    return usable ? null : Refusal.KEYS;
  }

  /** RC-102: whether an id, a mailbox or a key is, or was, in the roster. */
  private static boolean isKnown(RosterState state, LinkKeys keys) {
    for (Member member : state.members().values()) {
      for (MemberDevice device : member.devices()) {
        if (shares(LinkKeys.of(device.keys()), keys)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean shares(LinkKeys other, LinkKeys keys) {
    return other.device().equals(keys.device())
        || other.mailbox().equals(keys.mailbox())
        || Arrays.equals(other.identityKey(), keys.identityKey())
        || Arrays.equals(other.signingKey(), keys.signingKey())
        || Arrays.equals(other.sealingKey(), keys.sealingKey())
        || Arrays.equals(other.ownerKey(), keys.ownerKey());
  }
}
