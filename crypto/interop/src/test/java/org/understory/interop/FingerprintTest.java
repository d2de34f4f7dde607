package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.fingerprint.FingerprintParsingException;
import org.signal.libsignal.protocol.fingerprint.FingerprintVersionMismatchException;
import org.signal.libsignal.protocol.fingerprint.NumericFingerprintGenerator;
import org.signal.libsignal.protocol.fingerprint.ScannableFingerprint;
import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.SeededRandomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.ScannableFingerprint.Verdict;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** The code that one device shows and the other scans: same bytes and same verdicts as Signal's. */
class FingerprintTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);
  private final SignalEngine ours =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), randomness);
  private final SignalEngine theirs = new LibsignalEngine();
  private final byte[] alice = ours.generateIdentityKeyPair().publicKey();
  private final byte[] bob = theirs.generateIdentityKeyPair().publicKey();
  private final byte[] aliceId = randomness.bytes(16);
  private final byte[] bobId = randomness.bytes(16);

  @Test
  void both_engines_make_the_same_code() {
    for (int length : new int[] {0, 1, 16, 200}) {
      byte[] id = randomness.bytes(length);
      assertArrayEquals(
          theirs.scannableFingerprint(id, alice, bobId, bob),
          ours.scannableFingerprint(id, alice, bobId, bob));
    }
  }

  @Test
  void the_other_device_s_code_is_the_same_and_any_other_is_not()
      throws InvalidKeyException, FingerprintParsingException, FingerprintVersionMismatchException {
    byte[] mallory = ours.generateIdentityKeyPair().publicKey();
    byte[] shown = ours.scannableFingerprint(aliceId, alice, bobId, bob);
    compare(Verdict.SAME, ours.scannableFingerprint(bobId, bob, aliceId, alice), shown);
    for (byte[] other :
        List.of(
            shown, // sides not swapped: its own reflection
            ours.scannableFingerprint(bobId, bob, aliceId, mallory),
            ours.scannableFingerprint(bobId, mallory, aliceId, alice),
            ours.scannableFingerprint(aliceId, bob, bobId, alice))) {
      compare(Verdict.DIFFERENT, other, shown);
    }
  }

  private void compare(Verdict verdict, byte[] scanned, byte[] shown)
      throws InvalidKeyException, FingerprintParsingException, FingerprintVersionMismatchException {
    assertEquals(
        verdict, org.understory.signal.engine.ScannableFingerprint.compare(shown, scanned));
    assertEquals(verdict == Verdict.SAME, libsignals().compareTo(scanned));
  }

  @Test
  void a_code_of_another_version_is_told_apart_from_a_wrong_one() throws InvalidKeyException {
    byte[] shown = ours.scannableFingerprint(aliceId, alice, bobId, bob);
    byte[] scanned = ours.scannableFingerprint(bobId, bob, aliceId, alice);
    assertEquals(2, scanned[1]);
    for (byte version : new byte[] {0, 1, 3}) {
      byte[] other = scanned.clone();
      other[1] = version;
      assertEquals(
          Verdict.OTHER_VERSION,
          org.understory.signal.engine.ScannableFingerprint.compare(shown, other));
      assertThrows(FingerprintVersionMismatchException.class, () -> libsignals().compareTo(other));
    }
  }

  /** No version at all counts as version 0, as it does for libsignal. */
  @Test
  void what_is_no_code_is_malformed_for_both() throws InvalidKeyException {
    byte[] shown = ours.scannableFingerprint(aliceId, alice, bobId, bob);
    byte[] scanned = ours.scannableFingerprint(bobId, bob, aliceId, alice);
    ScannableFingerprint reference = libsignals();
    byte[] nothing = new byte[0];
    assertEquals(
        Verdict.OTHER_VERSION,
        org.understory.signal.engine.ScannableFingerprint.compare(shown, nothing));
    assertThrows(FingerprintVersionMismatchException.class, () -> reference.compareTo(nothing));
    for (int length = 1; length < scanned.length; length++) {
      byte[] cut = Arrays.copyOf(scanned, length);
      assertEquals(
          Verdict.MALFORMED, org.understory.signal.engine.ScannableFingerprint.compare(shown, cut));
      assertThrows(FingerprintParsingException.class, () -> reference.compareTo(cut));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> org.understory.signal.engine.ScannableFingerprint.compare(new byte[3], scanned));
  }

  private ScannableFingerprint libsignals() throws InvalidKeyException {
    return new NumericFingerprintGenerator(5200)
        .createFor(2, aliceId, new IdentityKey(alice), bobId, new IdentityKey(bob))
        .getScannableFingerprint();
  }
}
