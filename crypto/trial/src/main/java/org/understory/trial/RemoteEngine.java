package org.understory.trial;

import java.util.List;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolStore;
import org.understory.signal.Randomness;
import org.understory.signal.SignalEngine;

/** The port on an engine in another process: the same in, the same out, stores stay here. */
public final class RemoteEngine implements SignalEngine {
  private static final int SEED = 32;

  private final FarSide farSide;
  private final Randomness randomness;

  /**
   * @param randomness what seeds each call; an engine that draws its own ignores it
   */
  public RemoteEngine(FarSide farSide, Randomness randomness) {
    this.farSide = farSide;
    this.randomness = randomness;
  }

  @Override
  public String name() {
    return farSide.description();
  }

  @Override
  public IdentityKeyPair generateIdentityKeyPair() {
    Packet out = call("generateIdentityKeyPair").run();
    return new IdentityKeyPair(out.next(), out.next());
  }

  @Override
  public GeneratedPreKey generatePreKey(int id) {
    return generated(call("generatePreKey").with(id));
  }

  @Override
  public GeneratedPreKey generateSignedPreKey(IdentityKeyPair identity, int id, long nowMillis) {
    return generated(identity(call("generateSignedPreKey"), identity).with(id).with(nowMillis));
  }

  @Override
  public GeneratedPreKey generateKyberPreKey(IdentityKeyPair identity, int id, long nowMillis) {
    return generated(identity(call("generateKyberPreKey"), identity).with(id).with(nowMillis));
  }

  @Override
  public void startSession(
      ProtocolStore store, DeviceAddress remote, PreKeyBundle bundle, long nowMillis)
      throws ProtocolException {
    inSession(call("startSession"), store, remote)
        .knowing(store, Rows.trusted(remote, bundle.identityKey()))
        .with(bundle.registrationId())
        .with(bundle.preKeyId())
        .with(bundle.preKey())
        .with(bundle.signedPreKeyId())
        .with(bundle.signedPreKey())
        .with(bundle.signedPreKeySignature())
        .with(bundle.kyberPreKeyId())
        .with(bundle.kyberPreKey())
        .with(bundle.kyberPreKeySignature())
        .with(bundle.identityKey())
        .with(nowMillis)
        .run(store);
  }

  @Override
  public CiphertextMessage encrypt(
      ProtocolStore store, DeviceAddress remote, byte[] plaintext, long nowMillis)
      throws ProtocolException {
    Packet out =
        inSession(call("encrypt"), store, remote).with(plaintext).with(nowMillis).run(store);
    return new CiphertextMessage(out.nextInt(), out.next());
  }

  @Override
  public byte[] decrypt(
      ProtocolStore store, DeviceAddress remote, CiphertextMessage message, long nowMillis)
      throws ProtocolException {
    RemoteCall call = inSession(call("decrypt"), store, remote);
    if (message.type() == CiphertextMessage.PREKEY) {
      Likely.preKeys(call, store, message.bytes());
    }
    return message(call, message).with(nowMillis).run(store).next();
  }

  @Override
  public void forgetSkippedKeys(ProtocolStore store, DeviceAddress remote, long keptBeforeMillis)
      throws ProtocolException {
    inSession(call("forgetSkippedKeys"), store, remote).with(keptBeforeMillis).run(store);
  }

  @Override
  public byte[] decryptionError(CiphertextMessage failed, long timestampMillis, int deviceId)
      throws ProtocolException {
    return message(call("decryptionError"), failed)
        .with(timestampMillis)
        .with(deviceId)
        .run(null)
        .next();
  }

  @Override
  public boolean archiveSession(ProtocolStore store, DeviceAddress remote, byte[] decryptionError)
      throws ProtocolException {
    return inSession(call("archiveSession"), store, remote)
            .with(decryptionError)
            .run(store)
            .nextNumber()
        == 1;
  }

  @Override
  public byte[] identityKeyOf(CiphertextMessage prekeyMessage) throws ProtocolException {
    return message(call("identityKeyOf"), prekeyMessage).run(null).next();
  }

