package org.understory.core.linking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceAdmission;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.DeviceKeysCodec;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.ProtoWriter;

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

  /** What the welcome of a linked device answers, 32 bytes. */
  public byte[] requestHash(DeviceKeys device) {
    return sealer.hash("link-device", ProtoWriter.encode(device, DeviceKeysCodec::write));
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
    boolean usable =
        reveal.device().member().equals(self)
            && DeviceAdmission.another(sealer, state, reveal.device()) == DeviceAdmission.ADMITTED;
    return usable ? null : Refusal.KEYS;
  }
}
