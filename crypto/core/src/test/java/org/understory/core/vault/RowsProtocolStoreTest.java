package org.understory.core.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class RowsProtocolStoreTest {
  private static final DeviceAddress ADA = new DeviceAddress("0a");
  private static final DeviceAddress BO = new DeviceAddress("0b");
  private static final byte[] CHAIN = new byte[16];
  private static final byte[] RECORD = {1, 2, 3};
  private static final byte[] BASE_KEY = new byte[33];

  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(1));
  private final Vault vault = Vault.create(sealer, new byte[] {1}, new byte[32], new byte[32]);
  private final Rows rows = new Rows(vault);
  private final IdentityKeyPair identity = new IdentityKeyPair(new byte[33], new byte[32]);
  private final RowsProtocolStore store =
      new RowsProtocolStore(rows, identity, 7, (device, key) -> device.equals(ADA));

  @Test
  void records_come_back_as_they_were_stored_also_after_a_restart() {
    store.storeSession(ADA, RECORD);
    store.storeSenderKey(ADA, CHAIN, RECORD);
    store.storePreKey(key(1));
    store.storeSignedPreKey(key(2));
    store.storeKyberPreKey(key(3), false);
    BatchReader host = new BatchReader();
    host.carryOut(rows.takeBatch());
    RowsProtocolStore again =
        new RowsProtocolStore(host.reopen(vault), identity, 7, (device, key) -> true);
    assertArrayEquals(RECORD, again.loadSession(ADA));
    assertArrayEquals(RECORD, again.loadSenderKey(ADA, CHAIN));
    assertArrayEquals(RECORD, again.loadPreKey(1));
    assertArrayEquals(RECORD, again.loadSignedPreKey(2));
    assertArrayEquals(RECORD, again.loadKyberPreKey(3));
    assertNull(again.loadSession(BO));
    assertNull(again.loadSenderKey(BO, CHAIN));
    assertNull(again.loadPreKey(2));
    assertNull(again.loadSignedPreKey(1));
    assertNull(again.loadKyberPreKey(1));
    assertEquals(1, again.preKeyCount());
  }

  @Test
  void a_record_changed_by_its_reader_is_not_changed_here() {
    byte[] record = RECORD.clone();
    store.storeSession(ADA, record);
    record[0] = 99;
    byte[] loaded = Objects.requireNonNull(store.loadSession(ADA));
    assertArrayEquals(RECORD, loaded);
    loaded[0] = 98;
    assertArrayEquals(RECORD, store.loadSession(ADA));
  }

  @Test
  void a_one_time_kyber_prekey_is_gone_after_one_use() {
    store.storeKyberPreKey(key(3), false);
    assertTrue(store.markKyberPreKeyUsed(3, 2, BASE_KEY));
    assertNull(store.loadKyberPreKey(3));
    assertFalse(store.markKyberPreKeyUsed(3, 2, BASE_KEY));
  }

  @Test
  void a_last_resort_kyber_prekey_refuses_the_same_base_key_twice() {
    store.storeKyberPreKey(key(3), true);
    assertTrue(store.markKyberPreKeyUsed(3, 2, BASE_KEY));
    assertArrayEquals(RECORD, store.loadKyberPreKey(3));
    assertFalse(store.markKyberPreKeyUsed(3, 2, BASE_KEY));
    byte[] other = BASE_KEY.clone();
    other[5] = 1;
    assertTrue(store.markKyberPreKeyUsed(3, 2, other));
    assertTrue(store.markKyberPreKeyUsed(3, 4, BASE_KEY));
    store.removeKyberPreKey(3);
    assertEquals(0, rows.size());
  }

  @Test
  void prekeys_that_were_taken_away_are_gone() {
    store.storePreKey(key(1));
    store.storeSignedPreKey(key(2));
    store.removePreKey(1);
    store.removeSignedPreKey(2);
    assertEquals(0, rows.size());
  }

  @Test
  void a_removed_device_leaves_its_neighbour_alone() {
    for (DeviceAddress device : new DeviceAddress[] {ADA, BO}) {
      store.storeSession(device, RECORD);
      store.storeSenderKey(device, CHAIN, RECORD);
    }
    store.removeDevice(ADA);
    assertFalse(store.hasSession(ADA));
    assertFalse(store.hasSenderKey(ADA, CHAIN));
    assertTrue(store.hasSession(BO));
    assertTrue(store.hasSenderKey(BO, CHAIN));
    store.removeSenderKey(BO, CHAIN);
    assertFalse(store.hasSenderKey(BO, CHAIN));
  }

  @Test
  void a_stale_store_throws_away_what_is_the_engines_and_nothing_else() {
    rows.put("roster/1", RECORD);
    rows.put("settings", RECORD);
    store.storeSession(ADA, RECORD);
    store.storeSenderKey(ADA, CHAIN, RECORD);
    store.storePreKey(key(1));
    store.storeSignedPreKey(key(2));
    store.storeKyberPreKey(key(3), true);
    assertTrue(store.markKyberPreKeyUsed(3, 2, BASE_KEY));
    store.removeEverything();
    assertEquals(2, rows.size());
  }

  @Test
  void trust_is_the_rosters_to_say() {
    assertTrue(store.isTrustedIdentity(ADA, new byte[33]));
    assertFalse(store.isTrustedIdentity(BO, new byte[33]));
    assertEquals(7, store.registrationId());
    assertEquals(identity, store.identityKeyPair());
    assertThrows(
        IllegalArgumentException.class,
        () -> new RowsProtocolStore(rows, identity, 16384, (device, key) -> true));
  }

  private static GeneratedPreKey key(int id) {
    return new GeneratedPreKey(id, new byte[33], new byte[0], RECORD);
  }
}
