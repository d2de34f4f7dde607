package org.understory.signal.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.handshake.Pqxdh;
import org.understory.signal.handshake.VerifiedBundle;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.pq.MinimumVersion;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;

/** One side of a session in a test, which goes on from its record's bytes after each step. */
final class SessionSide {
  static final long NOW = 1_700_000_000_000L;
  static final Primitives PRIMITIVES = BouncyCastlePrimitives.create();

  private final SeededRandomness randomness;
  private final CurveKeyPair identity;
  private final CurveKeyPair signedPreKey;
  private final CurveKeyPair preKey;
  private final Kem.KeyPair kyberPreKey;
  private final SessionBuilder builder;
  private final SessionCipher cipher;
  private byte @Nullable [] stored;

  SessionSide(long seed) {
    this.randomness = new SeededRandomness(seed);
    this.identity = CurveKeyPair.generate(PRIMITIVES, randomness);
    this.signedPreKey = CurveKeyPair.generate(PRIMITIVES, randomness);
    this.preKey = CurveKeyPair.generate(PRIMITIVES, randomness);
    this.kyberPreKey = PRIMITIVES.kyber1024().generate(randomness.bytes(64));
    this.builder = new SessionBuilder(PRIMITIVES, randomness, MinimumVersion.V1);
    this.cipher = new SessionCipher(PRIMITIVES, randomness);
  }

  CurveKeyPair identity() {
    return identity;
  }

  CurveKeyPair signedPreKey() {
    return signedPreKey;
  }

  VerifiedBundle bundle(boolean withOneTimePreKey) {
    return new VerifiedBundle(
        0x2222,
        11,
        withOneTimePreKey ? preKey.publicKey() : null,
        12,
        signedPreKey.publicKey(),
        13,
        kyberPreKey.publicKey(),
        identity.publicKey());
  }

  SessionRecord record() throws ProtocolException {
    return SessionRecord.load(stored);
  }

  /** A copy of the session that this side sends in. */
  SessionState current() throws ProtocolException {
    return Objects.requireNonNull(record().current());
  }

  void keep(SessionRecord record) {
    stored = record.serialize();
  }

  void start(SessionSide peer) throws ProtocolException {
    start(peer, true);
  }

  void start(SessionSide peer, boolean withOneTimePreKey) throws ProtocolException {
    SessionRecord record = record();
    builder.initiate(record, identity, 0x1111, peer.bundle(withOneTimePreKey), NOW);
    keep(record);
  }

  CiphertextMessage write(String text) throws ProtocolException {
    return write(text, NOW);
  }

  CiphertextMessage write(String text, long nowMillis) throws ProtocolException {
    SessionRecord record = record();
    CiphertextMessage message = cipher.encrypt(record, text.getBytes(UTF_8), nowMillis);
    keep(record);
    return message;
  }

  SessionCipher.Decrypted read(CiphertextMessage message) throws ProtocolException {
    SessionRecord record = record();
    SessionCipher.Decrypted result;
    if (message.type() == CiphertextMessage.WHISPER) {
      result = cipher.decrypt(record, message.bytes(), NOW);
    } else {
      PreKeyMessageIn preKeyMessage = PreKeyMessageIn.parse(message.bytes());
      if (!builder.promoteKnown(record, preKeyMessage)) {
        CurveKeyPair oneTime = preKeyMessage.preKeyId() == null ? null : preKey;
        Pqxdh.ResponderKeys keys =
            new Pqxdh.ResponderKeys(identity, signedPreKey, oneTime, kyberPreKey);
        builder.respond(record, keys, 0x2222, preKeyMessage);
      }
      result = cipher.decryptInCurrent(record, preKeyMessage.message(), NOW);
    }
    keep(record);
    return result;
  }

  void reads(CiphertextMessage message, String text, SessionSide from) throws ProtocolException {
    SessionCipher.Decrypted decrypted = read(message);
    assertArrayEquals(text.getBytes(UTF_8), decrypted.plaintext());
    assertEquals(from.identity.publicKey(), decrypted.identity());
  }

  void refuses(CiphertextMessage message, Reason reason) throws ProtocolException {
    byte[] before = record().serialize();
    ProtocolException refusal = assertThrows(ProtocolException.class, () -> read(message));
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    assertArrayEquals(before, record().serialize(), "a refusal that left something");
  }

  /** This side says something, which the other reads; the message's type. */
  int says(SessionSide to, String text) throws ProtocolException {
    CiphertextMessage message = write(text);
    to.reads(message, text, this);
    return message.type();
  }

  void acquaint(SessionSide peer) throws ProtocolException {
    start(peer);
    says(peer, "hello");
    peer.says(this, "hello yourself");
  }

  SessionCipher cipher() {
    return cipher;
  }

  SessionBuilder builder() {
    return builder;
  }
}
