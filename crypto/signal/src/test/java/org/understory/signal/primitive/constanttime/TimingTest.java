package org.understory.signal.primitive.constanttime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.signal.SeededRandomness;
import org.understory.signal.primitive.CompiledPrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * By the clock: two kinds of secret, in random turns, and Welch's t-test on how long they took, as
 * "Dude, is my code constant time?" (Reparaz, Balasch, Verbauwhede 2016) has it. A machine with
 * other things to do makes such a test see ghosts, so this one fails only on a gross difference
 * that stays in every round, each with more samples than the one before. {@link TraceTest} is the
 * exact one.
 */
class TimingTest {
  /** A comparison of many bytes: of 32 the clock would see nothing. */
  private static final int LONG = 4096;

  private static final int ROUNDS = 4;

  private final SeededRandomness randomness = new SeededRandomness(11);
  private final Primitives primitives = CompiledPrimitives.create();

  @Test
  void a_planted_leak_is_seen() {
    byte[] mac = randomness.bytes(LONG);
    WrongWork leaky = new Leaky();
    assertTrue(
        leaks(
            2000,
            () -> differingAt(mac, 0),
            () -> differingAt(mac, LONG - 1),
            other -> leaky.equalUpToTheFirstDifference(mac, other)));
  }

  @Test
  void nothing_is_seen_where_both_kinds_are_one() {
    byte[] mac = randomness.bytes(LONG);
    assertFalse(
        leaks(
            2000,
            () -> differingAt(mac, randomness.below(LONG)),
            () -> differingAt(mac, randomness.below(LONG)),
            other -> primitives.digest().equal(mac, other)));
  }

  @Test
  void comparing_macs_and_tags() {
    byte[] mac = randomness.bytes(LONG);
    assertFalse(
        leaks(
            2000,
            () -> differingAt(mac, 0),
            () -> differingAt(mac, LONG - 1),
            other -> primitives.digest().equal(mac, other)));
  }

  @Test
  void agreeing_on_a_secret() {
    byte[] theirs = primitives.x25519().publicKey(randomness.bytes(32));
    byte[] sparse = new byte[32];
    assertFalse(
        leaks(
            500,
            sparse::clone,
            () -> randomness.bytes(32),
            secret -> primitives.x25519().agree(secret, theirs)));
  }

  @Test
  void signing() {
    byte[] message = randomness.bytes(64);
    byte[] random = randomness.bytes(64);
    byte[] sparse = new byte[32];
    byte[] another = randomness.bytes(32);
    assertFalse(
        leaks(
            300,
            sparse::clone,
            () -> randomness.bytes(32),
            secret -> {
              // Who signed last is remembered, and shows: a key may not follow itself here.
              primitives.xeddsa().sign(another, message, random);
              return primitives.xeddsa().sign(secret, message, random);
            }));
  }

  private interface Secrets {
    byte[] next();
  }

  /** Whether the two kinds take different times in round after round. */
  private boolean leaks(int samples, Secrets one, Secrets other, Trace.Operation work) {
    measure(samples, one, other, work);
    int size = samples;
    for (int round = 0; round < ROUNDS; round++) {
      if (!measure(size, one, other, work).isGross()) {
        return false;
      }
      size *= 2;
    }
    return true;
  }

  private Comparison measure(int samples, Secrets one, Secrets other, Trace.Operation work) {
    double[][] times = new double[2][samples];
    int[] count = new int[2];
    int used = 0;
    while (count[0] < samples || count[1] < samples) {
      int kind = randomness.below(2);
      if (count[kind] == samples) {
        kind = 1 - kind;
      }
      byte[] secret = kind == 0 ? one.next() : other.next();
      long began = System.nanoTime();
      Object result = work.on(secret);
      times[kind][count[kind]++] = System.nanoTime() - began;
      used += Objects.hashCode(result) & 1;
    }
    assertTrue(used >= 0);
    return Comparison.of(times[0], times[1]);
  }

  private static byte[] differingAt(byte[] bytes, int position) {
    byte[] other = Arrays.copyOf(bytes, bytes.length);
    other[position] ^= 1;
    return other;
  }
}
