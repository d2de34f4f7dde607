package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.ecc.ECPrivateKey;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Hpke;
import org.understory.signal.primitive.Primitives;

/** Where a function has one right answer, both sides give it. */
class SameResultsTest {
  private static final int ROUNDS = 50;

  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);
  private final Primitives primitives = BouncyCastlePrimitives.create();
  private final SignalEngine ours = new UnderstoryEngine(primitives, randomness);
  private final SignalEngine theirs = new LibsignalEngine();

  @Test
  void public_keys_and_agreements_are_the_same() throws InvalidKeyException {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] secret = randomness.bytes(32);
      byte[] publicKey = primitives.x25519().publicKey(secret);
      ECPrivateKey imported = new ECPrivateKey(secret);
      assertArrayEquals(publicKey, imported.publicKey().getPublicKeyBytes());
      ECKeyPair other = ECKeyPair.generate();
      assertArrayEquals(
          imported.calculateAgreement(other.getPublicKey()),
          primitives.x25519().agree(secret, other.getPublicKey().getPublicKeyBytes()));
    }
  }

  @Test
  void each_verifies_the_others_signatures_and_refuses_every_flipped_bit()
      throws InvalidKeyException {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] secret = randomness.bytes(32);
      byte[] message = randomness.bytes(i);
      byte[] publicKey = primitives.x25519().publicKey(secret);
      ECPublicKey imported = ECPublicKey.fromPublicKeyBytes(publicKey);
      byte[] byUs = primitives.xeddsa().sign(secret, message, randomness.bytes(64));
      byte[] byThem = new ECPrivateKey(secret).calculateSignature(message);
      assertTrue(imported.verifySignature(message, byUs));
      assertTrue(primitives.xeddsa().verify(publicKey, message, byThem));
      byte[] forged = byThem.clone();
      int bit = randomness.below(512);
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(primitives.xeddsa().verify(publicKey, message, forged));
      assertFalse(imported.verifySignature(message, forged));
    }
  }

  /** libsignal writes one byte for the suite in front: 1 is ours. */
  @Test
  void each_opens_what_the_other_sealed_by_hpke()
      throws InvalidKeyException, InvalidMessageException {
    Hpke hpke = new Hpke(primitives);
    byte[] aad = randomness.bytes(20);
    byte[] info = randomness.bytes(9);
    byte[] plaintext = randomness.bytes(300);
    byte[] secret = randomness.bytes(32);
    byte[] publicKey = primitives.x25519().publicKey(secret);
    byte[] byThem = ECPublicKey.fromPublicKeyBytes(publicKey).seal(plaintext, info, aad);
    assertEquals(1, byThem[0]);
    assertArrayEquals(
        plaintext, hpke.open(secret, info, aad, Arrays.copyOfRange(byThem, 1, byThem.length)));
    byte[] byUs = hpke.seal(publicKey, info, aad, plaintext, randomness);
    byte[] typed = new byte[byUs.length + 1];
    typed[0] = 1;
    System.arraycopy(byUs, 0, typed, 1, byUs.length);
    assertArrayEquals(plaintext, new ECPrivateKey(secret).open(typed, info, aad));
  }

  @Test
  void safety_numbers_are_the_same_on_both_sides_and_in_both_engines() {
    for (int i = 0; i < 5; i++) {
      IdentityKeyPair alice = ours.generateIdentityKeyPair();
      IdentityKeyPair bob = theirs.generateIdentityKeyPair();
      byte[] aliceId = randomness.bytes(16);
      byte[] bobId = randomness.bytes(16);
      String number = ours.safetyNumber(aliceId, alice.publicKey(), bobId, bob.publicKey());
      assertEquals(60, number.length());
      assertEquals(number, ours.safetyNumber(bobId, bob.publicKey(), aliceId, alice.publicKey()));
      assertEquals(number, theirs.safetyNumber(aliceId, alice.publicKey(), bobId, bob.publicKey()));
    }
  }

  @Test
  void both_name_the_distribution_of_each_others_messages() throws ProtocolException {
    for (Pairing pairing : Pairing.values()) {
      var alice = pairing.alice(randomness);
      byte[] id = randomness.bytes(16);
      SignalEngine engine = alice.engine();
      byte[] distribution = engine.createSenderKeyDistribution(alice.store(), alice.address(), id);
      byte[] message = engine.groupEncrypt(alice.store(), alice.address(), id, new byte[10]);
      for (SignalEngine reader : new SignalEngine[] {ours, theirs}) {
        assertArrayEquals(id, reader.distributionIdOf(distribution));
        assertArrayEquals(id, reader.distributionIdOf(message));
      }
    }
  }
}
