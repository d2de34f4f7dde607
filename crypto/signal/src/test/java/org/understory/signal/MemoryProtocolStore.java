package org.understory.signal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A device's store in memory. It copies what it is given, as one on disk would. */
public final class MemoryProtocolStore implements ProtocolStore {
  private final IdentityKeyPair identity;
  private final int registrationId;
  private final Map<String, byte[]> records = new TreeMap<>();
  private final Set<Integer> lastResort = new HashSet<>();
  private final Set<String> usedBaseKeys = new HashSet<>();
  private int writes;

  public MemoryProtocolStore(IdentityKeyPair identity, int registrationId) {
    this.identity = identity;
    this.registrationId = registrationId;
  }

  /** Another store with the same contents. */
  public MemoryProtocolStore copy() {
    MemoryProtocolStore copy = new MemoryProtocolStore(identity, registrationId);
    copy.records.putAll(records);
    copy.lastResort.addAll(lastResort);
    copy.usedBaseKeys.addAll(usedBaseKeys);
    return copy;
  }

  /** One with these contents, as {@link #records} and {@link #lastResort} gave them. */
  public static MemoryProtocolStore of(
      IdentityKeyPair identity,
      int registrationId,
      Map<String, byte[]> records,
      Set<Integer> lastResort) {
    MemoryProtocolStore store = new MemoryProtocolStore(identity, registrationId);
    records.forEach((key, value) -> store.records.put(key, value.clone()));
    store.lastResort.addAll(lastResort);
    return store;
  }

  /** Every record by its name, such as {@code session/bob}. */
  public Map<String, byte[]> records() {
    Map<String, byte[]> all = new TreeMap<>();
    records.forEach((key, value) -> all.put(key, value.clone()));
    return all;
  }

  /** Ids of the Kyber prekeys that serve more than once. */
  public Set<Integer> lastResort() {
    return Set.copyOf(lastResort);
  }

  /** How often anything was written or removed. */
  public int writes() {
    return writes;
  }

  public void putPreKey(int id, byte[] record) {
    put("prekey/" + id, record);
  }

  public void putSignedPreKey(int id, byte[] record) {
    put("signed/" + id, record);
  }

  public void putKyberPreKey(int id, byte[] record, boolean isLastResort) {
    put("kyber/" + id, record);
    if (isLastResort) {
      lastResort.add(id);
    }
  }

  /** Says that from now on the device's identity is another: the old one is refused. */
  public void trust(DeviceAddress remote, byte[] identityKey) {
    put("identity/" + remote.name(), identityKey);
  }

  @Override
  public IdentityKeyPair identityKeyPair() {
    return identity;
  }

  @Override
  public int registrationId() {
    return registrationId;
  }

  /** Everyone is trusted but those of whom {@link #trust} says otherwise. */
  @Override
  public boolean isTrustedIdentity(DeviceAddress remote, byte[] identityKey) {
    byte[] known = get("identity/" + remote.name());
    return known == null || Arrays.equals(known, identityKey);
  }

  @Override
  public byte @Nullable [] loadSession(DeviceAddress remote) {
    return get("session/" + remote.name());
  }

  @Override
  public void storeSession(DeviceAddress remote, byte[] record) {
    put("session/" + remote.name(), record);
  }

  @Override
  public byte @Nullable [] loadSenderKey(DeviceAddress sender, byte[] distributionId) {
    return get(senderKey(sender, distributionId));
  }

  @Override
  public void storeSenderKey(DeviceAddress sender, byte[] distributionId, byte[] record) {
    put(senderKey(sender, distributionId), record);
  }

  @Override
  public byte @Nullable [] loadPreKey(int id) {
    return get("prekey/" + id);
  }

  @Override
  public void removePreKey(int id) {
    remove("prekey/" + id);
  }

  @Override
  public byte @Nullable [] loadSignedPreKey(int id) {
    return get("signed/" + id);
  }

  @Override
  public byte @Nullable [] loadKyberPreKey(int id) {
    return get("kyber/" + id);
  }

  @Override
  public boolean markKyberPreKeyUsed(int kyberPreKeyId, int signedPreKeyId, byte[] baseKey) {
    if (!lastResort.contains(kyberPreKeyId)) {
      remove("kyber/" + kyberPreKeyId);
      return true;
    }
    String use = kyberPreKeyId + "/" + signedPreKeyId + "/" + HexFormat.of().formatHex(baseKey);
    return usedBaseKeys.add(use);
  }

  private static String senderKey(DeviceAddress sender, byte[] distributionId) {
    return "senderkey/" + sender.name() + "/" + HexFormat.of().formatHex(distributionId);
  }

  private void put(String key, byte[] value) {
    records.put(key, value.clone());
    writes++;
  }

  private void remove(String key) {
    if (records.remove(key) != null) {
      writes++;
    }
  }

  private byte @Nullable [] get(String key) {
    byte[] value = records.get(key);
    return value == null ? null : value.clone();
  }
}
