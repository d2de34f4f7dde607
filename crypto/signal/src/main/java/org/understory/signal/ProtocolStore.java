package org.understory.signal;

import org.jspecify.annotations.Nullable;

/** Everything an engine keeps for one device in one group. */
public interface ProtocolStore {
  IdentityKeyPair identityKeyPair();

  /** 1..0x3FFF. */
  int registrationId();

  /** Whether {@code identityKey} (33 bytes) is that device's in the verified roster. */
  boolean isTrustedIdentity(DeviceAddress remote, byte[] identityKey);

  byte @Nullable [] loadSession(DeviceAddress remote);

  void storeSession(DeviceAddress remote, byte[] record);

  byte @Nullable [] loadSenderKey(DeviceAddress sender, byte[] distributionId);

  void storeSenderKey(DeviceAddress sender, byte[] distributionId, byte[] record);

  byte @Nullable [] loadPreKey(int id);

  void removePreKey(int id);

  byte @Nullable [] loadSignedPreKey(int id);

  byte @Nullable [] loadKyberPreKey(int id);

  /**
   * Marks a Kyber prekey used with this base key. A one-time key is removed; for a last-resort key
   * the triple is remembered.
   *
   * @return false when a last-resort key was used with the same base key before: the message must
   *     be refused
   */
  boolean markKyberPreKeyUsed(int kyberPreKeyId, int signedPreKeyId, byte[] baseKey);
}
