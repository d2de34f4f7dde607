package org.understory.trial;

import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.SignalEngine;

/** The far side of an engine: a call's name and arguments in, its results out. */
final class EngineCalls {
  private EngineCalls() {}

  /** The results, or null when the engine has no such call. */
  static @Nullable Packet run(SignalEngine engine, String call, Packet in, FarStore store)
      throws ProtocolException {
    return switch (call) {
      case "generateIdentityKeyPair" -> of(engine.generateIdentityKeyPair());
      case "generatePreKey" -> of(engine.generatePreKey(in.nextInt()));
      case "generateSignedPreKey" ->
          of(engine.generateSignedPreKey(identity(in), in.nextInt(), in.nextNumber()));
      case "generateKyberPreKey" ->
          of(engine.generateKyberPreKey(identity(in), in.nextInt(), in.nextNumber()));
      case "safetyNumber" ->
          new Packet().add(engine.safetyNumber(in.next(), in.next(), in.next(), in.next()));
      case "scannableFingerprint" ->
          new Packet().add(engine.scannableFingerprint(in.next(), in.next(), in.next(), in.next()));
      default -> {
        Packet session = session(engine, call, in, store);
        yield session != null ? session : group(engine, call, in, store);
      }
    };
  }

  private static @Nullable Packet session(
      SignalEngine engine, String call, Packet in, FarStore store) throws ProtocolException {
    return switch (call) {
      case "startSession" -> {
        engine.startSession(store, address(in), bundle(in), in.nextNumber());
        yield new Packet();
      }
      case "encrypt" -> of(engine.encrypt(store, address(in), in.next(), in.nextNumber()));
      case "decrypt" ->
          new Packet().add(engine.decrypt(store, address(in), message(in), in.nextNumber()));
      case "forgetSkippedKeys" -> {
        engine.forgetSkippedKeys(store, address(in), in.nextNumber());
        yield new Packet();
      }
      case "decryptionError" ->
          new Packet().add(engine.decryptionError(message(in), in.nextNumber(), in.nextInt()));
      case "archiveSession" ->
          new Packet().add(engine.archiveSession(store, address(in), in.next()) ? 1 : 0);
      case "identityKeyOf" -> new Packet().add(engine.identityKeyOf(message(in)));
      default -> null;
    };
  }

  private static @Nullable Packet group(SignalEngine engine, String call, Packet in, FarStore store)
      throws ProtocolException {
    return switch (call) {
      case "createSenderKeyDistribution" ->
          new Packet().add(engine.createSenderKeyDistribution(store, address(in), in.next()));
      case "processSenderKeyDistribution" -> {
        engine.processSenderKeyDistribution(store, address(in), in.next());
        yield new Packet();
      }
      case "distributionIdOf" -> new Packet().add(engine.distributionIdOf(in.next()));
      case "groupEncrypt" ->
          new Packet().add(engine.groupEncrypt(store, address(in), in.next(), in.next()));
      case "groupDecrypt" ->
          new Packet().add(engine.groupDecrypt(store, address(in), in.next(), in.nextNumber()));
      case "forgetSkippedSenderKeys" -> {
        engine.forgetSkippedSenderKeys(store, address(in), in.next(), in.nextNumber());
        yield new Packet();
      }
      default -> null;
    };
  }

  private static Packet of(IdentityKeyPair pair) {
    return new Packet().add(pair.publicKey()).add(pair.privateKey());
  }

  private static Packet of(GeneratedPreKey key) {
    return new Packet().add(key.id()).add(key.publicKey()).add(key.signature()).add(key.record());
  }

  private static Packet of(CiphertextMessage message) {
    return new Packet().add(message.type()).add(message.bytes());
  }

  private static IdentityKeyPair identity(Packet in) {
    return new IdentityKeyPair(in.next(), in.next());
  }

  private static DeviceAddress address(Packet in) {
    return new DeviceAddress(in.nextText());
  }

  private static CiphertextMessage message(Packet in) {
    return new CiphertextMessage(in.nextInt(), in.next());
  }

  private static PreKeyBundle bundle(Packet in) {
    return new PreKeyBundle(
        in.nextInt(),
        in.nextInt(),
        in.nextOrNull(),
        in.nextInt(),
        in.next(),
        in.next(),
        in.nextInt(),
        in.next(),
        in.next(),
        in.next());
  }
}
