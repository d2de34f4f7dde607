package org.understory.interop;

import static org.understory.interop.Talk.refuses;

import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;

/** Bundles that a server could have made worse: no session starts, and nothing is stored. */
class BundleRefusalTest {
  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource
  void a_signed_prekey_of_somebody_else(Pairing pairing) {
    PreKeyBundle other = pairing.bob(randomness).bundle();
    refused(pairing, b -> with(b, other.signedPreKey(), b.kyberPreKey(), b.identityKey()));
  }

  @ParameterizedTest
  @EnumSource
  void a_kyber_prekey_of_somebody_else(Pairing pairing) {
    PreKeyBundle other = pairing.bob(randomness).bundle();
    refused(pairing, b -> with(b, b.signedPreKey(), other.kyberPreKey(), b.identityKey()));
  }

  @ParameterizedTest
  @EnumSource
  void another_identity(Pairing pairing) {
    PreKeyBundle other = pairing.bob(randomness).bundle();
    refused(pairing, b -> with(b, b.signedPreKey(), b.kyberPreKey(), other.identityKey()));
  }

  @ParameterizedTest
  @EnumSource
  void keys_of_another_type_or_length(Pairing pairing) {
    refused(pairing, b -> with(b, b.signedPreKey(), typed(b.kyberPreKey(), 0x0A), b.identityKey()));
    refused(pairing, b -> with(b, typed(b.signedPreKey(), 0x06), b.kyberPreKey(), b.identityKey()));
    refused(pairing, b -> with(b, b.signedPreKey(), b.kyberPreKey(), new byte[0]));
    refused(pairing, b -> with(b, new byte[32], b.kyberPreKey(), b.identityKey()));
    refused(pairing, b -> with(b, b.signedPreKey(), new byte[] {8}, b.identityKey()));
  }

  private void refused(Pairing pairing, UnaryOperator<PreKeyBundle> spoil) {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    PreKeyBundle spoiled = spoil.apply(bob.bundle());
    refuses(
        alice,
        () -> alice.engine().startSession(alice.store(), bob.address(), spoiled, TestDevice.NOW),
        Reason.INVALID);
    refuses(alice, () -> alice.encryptTo(bob, new byte[1]), Reason.NO_SESSION);
  }

  private static byte[] typed(byte[] key, int type) {
    byte[] result = key.clone();
    result[0] = (byte) type;
    return result;
  }

  private static PreKeyBundle with(
      PreKeyBundle bundle, byte[] signedPreKey, byte[] kyberPreKey, byte[] identityKey) {
    return new PreKeyBundle(
        bundle.registrationId(),
        bundle.preKeyId(),
        bundle.preKey(),
        bundle.signedPreKeyId(),
        signedPreKey,
        bundle.signedPreKeySignature(),
        bundle.kyberPreKeyId(),
        kyberPreKey,
        bundle.kyberPreKeySignature(),
        identityKey);
  }
}