  @Override
  public byte[] createSenderKeyDistribution(
      ProtocolStore store, DeviceAddress self, byte[] distributionId) throws ProtocolException {
    return chain("createSenderKeyDistribution", store, self, distributionId)
        .with(distributionId)
        .run(store)
        .next();
  }

  @Override
  public void processSenderKeyDistribution(
      ProtocolStore store, DeviceAddress sender, byte[] distributionMessage)
      throws ProtocolException {
    chain("processSenderKeyDistribution", store, sender, Likely.distribution(distributionMessage))
        .with(distributionMessage)
        .run(store);
  }

  @Override
  public byte[] distributionIdOf(byte[] senderKeyOrDistributionMessage) throws ProtocolException {
    return call("distributionIdOf").with(senderKeyOrDistributionMessage).run(null).next();
  }

  @Override
  public byte[] groupEncrypt(
      ProtocolStore store, DeviceAddress self, byte[] distributionId, byte[] plaintext)
      throws ProtocolException {
    return chain("groupEncrypt", store, self, distributionId)
        .with(distributionId)
        .with(plaintext)
        .run(store)
        .next();
  }

  @Override
  public byte[] groupDecrypt(
      ProtocolStore store, DeviceAddress sender, byte[] senderKeyMessage, long nowMillis)
      throws ProtocolException {
    return chain("groupDecrypt", store, sender, Likely.distribution(senderKeyMessage))
        .with(senderKeyMessage)
        .with(nowMillis)
        .run(store)
        .next();
  }

  @Override
  public void forgetSkippedSenderKeys(
      ProtocolStore store, DeviceAddress sender, byte[] distributionId, long keptBeforeMillis)
      throws ProtocolException {
    chain("forgetSkippedSenderKeys", store, sender, distributionId)
        .with(distributionId)
        .with(keptBeforeMillis)
        .run(store);
  }

  @Override
  public String safetyNumber(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return fingerprint("safetyNumber", localId, localIdentity, remoteId, remoteIdentity).nextText();
  }

  @Override
  public byte[] scannableFingerprint(
      byte[] localId, byte[] localIdentity, byte[] remoteId, byte[] remoteIdentity) {
    return fingerprint("scannableFingerprint", localId, localIdentity, remoteId, remoteIdentity)
        .next();
  }

  /** {@link Transcript#lines} as computed there. */
  public static String transcript(FarSide farSide, long seed, int messages) {
    return new RemoteCall(farSide, "transcript").with(seed).with(messages).run().nextText();
  }

  /** What is said there of the entries of a roster log, in one line. */
  public static String verdicts(FarSide farSide, List<byte[]> log) {
    RemoteCall call = new RemoteCall(farSide, "verdicts");
    for (byte[] entry : log) {
      call.with(entry);
    }
    return call.run().nextText();
  }

  private Packet fingerprint(
      String name, byte[] localId, byte[] localKey, byte[] remoteId, byte[] remoteKey) {
    return call(name).with(localId).with(localKey).with(remoteId).with(remoteKey).run();
  }

  private RemoteCall call(String name) {
    return new RemoteCall(farSide, name).seed(randomness.bytes(SEED));
  }

  private RemoteCall inSession(RemoteCall call, ProtocolStore store, DeviceAddress remote) {
    call.knowing(store, Rows.IDENTITY)
        .knowing(store, Rows.REGISTRATION)
        .knowing(store, Rows.session(remote));
    for (String question : farSide.trustAskedOf(remote)) {
      call.knowing(store, question);
    }
    return call.with(remote.name());
  }

  private RemoteCall chain(
      String name, ProtocolStore store, DeviceAddress sender, byte[] distributionId) {
    return call(name).knowing(store, Rows.senderKey(sender, distributionId)).with(sender.name());
  }

  private static RemoteCall message(RemoteCall call, CiphertextMessage message) {
    return call.with(message.type()).with(message.bytes());
  }

  private static RemoteCall identity(RemoteCall call, IdentityKeyPair identity) {
    return call.with(identity.publicKey()).with(identity.privateKey());
  }

  private static GeneratedPreKey generated(RemoteCall call) {
    Packet out = call.run();
    return new GeneratedPreKey(out.nextInt(), out.next(), out.next(), out.next());
  }
}
