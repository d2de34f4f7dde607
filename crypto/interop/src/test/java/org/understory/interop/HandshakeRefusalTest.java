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
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/** Prekey messages weakened on the way, or by a broken sender. */
class HandshakeRefusalTest {
  private static final int BASE_KEY = 2;
  private static final int KYBER_ID = 7;
  private static final int KYBER_CIPHERTEXT = 8;

  private final SeededRandomness randomness = new SeededRandomness(Settings.SEED);

  @ParameterizedTest
  @EnumSource
  void without_the_kem_whatever_the_version_says(Pairing pairing) throws ProtocolException {
    TestDevice alice = pairing.alice(randomness);
    TestDevice bob = pairing.bob(randomness);
    alice.startSessionWith(bob);
    CiphertextMessage genuine = write(alice, bob, "hello");
    for (int version : new int[] {0x44, 0x34, 0x33}) {
      refused(alice, bob, rewritten(genuine, version, true, baseKey(genuine)));
    }
    refused(alice, bob, rewritten(genuine, 0x34, false, baseKey(genuine)));
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
    byte[] highBit = baseKey(genuine);
    highBit[32] |= (byte) 0x80;
    refused(alice, bob, rewritten(genuine, 0x44, false, highBit));
    byte[] torsioned = plusPointOfOrderTwo(baseKey(genuine));
    refused(alice, bob, rewritten(genuine, 0x44, false, torsioned));
    byte[] zero = new byte[33];
    zero[0] = 5;
    refused(alice, bob, rewritten(genuine, 0x44, false, zero));
    reads(bob, alice, genuine, "hello");
  }

  @ParameterizedTest
  @EnumSource
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

  private static byte[] baseKey(CiphertextMessage message) throws ProtocolException {
    return fields(message).bytes(BASE_KEY);
  }

  private static ProtoMessage fields(CiphertextMessage message) throws ProtocolException {
    return ProtoMessage.parse(message.bytes(), 1, message.bytes().length);
  }

  private static CiphertextMessage rewritten(
      CiphertextMessage message, int version, boolean withoutKem, byte[] baseKey)
      throws ProtocolException {
    ProtoMessage fields = fields(message);
    ProtoWriter writer = new ProtoWriter();
    writer.uint32(1, fields.uint32(1)).bytes(BASE_KEY, baseKey);
    writer.bytes(3, fields.bytes(3)).bytes(4, fields.bytes(4));
    writer.uint32(5, fields.uint32(5)).uint32(6, fields.uint32(6));
    if (!withoutKem) {
      writer.uint32(KYBER_ID, fields.uint32(KYBER_ID));
      writer.bytes(KYBER_CIPHERTEXT, fields.bytes(KYBER_CIPHERTEXT));
    }
    byte[] bytes = Bytes.concat(new byte[] {(byte) version}, writer.toByteArray());
    return new CiphertextMessage(message.type(), bytes);
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
