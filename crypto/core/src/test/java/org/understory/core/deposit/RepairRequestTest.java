package org.understory.core.deposit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;
import org.understory.core.seal.Sealer;
import org.understory.signal.CiphertextMessage;
import org.understory.wire.codec.InvalidWireException;

class RepairRequestTest {
  private static final long HOUR = 60 * 60_000L;
  private static final byte[] ERROR = Fixture.filled(46, 9);

  private final Sealer sealer = Fixture.sealer();
  private final byte[] seed = Fixture.filled(32, 60);
  private final byte[] signingKey = sealer.primitives().ed25519().publicKey(seed);
  private final RepairRequest request =
      RepairRequest.sign(sealer, seed, Fixture.GROUP, Fixture.ADA, Fixture.BO, Fixture.NOW, ERROR);

  @Test
  void a_request_comes_back_and_its_signature_holds() throws Exception {
    RepairRequest read = RepairRequest.decode(request.encode());
    assertEquals(Fixture.ADA, read.from());
    assertEquals(Fixture.BO, read.to());
    assertEquals(Fixture.NOW, read.time());
    assertArrayEquals(ERROR, read.error());
    assertTrue(read.isSignedBy(sealer, Fixture.GROUP, signingKey));
  }

  @Test
  void a_changed_request_or_one_of_another_group_or_device_is_refused() {
    byte[] signature = request.signature();
    RepairRequest[] changed = {
      new RepairRequest(Fixture.BO, Fixture.BO, Fixture.NOW, ERROR, signature),
      new RepairRequest(Fixture.ADA, Fixture.ADA, Fixture.NOW, ERROR, signature),
      new RepairRequest(Fixture.ADA, Fixture.BO, Fixture.NOW + 1, ERROR, signature),
      new RepairRequest(Fixture.ADA, Fixture.BO, Fixture.NOW, Fixture.filled(46, 8), signature),
      new RepairRequest(Fixture.ADA, Fixture.BO, Fixture.NOW, ERROR, Fixture.filled(64, 1))
    };
    for (RepairRequest each : changed) {
      assertFalse(each.isSignedBy(sealer, Fixture.GROUP, signingKey));
    }
    assertFalse(request.isSignedBy(sealer, Fixture.OTHER_GROUP, signingKey));
    byte[] other = sealer.primitives().ed25519().publicKey(Fixture.filled(32, 61));
    assertFalse(request.isSignedBy(sealer, Fixture.GROUP, other));
  }

  /** The knock's statement and this one's differ by their tags alone. */
  @Test
  void a_knock_s_signature_is_none_of_a_request() {
    Knock knock = Knock.sign(sealer, seed, Fixture.GROUP, Fixture.MAILBOX, Fixture.NOW);
    RepairRequest borrowed =
        new RepairRequest(Fixture.ADA, Fixture.BO, Fixture.NOW, ERROR, knock.signature());
    assertFalse(borrowed.isSignedBy(sealer, Fixture.GROUP, signingKey));
  }

  @Test
  void a_request_counts_while_a_deposit_lives_and_an_hour_ahead() {
    assertTrue(request.counts(Fixture.NOW, Fixture.CAP));
    assertTrue(request.counts(Fixture.NOW + Fixture.CAP * 1000L - 1, Fixture.CAP));
    assertFalse(request.counts(Fixture.NOW + Fixture.CAP * 1000L, Fixture.CAP));
    assertTrue(request.counts(Fixture.NOW - HOUR + 1, Fixture.CAP));
    assertFalse(request.counts(Fixture.NOW - HOUR, Fixture.CAP));
  }

  @Test
  void bytes_that_are_no_request_are_refused() {
    byte[] whole = request.encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(InvalidWireException.class, () -> RepairRequest.decode(cut));
    }
    assertThrows(
        InvalidWireException.class,
        () -> RepairRequest.decode(Arrays.copyOf(whole, whole.length + 1)));
    assertEquals("RepairRequest", request.toString());
  }

  /** A request lies in the same envelope and the same size as a chain that is handed out. */
  @Test
  void a_request_is_as_long_as_other_small_deposits() {
    SealedDeposit repair =
        new SealedDeposit(
            Fixture.ADA, new CiphertextMessage(SealedDeposit.REPAIR, request.encode()));
    SealedDeposit small = new SealedDeposit(Fixture.ADA, new CiphertextMessage(2, new byte[320]));
    assertEquals(sealed(small).length, sealed(repair).length);
  }

  @Test
  void a_deposit_of_no_known_type_is_refused() throws Exception {
    byte[] repair =
        new SealedDeposit(Fixture.ADA, new CiphertextMessage(SealedDeposit.REPAIR, new byte[3]))
            .encode();
    assertTrue(SealedDeposit.decode(repair).isRepairRequest());
    for (int type : new int[] {0, 1, 4, 5, 6, 7, 9}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new SealedDeposit(Fixture.ADA, new CiphertextMessage(type, new byte[3])).encode());
      byte[] other = repair.clone();
      other[21] = (byte) type; // behind version (2), sender (18) and the field's tag
      assertThrows(InvalidWireException.class, () -> SealedDeposit.decode(other));
    }
  }

  private byte[] sealed(SealedDeposit deposit) {
    byte[] key = sealer.primitives().x25519().publicKey(Fixture.filled(32, 5));
    return DepositSeal.seal(
        sealer, key, Fixture.SPACE, Fixture.MAILBOX, Fixture.NOW / 1000, deposit);
  }
}
