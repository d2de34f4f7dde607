package org.understory.trial;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.signal.DeviceAddress;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.ProtocolStore;

/** A device's store in a {@link Transcript}: what is written to it is written down. */
final class ScriptStore implements ProtocolStore {
  private final Transcript transcript;
  private final IdentityKeyPair identity;
  private final TreeMap<String, byte[]> rows = new TreeMap<>();
  private final Set<String> used = new HashSet<>();

  ScriptStore(Transcript transcript, IdentityKeyPair identity) {
    this.transcript = transcript;
    this.identity = identity;
  }

  void put(String row, byte @Nullable [] value) {
    transcript.note(row, value);
    if (value == null) {
      rows.remove(row);
    } else {
      rows.put(row, value.clone());
    }
  }

  private byte @Nullable [] get(String row) {
    byte[] value = rows.get(row);
    return value == null ? null : value.clone();
  }

  @Override
  public IdentityKeyPair identityKeyPair() {
    return identity;
  }

  @Override
  public int registrationId() {
    return 0x2345;
  }

  @Override
  public boolean isTrustedIdentity(DeviceAddress remote, byte[] identityKey) {
    return true;
  }

  @Override
  public byte @Nullable [] loadSession(DeviceAddress remote) {
    return get(Rows.session(remote));
  }

  @Override
  public void storeSession(DeviceAddress remote, byte[] record) {
    put(Rows.session(remote), record);
  }

  @Override
  public byte @Nullable [] loadSenderKey(DeviceAddress sender, byte[] distributionId) {
    return get(Rows.senderKey(sender, distributionId));
  }

  @Override
  public void storeSenderKey(DeviceAddress sender, byte[] distributionId, byte[] record) {
    put(Rows.senderKey(sender, distributionId), record);
  }

  @Override
  public byte @Nullable [] loadPreKey(int id) {
    return get(Rows.preKey(id));
  }

  @Override
  public void removePreKey(int id) {
    put(Rows.preKey(id), null);
  }

  @Override
  public byte @Nullable [] loadSignedPreKey(int id) {
    return get(Rows.signedPreKey(id));
  }

  @Override
  public byte @Nullable [] loadKyberPreKey(int id) {
    return get(Rows.kyberPreKey(id));
  }

  /** None is of last resort here but the first. */
  @Override
  public boolean markKyberPreKeyUsed(int kyberPreKeyId, int signedPreKeyId, byte[] baseKey) {
    if (kyberPreKeyId == ScriptDevice.LAST_RESORT) {
      return used.add(Rows.markKyber(kyberPreKeyId, signedPreKeyId, baseKey));
    }
    put(Rows.kyberPreKey(kyberPreKeyId), null);
    return true;
  }
}
