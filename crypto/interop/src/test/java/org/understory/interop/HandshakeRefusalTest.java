package org.understory.interop;

import static org.understory.interop.Talk.reads;
import static org.understory.interop.Talk.refuses;
import static org.understory.interop.Talk.write;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

/** Prekey messages weakened on the way, or by a broken sender. */
class HandshakeRefusalTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource
  void without_the_kem_whatever_the_version_says(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage genuine = write(alice, bob, "hello");
    for (int version : new int[] {0x44, 0x34, 0x33}) {
      refused(alice, bob, WireMessages.withoutKyber(genuine, version));
    }
    refused(alice, bob, WireMessages.withVersion(genuine, 0x34));
    reads(bob, alice, genuine, "hello");
  }

  /**
   * A clamped private key cannot tell these from the genuine base key; a replay check could not.
   */
  @ParameterizedTest
  @EnumSource
  void a_base_key_in_disguise(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage genuine = write(alice, bob, "hello");
    byte[] highBit = WireMessages.baseKey(genuine);
    highBit[32] |= (byte) 0x80;
    refused(alice, bob, WireMessages.withBaseKey(genuine, highBit));
    byte[] torsioned = plusPointOfOrderTwo(WireMessages.baseKey(genuine));
    refused(alice, bob, WireMessages.withBaseKey(genuine, torsioned));
    byte[] zero = new byte[33];
    zero[0] = 5;
    refused(alice, bob, WireMessages.withBaseKey(genuine, zero));
    reads(bob, alice, genuine, "hello");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"JVM_WITH_JVM", "JVM_WITH_JAR", "JAR_WITH_JVM", "JVM_WITH_NPM", "JAR_WITH_WASM"})
  void the_41st_session_back_is_forgotten(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    List<CiphertextMessage> late = new ArrayList<>();
    for (int i = 0; i < 42; i++) {
      alice.startSessionWith(bob);
      late.add(write(alice, bob, "late " + i));
      Talk.say(alice, bob, "session " + i);
    }
    refuses(bob, () -> bob.decryptFrom(alice, late.get(0)), Reason.NO_PREKEY);
    reads(bob, alice, late.get(1), "late 1");
    Talk.say(bob, alice, "answered in the session that spoke last");
  }

  private static void refused(TestDevice alice, TestDevice bob, CiphertextMessage message) {
    refuses(bob, () -> bob.decryptFrom(alice, message), Reason.INVALID);
  }

  /** Adding (0, -1) turns y into -y and so u into 1/u. */
  private static byte[] plusPointOfOrderTwo(byte[] key) {
    BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    BigInteger u = BigInteger.ZERO;
    for (int i = 32; i > 0; i--) {
      u = u.shiftLeft(8).or(BigInteger.valueOf(key[i] & 0xFF));
    }
    BigInteger inverse = u.modInverse(p);
    byte[] result = new byte[33];
    result[0] = 5;
    for (int i = 0; i < 32; i++) {
      result[i + 1] = inverse.shiftRight(8 * i).byteValue();
    }
    return result;
  }
}
