package org.understory.core.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.Envelope;
import org.understory.wire.Padding;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

class ChannelSealTest {
  private static final long BUCKET = Fixture.NOW / 1000;
  private static final byte[] MESSAGE = Fixture.filled(120, 7);

  private final Sealer sealer = Fixture.sealer();
  private final byte[] envelope = seal(MESSAGE);

  @Test
  void an_envelope_opens_where_it_was_sealed_for() {
    assertArrayEquals(
        MESSAGE, open(Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, envelope));
    assertEquals(Fixture.EPOCH, EpochSeal.epochOf(envelope));
  }

  @Test
  void an_envelope_in_another_space_channel_or_bucket_is_refused() {
    assertNull(open(Fixture.SECRET, Fixture.OTHER_SPACE, Fixture.CHANNEL, BUCKET, envelope));
    assertNull(open(Fixture.SECRET, Fixture.SPACE, Fixture.OTHER_CHANNEL, BUCKET, envelope));
    assertNull(
        open(Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET + Fixture.HOUR, envelope));
  }

  @Test
  void an_envelope_of_another_epoch_is_refused() {
    byte[] secret = Fixture.SECRET.secretBytes();
    assertNull(
        open(EpochSecret.of(2, 4, secret), Fixture.SPACE, Fixture.CHANNEL, BUCKET, envelope));
    assertNull(
        open(EpochSecret.of(3, 3, secret), Fixture.SPACE, Fixture.CHANNEL, BUCKET, envelope));
    assertNull(
        open(
            EpochSecret.of(2, 3, Fixture.filled(32, 99)),
            Fixture.SPACE,
            Fixture.CHANNEL,
            BUCKET,
            envelope));
  }

  @Test
  void an_envelope_that_was_relabelled_to_another_epoch_is_refused() throws Exception {
    Envelope parsed = Envelope.decode(envelope);
    byte[] relabelled =
        new Envelope(1, new Epoch(2, 4), parsed.salt(), parsed.ciphertext()).encode();
    EpochSecret other = EpochSecret.of(2, 4, Fixture.SECRET.secretBytes());
    assertNull(open(other, Fixture.SPACE, Fixture.CHANNEL, BUCKET, relabelled));
    assertNull(open(Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, relabelled));
  }

  @Test
  void one_flipped_bit_is_refused() {
    for (int i = 0; i < envelope.length; i++) {
      byte[] flipped = envelope.clone();
      flipped[i] ^= 4;
      assertNull(
          open(Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, flipped), "byte " + i);
    }
  }

  @Test
  void what_is_no_envelope_is_refused() {
    for (byte[] bytes : new byte[][] {{}, {0}, new byte[600], Arrays.copyOf(envelope, 100)}) {
      assertNull(open(Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, bytes));
      assertNull(EpochSeal.epochOf(bytes));
    }
  }

  @Test
  void a_holder_of_the_key_who_pads_otherwise_is_refused() {
    byte[] key = Fixture.SECRET.channelKey(sealer, Fixture.CHANNEL);
    byte[] dirty = Padding.pad(MESSAGE);
    dirty[dirty.length - 1] = 1;
    byte[] large = Arrays.copyOf(Padding.pad(MESSAGE), 1024);
    for (byte[] padded : new byte[][] {dirty, large}) {
      byte[] sealed =
          sealer.seal(
              key,
              "envelope",
              padded,
              Fixture.SPACE.bytes(),
              Fixture.CHANNEL.bytes(),
              Sealer.u64(2),
              Sealer.u64(3),
              Sealer.u64(BUCKET));
      byte[] forged =
          new Envelope(
                  1,
                  Fixture.EPOCH,
                  Arrays.copyOf(sealed, 32),
                  Arrays.copyOfRange(sealed, 32, sealed.length))
              .encode();
      assertNull(open(Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, forged));
    }
  }

  @Test
  void a_thousand_lengths_give_published_sizes_alone() throws Exception {
    Set<Integer> sizes = new TreeSet<>();
    for (int length = 1; length <= 20_000; length += 20) {
      byte[] ciphertext = Envelope.decode(seal(new byte[length])).ciphertext();
      assertEquals(Padding.bucket(length + 4) + 16, ciphertext.length);
      sizes.add(ciphertext.length - 16);
    }
    for (int size : sizes) {
      assertEquals(size, Padding.bucket(size));
    }
  }

  @Test
  void the_same_message_never_gives_the_same_envelope() {
    assertFalse(Arrays.equals(envelope, seal(MESSAGE)));
  }

  @Test
  void a_message_that_no_log_takes_is_the_callers_mistake() {
    assertThrows(IllegalArgumentException.class, () -> seal(new byte[70_000]));
  }

  @Test
  void keys_are_not_in_the_text_form() {
    EpochSeal seal = new EpochSeal(sealer, Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET);
    assertEquals("EpochSeal[EpochSecret[2.3]]", seal.toString());
  }

  private byte[] seal(byte[] message) {
    return ChannelSeal.seal(
        sealer, Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, message);
  }

  private byte @Nullable [] open(
      EpochSecret secret, SpaceId space, LogId channel, long bucket, byte[] sealed) {
    return ChannelSeal.open(sealer, secret, space, channel, bucket, sealed);
  }
}
