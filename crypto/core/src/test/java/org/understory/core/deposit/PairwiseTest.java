package org.understory.core.deposit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.channel.DistributionId;
import org.understory.core.content.Fixture;
import org.understory.core.deposit.Pairwise.Refusal;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.seal.EpochSecret;
import org.understory.signal.CiphertextMessage;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.WireCheck;

class PairwiseTest {
  private static final DistributionId CHAIN = DistributionId.named(Fixture.filled(16, 30));
  private static final PairwiseBody.SenderKey SENDER_KEY =
      new PairwiseBody.SenderKey(Fixture.CHANNEL, 2, 5, Fixture.filled(80, 31));
  private static final PairwiseBody.SenderKeyRequest REQUEST =
      new PairwiseBody.SenderKeyRequest(Fixture.CHANNEL, CHAIN);
  private static final PairwiseBody.EpochSecretBody EPOCH =
      new PairwiseBody.EpochSecretBody(Fixture.SECRET, 2, Fixture.filled(32, 33));
  private static final PairwiseBody.Empty EMPTY = new PairwiseBody.Empty();
  private static final PairwiseBody[] VETTING = {
    new PairwiseBody.LeaseNotice(List.of(Fixture.filled(170, 34), Fixture.filled(171, 35))),
    new PairwiseBody.StewardSecret(Fixture.filled(32, 36), 7),
    new PairwiseBody.VouchAsk(Fixture.filled(32, 37), "Bo", "do you know her?", Fixture.NOW),
    new PairwiseBody.VouchNotice(Fixture.filled(300, 38))
  };
  private static final EpochSecret NARROW =
      EpochSecret.of(EpochSecret.Of.COMPARTMENT, 2, 3, Fixture.filled(32, 39));
  private static final PairwiseBody[] COMPARTMENT = {
    new PairwiseBody.CompartmentVoice(
        Fixture.OTHER_GROUP, 5, Fixture.filled(20, 40), Fixture.filled(250, 41)),
    new PairwiseBody.CompartmentSecret(
        Fixture.OTHER_GROUP, NARROW, 4, Fixture.filled(32, 42), Fixture.OTHER_CHANNEL, null),
    new PairwiseBody.CompartmentSecret(
        Fixture.OTHER_GROUP,
        NARROW,
        4,
        Fixture.filled(32, 42),
        Fixture.OTHER_CHANNEL,
        new Opening(NameKind.CHANNEL, Fixture.filled(32, 43), "Legal")),
    new PairwiseBody.CompartmentAsk(Fixture.OTHER_GROUP),
    new PairwiseBody.CompartmentEnd(
        Fixture.OTHER_GROUP, List.of(Fixture.filled(300, 44), Fixture.filled(301, 45)))
  };

  @Test
  void every_kind_comes_back_as_it_was_sent() throws Exception {
    List<PairwiseBody> all = new ArrayList<>(List.of(SENDER_KEY, REQUEST, EPOCH, EMPTY));
    all.addAll(List.of(VETTING));
    all.addAll(List.of(COMPARTMENT));
    for (PairwiseBody body : all) {
      byte[] bytes = message(body).encode();
      Pairwise read = Pairwise.decode(bytes);
      assertEquals(Fixture.GROUP, read.group());
      assertEquals(Fixture.ADA, read.sender());
      assertEquals(Fixture.BO, read.recipient());
      assertEquals(Fixture.NOW, read.sent());
      assertEquals(4, read.rosterSeq());
      assertArrayEquals(Fixture.HEAD, read.rosterHead());
      assertEquals(body.getClass(), read.body().getClass());
      assertArrayEquals(bytes, read.encode());
    }
  }

