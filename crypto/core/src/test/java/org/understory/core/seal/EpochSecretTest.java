package org.understory.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

final class EpochSecretTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(2));
  private final EpochSecret secret = EpochSecret.fresh(sealer.randomness(), 1);
  private final LogId channel = LogId.of(sealer.randomness().bytes(16));
  private final SpaceId space = SpaceId.of(sealer.randomness().bytes(16));
  private final byte[] addHash = sealer.randomness().bytes(32);

  @Test
  void a_fresh_secret_starts_its_generation_at_step_zero() {
    assertEquals(1, secret.generation());
    assertEquals(0, secret.step());
    assertEquals(32, secret.secretBytes().length);
  }

  @Test
  void a_step_is_derived_from_the_hash_of_the_add() {
    EpochSecret next = secret.step(sealer, addHash);
    assertEquals(1, next.generation());
    assertEquals(1, next.step());
    assertArrayEquals(
        sealer.derive(secret.secretBytes(), "epoch-step", addHash), next.secretBytes());
    assertFalse(Arrays.equals(next.secretBytes(), secret.step(sealer, new byte[32]).secretBytes()));
  }

  @Test
  void every_key_is_derived_with_a_type_of_its_own() {
    byte[] es = secret.secretBytes();
    assertArrayEquals(
        sealer.derive(es, "channel", channel.bytes()), secret.channelKey(sealer, channel));
    assertArrayEquals(sealer.derive(es, "item"), secret.itemKey(sealer));
    assertArrayEquals(sealer.derive(es, "proposals"), secret.proposalsKey(sealer));
    assertArrayEquals(
        sealer.derive(es, "member-access", space.bytes()), secret.memberAccessSeed(sealer, space));
    assertArrayEquals(
        sealer.primitives().ed25519().publicKey(secret.memberAccessSeed(sealer, space)),
        secret.memberAccessKey(sealer, space));
    assertArrayEquals(sealer.hash("epoch-secret", es), secret.secretHash(sealer));
  }

  @Test
  void a_newcomers_secret_gives_no_key_of_an_earlier_step() {
    EpochSecret later = secret.step(sealer, addHash);
    Set<String> earlier = new HashSet<>();
    for (byte[] key : keys(secret)) {
      earlier.add(Arrays.toString(key));
    }
    for (byte[] key : keys(later)) {
      assertFalse(earlier.contains(Arrays.toString(key)));
    }
  }

  @Test
  void the_secret_inside_cannot_be_changed_from_outside() {
    byte[] given = sealer.randomness().bytes(32);
    EpochSecret made = EpochSecret.of(2, 3, given);
    byte[] before = made.secretBytes();
    given[0] ^= 1;
    made.secretBytes()[1] ^= 1;
    assertArrayEquals(before, made.secretBytes());
  }

  @Test
  void two_are_the_same_when_epoch_and_secret_are() {
    EpochSecret copy = EpochSecret.of(1, 0, secret.secretBytes());
    assertTrue(secret.sameAs(sealer, copy));
    assertFalse(secret.sameAs(sealer, EpochSecret.of(2, 0, secret.secretBytes())));
    assertFalse(secret.sameAs(sealer, EpochSecret.of(1, 1, secret.secretBytes())));
    assertFalse(secret.sameAs(sealer, EpochSecret.of(1, 0, new byte[32])));
  }

  @Test
  void an_impossible_epoch_or_length_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> EpochSecret.of(0, 0, new byte[32]));
    assertThrows(IllegalArgumentException.class, () -> EpochSecret.of(1, -1, new byte[32]));
    assertThrows(IllegalArgumentException.class, () -> EpochSecret.of(1, 0, new byte[31]));
  }

  @Test
  void its_text_form_shows_the_epoch_alone() {
    assertEquals("EpochSecret[4.2]", EpochSecret.of(4, 2, new byte[32]).toString());
  }

  private List<byte[]> keys(EpochSecret epoch) {
    return List.of(
        epoch.secretBytes(),
        epoch.channelKey(sealer, channel),
        epoch.itemKey(sealer),
        epoch.proposalsKey(sealer),
        epoch.memberAccessSeed(sealer, space));
  }

  @Test
  void a_compartments_secret_derives_nothing_that_the_same_bytes_give_a_group() {
    byte[] bytes = new Sequence(77).bytes(32);
    EpochSecret group = EpochSecret.of(1, 0, bytes);
    EpochSecret narrow = EpochSecret.of(EpochSecret.Of.COMPARTMENT, 1, 0, bytes);
    SpaceId space = SpaceId.of(new byte[16]);
    LogId log = LogId.of(new byte[16]);
    assertFalse(Arrays.equals(group.secretHash(sealer), narrow.secretHash(sealer)));
    assertFalse(Arrays.equals(group.channelKey(sealer, log), narrow.channelKey(sealer, log)));
    assertFalse(
        Arrays.equals(
            group.memberAccessSeed(sealer, space), narrow.memberAccessSeed(sealer, space)));
    byte[] entry = new byte[32];
    assertFalse(
        Arrays.equals(
            group.step(sealer, entry).secretBytes(), narrow.step(sealer, entry).secretBytes()));
    assertFalse(group.sameAs(sealer, narrow));
  }
}
