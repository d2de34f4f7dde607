package org.understory.core.channel;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.core.content.Fixture;

/**
 * Any bytes at all to what a channel's log and the store hand in. With {@code JAZZER_FUZZ=1} these
 * search for new bytes; otherwise they try the corpus beside them again.
 */
class ChannelFuzzTest {

  @FuzzTest
  void envelope(byte[] bytes) {
    EpochSeal.epochOf(bytes);
    assertNull(
        ChannelSeal.open(
            Fixture.sealer(), Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, 3600, bytes));
  }

  @FuzzTest
  void sender_chain(byte[] bytes) {
    Fixture.refusedOrCanonical(bytes, b -> SenderChain.decode(b).encode());
  }

  @FuzzTest
  void expiry(FuzzedDataProvider data) {
    int bucket = data.consumeInt(1, 100_000);
    Expiry expiry = new Expiry(bucket, data.consumeInt(bucket, Integer.MAX_VALUE));
    long sent = data.consumeLong(1, Long.MAX_VALUE / 2);
    long inner = Expiry.inner(sent, data.consumeInt(0, 28 * 86_400));
    expiry.fits(sent, data.consumeLong(sent, Long.MAX_VALUE), data.consumeLong(0, Long.MAX_VALUE));
    long outer = expiry.outer(inner, sent);
    assertTrue(outer <= expiry.cap(sent));
    if (inner == 0 || expiry.bucketEnd(inner) <= expiry.cap(sent)) {
      assertTrue(expiry.fits(sent, inner, outer));
    }
  }
}