  @Test
  void parts_of_a_sheet_and_of_the_rescue_key_come_back_whole() throws Exception {
    PairwiseBody[] bodies = {
      new PairwiseBody.SheetShare(
          MemberId.of(Fixture.filled(16, 34)),
          8,
          2,
          Fixture.filled(16, 35),
          Fixture.filled(8, 36),
          Fixture.NOW,
          true),
      new PairwiseBody.RescueShare(
          false, 255, 170, Fixture.filled(32, 37), Fixture.filled(32, 38), 3),
      new PairwiseBody.RescueShare(true, 1, 2, Fixture.filled(32, 37), Fixture.filled(32, 38), 3)
    };
    for (PairwiseBody body : bodies) {
      byte[] bytes = message(body).encode();
      Pairwise read = Pairwise.decode(bytes);
      assertEquals(body.toString(), read.body().toString());
      assertArrayEquals(bytes, read.encode());
    }
    PairwiseBody none =
        new PairwiseBody.SheetShare(
            MemberId.of(Fixture.filled(16, 34)), 9, 2, new byte[16], new byte[8], 1, false);
    assertThrows(IllegalArgumentException.class, () -> message(none).encode());
  }

  @Test
  void a_sender_key_and_a_request_name_their_chain() throws Exception {
    PairwiseBody.SenderKey key =
        assertInstanceOf(
            PairwiseBody.SenderKey.class, Pairwise.decode(message(SENDER_KEY).encode()).body());
    assertEquals(Fixture.CHANNEL, key.channel());
    assertEquals(2, key.generation());
    assertEquals(5, key.counter());
    assertArrayEquals(SENDER_KEY.distribution(), key.distribution());
    assertEquals(REQUEST, Pairwise.decode(message(REQUEST).encode()).body());
  }

  @Test
  void an_epoch_secret_comes_back_whole() throws Exception {
    PairwiseBody.EpochSecretBody body =
        assertInstanceOf(
            PairwiseBody.EpochSecretBody.class, Pairwise.decode(message(EPOCH).encode()).body());
    assertTrue(body.secret().sameAs(Fixture.sealer(), Fixture.SECRET));
    assertEquals(2, body.rosterKeyGeneration());
    assertArrayEquals(EPOCH.rosterKey(), body.rosterKey());
  }

  @Test
  void a_kind_of_a_newer_client_is_read_as_unknown_and_never_written() throws Exception {
    byte[] newer = message(EMPTY).encode();
    newer[newer.length - 2] = (byte) (19 << 3 | 2);
    newer = Arrays.copyOf(newer, newer.length + 2);
    // A tag of field 19 takes two bytes: 0x9a 0x01.
    newer[newer.length - 4] = (byte) 0x9a;
    newer[newer.length - 3] = 1;
    newer[newer.length - 2] = 1;
    newer[newer.length - 1] = 7;
    assertEquals(new PairwiseBody.Unknown(19), Pairwise.decode(newer).body());
    assertThrows(
        IllegalArgumentException.class, () -> message(new PairwiseBody.Unknown(19)).encode());
  }

  @Test
  void what_vetting_sends_comes_back_whole() throws Exception {
    PairwiseBody.VouchAsk ask =
        assertInstanceOf(
            PairwiseBody.VouchAsk.class, Pairwise.decode(message(VETTING[2]).encode()).body());
    assertEquals("Bo", ask.name());
    assertEquals("do you know her?", ask.text());
    assertEquals(Fixture.NOW, ask.answerBy());
    PairwiseBody.LeaseNotice notice =
        assertInstanceOf(
            PairwiseBody.LeaseNotice.class, Pairwise.decode(message(VETTING[0]).encode()).body());
    assertEquals(2, notice.leases().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> message(new PairwiseBody.LeaseNotice(List.of())).encode());
  }

