package org.understory.core.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.ProtocolStore;

/**
 * The Signal engine's records among the client's rows. Every write goes straight to the rows: the
 * engine writes only after a message authenticated.
 *
 * <p>Keys: {@code s/} sessions, {@code k/} sender keys, {@code p/} one-time prekeys, {@code sp/}
 * signed prekeys, {@code kp/} Kyber prekeys, {@code kb/} base keys that a last-resort Kyber prekey
 * was used with. Not thread-safe.
 */
public final class RowsProtocolStore implements ProtocolStore {
  private static final String SESSION = "s/";
  private static final String SENDER_KEY = "k/";
  private static final String PRE_KEY = "p/";
  private static final String SIGNED_PRE_KEY = "sp/";
  private static final String KYBER_PRE_KEY = "kp/";
  private static final String BASE_KEY = "kb/";
  private static final String DIGITS = "0123456789abcdef";
  private static final byte ONE_TIME = 1;
  private static final byte LAST_RESORT = 2;
  private static final byte[] PRESENT = {1};

  private final Rows rows;
  private final IdentityKeyPair identity;
  private final int registrationId;
  private final BiPredicate<DeviceAddress, byte[]> trust;

  /**
   * @param registrationId 1 to 16383
   * @param trust whether an identity key (33 bytes) is that device's in the verified roster
   */
  public RowsProtocolStore(
      Rows rows,
      IdentityKeyPair identity,
      int registrationId,
      BiPredicate<DeviceAddress, byte[]> trust) {
    if (registrationId < 1 || registrationId > 0x3fff) {
      throw new IllegalArgumentException("a registration id lies within 1..16383");
    }
    this.rows = rows;
    this.identity = identity;
    this.registrationId = registrationId;
    this.trust = trust;
  }

  /** Keeps a one-time prekey that was just made. */
  public void storePreKey(GeneratedPreKey key) {
    rows.put(PRE_KEY + key.id(), key.record());
  }

  /** Keeps a signed prekey that was just made. */
  public void storeSignedPreKey(GeneratedPreKey key) {
    rows.put(SIGNED_PRE_KEY + key.id(), key.record());
  }

  /** Keeps a Kyber prekey that was just made. A last-resort one serves more than one message. */
  public void storeKyberPreKey(GeneratedPreKey key, boolean lastResort) {
    byte[] row = new byte[1 + key.record().length];
    row[0] = lastResort ? LAST_RESORT : ONE_TIME;
    System.arraycopy(key.record(), 0, row, 1, key.record().length);
    rows.put(KYBER_PRE_KEY + key.id(), row);
  }

  public void removeSignedPreKey(int id) {
    rows.delete(SIGNED_PRE_KEY + id);
  }

  /** Removes a Kyber prekey and the memory of what it was used with. */
  public void removeKyberPreKey(int id) {
    rows.delete(KYBER_PRE_KEY + id);
    rows.deleteAll(BASE_KEY + id + "/");
  }

  /** How many one-time prekeys are left here, published or not. */
  public int preKeyCount() {
    return rows.scan(PRE_KEY).size();
  }

  /** Removes every one-time prekey with an id up to this one: they are on no shelf any more. */
  public void removePreKeysUpTo(int id) {
    for (String key : List.copyOf(rows.scan(PRE_KEY).keySet())) {
      if (Integer.parseInt(key.substring(PRE_KEY.length())) <= id) {
        rows.delete(key);
      }
    }
    for (Map.Entry<String, byte[]> row : List.copyOf(rows.scan(KYBER_PRE_KEY).entrySet())) {
      boolean oneTime = row.getValue()[0] == ONE_TIME;
      if (oneTime && Integer.parseInt(row.getKey().substring(KYBER_PRE_KEY.length())) <= id) {
        rows.delete(row.getKey());
      }
    }
  }

  /** All devices with which there is a session. */
  public List<DeviceAddress> sessions() {
    List<DeviceAddress> remotes = new ArrayList<>();
    for (String key : rows.scan(SESSION).keySet()) {
      remotes.add(new DeviceAddress(key.substring(SESSION.length())));
    }
    return remotes;
  }

