package org.understory.core.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.GeneratedPreKey;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * A prekey goes and its session comes in one transaction: whatever stops the host, both or none.
 */
class PreKeyUseTest {
  private static final DeviceAddress ADA = new DeviceAddress("0a");
  private static final DeviceAddress BO = new DeviceAddress("0b");
  private static final DeviceAddress CY = new DeviceAddress("0c");
  private static final long NOW = 1_800_000_000_000L;

  private final Primitives primitives = BouncyCastlePrimitives.create();
  private final Sequence randomness = new Sequence(1);
  private final Sealer sealer = new Sealer(primitives, randomness);
  private final UnderstoryEngine engine = new UnderstoryEngine(primitives, randomness);
  private final Vault vault = Vault.create(sealer, new byte[] {1}, new byte[32], new byte[32]);
  private final IdentityKeyPair identity = engine.generateIdentityKeyPair();
  private final BatchReader disk = new BatchReader();
  private final Rows rows = new Rows(vault);
  private final RowsProtocolStore bo = store(rows, identity);
  private final PreKeyBundle bundle = bundle();

  private static RowsProtocolStore store(Rows rows, IdentityKeyPair identity) {
    return new RowsProtocolStore(rows, identity, 7, (device, key) -> true);
  }

  private PreKeyBundle bundle() {
    GeneratedPreKey once = engine.generatePreKey(1);
    GeneratedPreKey signed = engine.generateSignedPreKey(identity, 2, NOW);
    GeneratedPreKey kyber = engine.generateKyberPreKey(identity, 3, NOW);
    bo.storePreKey(once);
    bo.storeSignedPreKey(signed);
    bo.storeKyberPreKey(kyber, false);
    disk.carryOut(rows.takeBatch());
    return new PreKeyBundle(
        7,
        once.id(),
        once.publicKey(),
        signed.id(),
        signed.publicKey(),
        signed.signature(),
        kyber.id(),
        kyber.publicKey(),
        kyber.signature(),
        identity.publicKey());
  }

  /** The first message of somebody who took the bundle. */
  private CiphertextMessage first() throws ProtocolException {
    RowsProtocolStore theirs = store(new Rows(vault), engine.generateIdentityKeyPair());
    engine.startSession(theirs, BO, bundle, NOW);
    return engine.encrypt(theirs, BO, "hello".getBytes(UTF_8), NOW);
  }

  @Test
  void both_are_durable_or_none() throws ProtocolException {
    CiphertextMessage message = first();
    engine.decrypt(bo, ADA, message, NOW);
    RowsProtocolStore before = store(disk.reopen(vault), identity);
    assertNotNull(before.loadPreKey(1));
    assertNotNull(before.loadKyberPreKey(3));
    assertNull(before.loadSession(ADA));
    assertArrayEquals("hello".getBytes(UTF_8), engine.decrypt(before, ADA, message, NOW));

    disk.carryOut(rows.takeBatch());
    assertNull(rows.takeBatch());
    RowsProtocolStore after = store(disk.reopen(vault), identity);
    assertNull(after.loadPreKey(1));
    assertNull(after.loadKyberPreKey(3));
    assertNotNull(after.loadSession(ADA));
    refuses(after, ADA, message, ProtocolException.Reason.DUPLICATE);
  }

  @Test
  void whoever_comes_second_finds_it_gone_also_after_a_restart() throws ProtocolException {
    CiphertextMessage second = first();
    engine.decrypt(bo, ADA, first(), NOW);
    refuses(bo, CY, second, ProtocolException.Reason.NO_PREKEY);
    disk.carryOut(rows.takeBatch());
    refuses(store(disk.reopen(vault), identity), CY, second, ProtocolException.Reason.NO_PREKEY);
  }

  private void refuses(
      RowsProtocolStore store,
      DeviceAddress from,
      CiphertextMessage message,
      ProtocolException.Reason reason) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> engine.decrypt(store, from, message, NOW));
    assertEquals(reason, refusal.reason());
  }
}