  @Test
  void a_compartments_secret_comes_back_whole_and_is_none_of_the_groups() throws Exception {
    PairwiseBody.CompartmentSecret read =
        assertInstanceOf(
            PairwiseBody.CompartmentSecret.class,
            Pairwise.decode(message(COMPARTMENT[2]).encode()).body());
    assertEquals(Fixture.OTHER_GROUP, read.compartment());
    assertTrue(read.secret().sameAs(Fixture.sealer(), NARROW));
    assertFalse(
        read.secret().sameAs(Fixture.sealer(), EpochSecret.of(2, 3, Fixture.filled(32, 39))));
    assertEquals(4, read.rosterKeyGeneration());
    assertEquals(Fixture.OTHER_CHANNEL, read.rosterLog());
    assertEquals("CompartmentSecret[EpochSecret[2.3]]", read.toString());
  }

  @Test
  void a_message_without_a_body_is_refused() {
    byte[] whole = message(EMPTY).encode();
    InvalidWireException e =
        assertThrows(
            InvalidWireException.class,
            () -> Pairwise.decode(Arrays.copyOf(whole, whole.length - 2)));
    assertEquals(WireCheck.FIELD_MISSING, e.check());
  }

  @Test
  void every_truncation_and_every_byte_more_is_refused() {
    List<PairwiseBody> all = new ArrayList<>(List.of(SENDER_KEY, REQUEST, EPOCH, EMPTY));
    all.addAll(List.of(VETTING));
    all.addAll(List.of(COMPARTMENT));
    for (PairwiseBody body : all) {
      byte[] whole = message(body).encode();
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThrows(InvalidWireException.class, () -> Pairwise.decode(cut));
      }
      assertThrows(
          InvalidWireException.class,
          () -> Pairwise.decode(Arrays.copyOf(whole, whole.length + 1)));
    }
  }

  @Test
  void pw_1_to_3_a_message_that_was_found_elsewhere_is_refused() {
    Pairwise message = message(EMPTY);
    assertEquals(Refusal.NONE, message.check(Fixture.GROUP, Fixture.ADA, Fixture.BO));
    assertEquals(Refusal.GROUP, message.check(Fixture.OTHER_GROUP, Fixture.ADA, Fixture.BO));
    assertEquals(Refusal.SENDER, message.check(Fixture.GROUP, Fixture.BO, Fixture.BO));
    assertEquals(Refusal.RECIPIENT, message.check(Fixture.GROUP, Fixture.ADA, Fixture.ADA));
  }

  @Test
  void a_sealed_deposit_comes_back_and_has_its_bounds() throws Exception {
    for (int type : new int[] {CiphertextMessage.WHISPER, CiphertextMessage.PREKEY}) {
      SealedDeposit deposit = deposit(type, 200);
      SealedDeposit read = SealedDeposit.decode(deposit.encode());
      assertEquals(Fixture.ADA, read.sender());
      assertEquals(type, read.message().type());
      assertArrayEquals(deposit.message().bytes(), read.message().bytes());
    }
    assertThrows(IllegalArgumentException.class, () -> deposit(7, 5).encode());
    assertThrows(IllegalArgumentException.class, () -> deposit(2, 0).encode());
    assertThrows(IllegalArgumentException.class, () -> deposit(2, 60_001).encode());
    byte[] whole = deposit(2, 200).encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(InvalidWireException.class, () -> SealedDeposit.decode(cut));
    }
  }

  @Test
  void keys_and_secrets_are_not_in_the_text_form() {
    assertEquals("SenderKey[generation=2, counter=5]", SENDER_KEY.toString());
    assertEquals("EpochSecretBody[EpochSecret[2.3], rosterKeyGeneration=2]", EPOCH.toString());
    assertEquals("Pairwise[" + EPOCH + "]", message(EPOCH).toString());
    assertFalse(deposit(2, 5).toString().contains(Fixture.ADA.hex()));
  }

  private static SealedDeposit deposit(int type, int length) {
    return new SealedDeposit(Fixture.ADA, new CiphertextMessage(type, Fixture.filled(length, 40)));
  }

  private static Pairwise message(PairwiseBody body) {
    return new Pairwise(Fixture.GROUP, Fixture.ADA, Fixture.BO, Fixture.NOW, 4, Fixture.HEAD, body);
  }
}