  public boolean hasSession(DeviceAddress remote) {
    return rows.has(SESSION + remote.name());
  }

  /** Forgets the session with a device and its sender keys: it was removed, or starts anew. */
  public void removeDevice(DeviceAddress remote) {
    rows.delete(SESSION + remote.name());
    rows.deleteAll(SENDER_KEY + remote.name() + "/");
  }

  /** Forgets the session with a device; its sender keys stay, for what it sent before. */
  public void removeSession(DeviceAddress remote) {
    rows.delete(SESSION + remote.name());
  }

  /** Whether the chain of this device is known. */
  public boolean hasSenderKey(DeviceAddress sender, byte[] distributionId) {
    return rows.has(senderKey(sender, distributionId));
  }

  public void removeSenderKey(DeviceAddress sender, byte[] distributionId) {
    rows.delete(senderKey(sender, distributionId));
  }

  /** Throws away every session, sender key and prekey: the store was found to be stale. */
  public void removeEverything() {
    for (String prefix :
        new String[] {SESSION, SENDER_KEY, PRE_KEY, SIGNED_PRE_KEY, KYBER_PRE_KEY, BASE_KEY}) {
      rows.deleteAll(prefix);
    }
  }

  @Override
  public IdentityKeyPair identityKeyPair() {
    return identity;
  }

  @Override
  public int registrationId() {
    return registrationId;
  }

  @Override
  public boolean isTrustedIdentity(DeviceAddress remote, byte[] identityKey) {
    return trust.test(remote, identityKey);
  }

  @Override
  public byte @Nullable [] loadSession(DeviceAddress remote) {
    return copy(rows.get(SESSION + remote.name()));
  }

  @Override
  public void storeSession(DeviceAddress remote, byte[] record) {
    rows.put(SESSION + remote.name(), record.clone());
  }

  @Override
  public byte @Nullable [] loadSenderKey(DeviceAddress sender, byte[] distributionId) {
    return copy(rows.get(senderKey(sender, distributionId)));
  }

  @Override
  public void storeSenderKey(DeviceAddress sender, byte[] distributionId, byte[] record) {
    rows.put(senderKey(sender, distributionId), record.clone());
  }

  @Override
  public byte @Nullable [] loadPreKey(int id) {
    return copy(rows.get(PRE_KEY + id));
  }

  @Override
  public void removePreKey(int id) {
    rows.delete(PRE_KEY + id);
  }

  @Override
  public byte @Nullable [] loadSignedPreKey(int id) {
    return copy(rows.get(SIGNED_PRE_KEY + id));
  }

  @Override
  public byte @Nullable [] loadKyberPreKey(int id) {
    byte[] row = rows.get(KYBER_PRE_KEY + id);
    return row == null ? null : Arrays.copyOfRange(row, 1, row.length);
  }

  @Override
  public boolean markKyberPreKeyUsed(int kyberPreKeyId, int signedPreKeyId, byte[] baseKey) {
    byte[] row = rows.get(KYBER_PRE_KEY + kyberPreKeyId);
    if (row == null) {
      return false;
    }
    if (row[0] == ONE_TIME) {
      rows.delete(KYBER_PRE_KEY + kyberPreKeyId);
      return true;
    }
    String used = BASE_KEY + kyberPreKeyId + "/" + signedPreKeyId + "/" + hex(baseKey);
    if (rows.has(used)) {
      return false;
    }
    rows.put(used, PRESENT);
    return true;
  }

  private static String senderKey(DeviceAddress sender, byte[] distributionId) {
    return SENDER_KEY + sender.name() + "/" + hex(distributionId);
  }

  private static byte @Nullable [] copy(byte @Nullable [] value) {
    return value == null ? null : value.clone();
  }

  private static String hex(byte[] bytes) {
    StringBuilder digits = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      digits.append(DIGITS.charAt((b >> 4) & 0xf)).append(DIGITS.charAt(b & 0xf));
    }
    return digits.toString();
  }

  @Override
  public String toString() {
    return "RowsProtocolStore";
  }
}
