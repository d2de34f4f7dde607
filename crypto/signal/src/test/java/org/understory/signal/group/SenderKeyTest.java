package org.understory.signal.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.signal.DeviceAddress;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.MemoryProtocolStore;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.Bytes;
import org.understory.signal.codec.ProtoWriter;
import org.understory.signal.key.CurveKeyPair;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

class SenderKeyTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final byte[] ID = new byte[16];
  private static final byte[] TEXT = "text".getBytes(UTF_8);

  private final Primitives primitives = BouncyCastlePrimitives.create();
  private final SeededRandomness randomness = new SeededRandomness(4);

  @Test
  void a_chain_id_has_31_bits_of_chance() {
    boolean high = false;
    for (int i = 0; i < 40; i++) {
      int id = SenderKey.generate(primitives, randomness).chainId();
      assertTrue(id >= 0);
      high |= id >= 1 << 30;
    }
    assertTrue(high, "the highest bit is used too");
  }

  @Test
  void five_keys_are_kept_newest_first_and_the_oldest_goes() throws ProtocolException {
    SenderKeyRecord record = SenderKeyRecord.load(null);
    List<SenderKey> keys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      keys.add(SenderKey.generate(primitives, randomness));
      record.add(keys.get(i));
      assertSame(keys.get(i), record.newest());
      assertEquals(i < 5, record.find(keys.get(0).chainId()) != null, "after " + (i + 1));
    }
    SenderKeyRecord again = SenderKeyRecord.load(record.serialize());
    for (int i = 1; i < 6; i++) {
      assertNotNull(again.find(keys.get(i).chainId()));
    }
    assertNull(again.find(keys.get(0).chainId()));
    assertEquals(keys.get(5).chainId(), newest(again).chainId());
  }

  @Test
  void a_key_taken_in_again_keeps_its_position_and_comes_to_the_front() throws ProtocolException {
    SenderKey ours = SenderKey.generate(primitives, randomness);
    byte[] distribution = SenderKeyDistributionIn.write(ID, ours);
    SenderKeyRecord record = SenderKeyRecord.load(null);
    record.add(received(distribution));
    byte[] message = ours.encrypt(primitives, randomness, ID, TEXT);
    assertArrayEquals(TEXT, read(newest(record), message));
    record.add(SenderKey.generate(primitives, randomness));
    record.add(received(distribution));
    assertEquals(ours.chainId(), newest(record).chainId());
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> read(newest(record), message));
    assertEquals(Reason.DUPLICATE, refusal.reason());
  }

  /** Whoever chooses the same chain id with another signing key starts anew. */
  @Test
  void a_key_with_the_id_of_another_takes_its_place() throws ProtocolException {
    SenderKey first = SenderKey.generate(primitives, randomness);
    SenderKey other = SenderKey.generate(primitives, randomness);
    SenderKey sameId =
        new SenderKey(first.chainId(), other.chain(), other.signingKey(), other.signingPrivate());
    SenderKeyRecord record = SenderKeyRecord.load(null);
    record.add(first);
    record.add(other);
    record.add(sameId);
    assertSame(sameId, record.newest());
    assertSame(sameId, record.find(first.chainId()));
    assertSame(other, record.find(other.chainId()));
    record.add(first);
    assertSame(first, record.find(first.chainId()));
  }

  @Test
  void only_the_key_that_signed_verifies_and_only_what_was_signed() throws ProtocolException {
    SenderKey key = SenderKey.generate(primitives, randomness);
    SenderKey other = SenderKey.generate(primitives, randomness);
    byte[] message = key.encrypt(primitives, randomness, ID, TEXT);
    assertTrue(SenderKeyMessageIn.parse(message).isSignedBy(primitives, key.signingKey()));
    assertFalse(SenderKeyMessageIn.parse(message).isSignedBy(primitives, other.signingKey()));
    for (int at : new int[] {0, message.length - 64, message.length - 1}) {
      byte[] forged = message.clone();
      forged[at] ^= 1;
      assertFalse(SenderKeyMessageIn.parse(forged).isSignedBy(primitives, key.signingKey()));
    }
  }

  /** Signed by the right key, and yet not what any engine would have made. */
  @Test
  void a_message_with_a_wrong_padding_or_too_far_ahead_is_refused() throws ProtocolException {
    SenderKey ours = SenderKey.generate(primitives, randomness);
    byte[] signingPrivate = ours.signingPrivate();
    assertNotNull(signingPrivate);
    CurveKeyPair signing = new CurveKeyPair(ours.signingKey(), signingPrivate);
    byte[] unpadded =
        SenderKeyMessageIn.write(primitives, randomness, ID, ours, signing, new byte[15]);
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> read(copy(ours), unpadded));
    assertEquals(Reason.INVALID, refusal.reason());
    for (int iteration : new int[] {25_001, -1, Integer.MIN_VALUE}) {
      byte[] body =
          new ProtoWriter()
              .bytes(1, ID)
              .uint32(2, ours.chainId())
              .uint32(3, iteration)
              .bytes(4, new byte[16])
              .toByteArray();
      byte[] signed = Bytes.concat(new byte[] {0x33}, body);
      byte[] message = Bytes.concat(signed, signing.sign(primitives, randomness, signed));
      ProtocolException far =
          assertThrows(ProtocolException.class, () -> read(copy(ours), message));
      assertEquals(Reason.INVALID, far.reason());
    }
  }

  @Test
  void a_key_of_somebody_else_encrypts_nothing() throws ProtocolException {
    SenderKey theirs =
        received(SenderKeyDistributionIn.write(ID, SenderKey.generate(primitives, randomness)));
    ProtocolException refusal =
        assertThrows(
            ProtocolException.class, () -> theirs.encrypt(primitives, randomness, ID, TEXT));
    assertEquals(Reason.NO_SENDER_KEY, refusal.reason());
    assertNull(copy(theirs).signingPrivate());
  }

  @Test
  void a_distribution_message_of_another_version_or_with_an_index_below_zero_is_refused() {
    byte[] sound = SenderKeyDistributionIn.write(ID, SenderKey.generate(primitives, randomness));
    for (int version : new int[] {0x23, 0x43, 0x03, 0xF3}) {
      byte[] other = sound.clone();
      other[0] = (byte) version;
      assertThrows(ProtocolException.class, () -> SenderKeyDistributionIn.parse(other));
    }
    assertThrows(ProtocolException.class, () -> SenderKeyDistributionIn.parse(new byte[0]));
    byte[] body =
        new ProtoWriter()
            .bytes(1, ID)
            .uint32(2, 1)
            .uint32(3, -1)
            .bytes(4, new byte[32])
            .bytes(5, Bytes.concat(new byte[] {5}, new byte[32]))
            .toByteArray();
    assertThrows(
        ProtocolException.class,
        () -> SenderKeyDistributionIn.parse(Bytes.concat(new byte[] {0x33}, body)));
  }

  @Test
  void a_group_message_shorter_than_its_signature_is_refused() {
    for (int length : new int[] {0, 1, 64, 65}) {
      byte[] message = new byte[length];
      if (length > 0) {
        message[0] = 0x33;
      }
      assertThrows(ProtocolException.class, () -> SenderKeyMessageIn.parse(message));
    }
  }

  @Test
  void a_cipher_insists_on_distribution_ids_of_16_bytes() {
    GroupCipher cipher = new GroupCipher(primitives, randomness);
    MemoryProtocolStore store =
        new MemoryProtocolStore(new IdentityKeyPair(new byte[33], new byte[32]), 1);
    DeviceAddress self = new DeviceAddress("self");
    for (int size : new int[] {0, 15, 17}) {
      byte[] id = new byte[size];
      assertThrows(
          IllegalArgumentException.class, () -> cipher.createDistribution(store, self, id));
      assertThrows(IllegalArgumentException.class, () -> cipher.encrypt(store, self, id, TEXT));
    }
    assertEquals(0, store.writes());
  }

  /** Making a distribution message of a chain that is there changes nothing that is stored. */
  @Test
  void a_chain_is_stored_once_made_and_each_time_it_moved() throws ProtocolException {
    GroupCipher cipher = new GroupCipher(primitives, randomness);
    MemoryProtocolStore store =
        new MemoryProtocolStore(new IdentityKeyPair(new byte[33], new byte[32]), 1);
    DeviceAddress self = new DeviceAddress("self");
    byte[] first = cipher.createDistribution(store, self, ID);
    assertEquals(1, store.writes());
    assertArrayEquals(first, cipher.createDistribution(store, self, ID));
    assertEquals(1, store.writes());
    byte[] message = cipher.encrypt(store, self, ID, TEXT);
    assertEquals(2, store.writes());
    assertEquals(
        1, SenderKeyDistributionIn.parse(cipher.createDistribution(store, self, ID)).iteration());
    DeviceAddress reader = new DeviceAddress("reader");
    cipher.processDistribution(store, reader, SenderKeyDistributionIn.parse(first));
    assertArrayEquals(
        TEXT, cipher.decrypt(store, reader, SenderKeyMessageIn.parse(message), NOW).plaintext());
    assertEquals(4, store.writes());
    assertThrows(
        ProtocolException.class,
        () -> cipher.decrypt(store, reader, SenderKeyMessageIn.parse(message), NOW));
    assertEquals(4, store.writes());
  }

  private SenderKey received(byte[] distribution) throws ProtocolException {
    return SenderKey.received(SenderKeyDistributionIn.parse(distribution));
  }

  private static SenderKey newest(SenderKeyRecord record) {
    SenderKey key = record.newest();
    assertNotNull(key);
    return key;
  }

  private static SenderKey copy(SenderKey key) throws ProtocolException {
    return SenderKey.parse(key.serialize());
  }

  private byte[] read(SenderKey key, byte[] message) throws ProtocolException {
    return key.decrypt(primitives, SenderKeyMessageIn.parse(message), NOW).plaintext();
  }
}
