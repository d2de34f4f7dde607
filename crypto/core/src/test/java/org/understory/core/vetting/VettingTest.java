package org.understory.core.vetting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;
import org.understory.core.invite.InviteKeys;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;

class VettingTest {
  private static final byte[] REQUEST = Fixture.filled(32, 80);

  private final Sealer sealer = Fixture.sealer();
  private final InviteKeys keys = InviteKeys.of(sealer, Fixture.filled(32, 81));
  private final InviteKeys otherKeys = InviteKeys.of(sealer, Fixture.filled(32, 82));
  private final byte[] seed = Fixture.filled(32, 70);
  private final byte[] signingKey = sealer.primitives().ed25519().publicKey(seed);
  private final byte[] sealingPrivate = Fixture.filled(32, 83);
  private final byte[] sealingKey = sealer.primitives().x25519().publicKey(sealingPrivate);

  // ---- the invite's sheet

  private static InviteSheet sheet() {
    return new InviteSheet(
        "The group",
        List.of("How did you hear of us?", "Who knows you?"),
        30,
        3,
        "Bo from May",
        2,
        List.of(Fixture.CHANNEL, Fixture.OTHER_CHANNEL));
  }

  @Test
  void a_sheet_opens_with_the_link_in_its_place_alone() {
    byte[] sealed = sheet().seal(sealer, keys, Fixture.SPACE);
    assertEquals(sheet(), InviteSheet.open(sealer, keys, Fixture.SPACE, sealed));
    assertNull(InviteSheet.open(sealer, otherKeys, Fixture.SPACE, sealed));
    assertNull(InviteSheet.open(sealer, keys, Fixture.OTHER_SPACE, sealed));
    sealed[sealed.length - 1] ^= 1;
    assertNull(InviteSheet.open(sealer, keys, Fixture.SPACE, sealed));
    assertEquals("InviteSheet", sheet().toString());
  }

  @Test
  void the_fullest_sheet_fits_the_server_and_one_question_more_is_refused() {
    String question = "q".repeat(InviteSheet.MAX_QUESTION);
    List<LogId> channels = Collections.nCopies(64, Fixture.CHANNEL);
    InviteSheet full =
        new InviteSheet(
            "n".repeat(256),
            Collections.nCopies(8, question),
            90,
            32,
            "f".repeat(256),
            5,
            channels);
    assertTrue(full.seal(sealer, keys, Fixture.SPACE).length <= 8192);
    InviteSheet more =
        new InviteSheet("", Collections.nCopies(9, question), 90, 32, "", 5, List.of());
    assertThrows(IllegalArgumentException.class, () -> more.seal(sealer, keys, Fixture.SPACE));
  }

  // ---- the note to whoever waits

  private JoinerNote.Place place(byte[] request) {
    return new JoinerNote.Place(Fixture.SPACE, Fixture.MAILBOX, request);
  }

  @Test
  void vt_1_a_note_counts_only_from_who_holds_the_link_for_this_request_and_mailbox() {
    for (JoinerNote.Kind kind : JoinerNote.Kind.values()) {
      JoinerNote note = new JoinerNote(kind, "where was it?", Fixture.NOW);
      byte[] sealed = note.seal(sealer, keys, sealingKey, place(REQUEST));
      assertEquals(note, JoinerNote.open(sealer, keys, sealingPrivate, place(REQUEST), sealed));
      byte[] forged = note.seal(sealer, otherKeys, sealingKey, place(REQUEST));
      assertNull(JoinerNote.open(sealer, keys, sealingPrivate, place(REQUEST), forged));
      byte[] other = Fixture.filled(32, 84);
      assertNull(JoinerNote.open(sealer, keys, sealingPrivate, place(other), sealed));
      JoinerNote.Place elsewhere =
          new JoinerNote.Place(Fixture.SPACE, Fixture.OTHER_MAILBOX, REQUEST);
      assertNull(JoinerNote.open(sealer, keys, sealingPrivate, elsewhere, sealed));
      assertNull(JoinerNote.open(sealer, keys, other, place(REQUEST), sealed));
    }
  }

  // ---- vouches

  private static Vouch vouch(Vouch.Kind kind) {
    return new Vouch(Fixture.GROUP, Fixture.ADA, REQUEST, kind, Fixture.NOW, "we met in May");
  }

  @Test
  void vo_1_a_vouch_of_another_group_or_device_or_changed_anywhere_is_refused() {
    for (Vouch.Kind kind : Vouch.Kind.values()) {
      byte[] signed = vouch(kind).sign(sealer, seed);
      Vouch read = Vouch.verify(sealer, Fixture.GROUP, signed, d -> signingKey);
      assertNotNull(read);
      assertEquals(kind, read.kind());
      assertEquals("we met in May", read.note());
      assertArrayEquals(REQUEST, read.request());
      assertNull(Vouch.verify(sealer, Fixture.OTHER_GROUP, signed, d -> signingKey));
      assertNull(Vouch.verify(sealer, Fixture.GROUP, signed, d -> null));
      assertNull(Vouch.verify(sealer, Fixture.GROUP, signed, d -> sealingKey));
      noneOfTheChanged(
          signed, bytes -> Vouch.verify(sealer, Fixture.GROUP, bytes, d -> signingKey));
    }
  }

  private static void noneOfTheChanged(byte[] signed, Function<byte[], @Nullable Object> verify) {
    for (int i = 0; i < signed.length; i++) {
      byte[] changed = signed.clone();
      changed[i] ^= 1;
      assertNull(verify.apply(changed));
      assertNull(verify.apply(Arrays.copyOf(signed, i)));
    }
  }

  @Test
  void a_kind_of_vouch_that_is_not_known_is_refused_and_the_fullest_fits() {
    assertNull(Vouch.Kind.of(4));
    Vouch full =
        new Vouch(
            Fixture.GROUP, Fixture.ADA, REQUEST, Vouch.Kind.MET, Fixture.NOW, "n".repeat(512));
    byte[] signed = full.sign(sealer, seed);
    assertTrue(signed.length <= Vouch.MAX_SIGNED);
    assertNotNull(Vouch.verify(sealer, Fixture.GROUP, signed, d -> signingKey));
    assertFalse(full.toString().contains("nn"));
  }

  // ---- the stewards' log

  private static StewardItem item(StewardItem.Kind kind, String text, byte[] value) {
    return new StewardItem(
        Fixture.GROUP, Fixture.ADA, Fixture.NOW, REQUEST, kind, text, value, Fixture.NOW + 1);
  }

  private static StewardItem item(StewardItem.Kind kind) {
    return switch (kind) {
      case BOX -> item(kind, "for Bo", Fixture.filled(64, 90));
      case VOUCH -> item(kind, "", Fixture.filled(300, 91));
      case HAND_OVER -> item(kind, "you know her", Fixture.filled(16, 92));
      case MET, RIGHT -> item(kind, "", Fixture.NONE);
      default -> item(kind, "some text", Fixture.NONE);
    };
  }

  @Test
  void sl_2_an_item_of_another_group_or_of_no_steward_or_changed_anywhere_is_refused() {
    for (StewardItem.Kind kind : StewardItem.Kind.values()) {
      byte[] signed = item(kind).sign(sealer, seed);
      StewardItem read = StewardItem.verify(sealer, Fixture.GROUP, signed, d -> signingKey);
      assertNotNull(read);
      assertEquals(kind, read.kind());
      assertEquals(item(kind).text(), read.text());
      assertArrayEquals(item(kind).value(), read.value());
      assertEquals(Fixture.NOW + 1, read.deleteAt());
      assertNull(StewardItem.verify(sealer, Fixture.OTHER_GROUP, signed, d -> signingKey));
      assertNull(StewardItem.verify(sealer, Fixture.GROUP, signed, d -> null));
      noneOfTheChanged(
          signed, bytes -> StewardItem.verify(sealer, Fixture.GROUP, bytes, d -> signingKey));
    }
  }

  @Test
  void an_item_with_a_value_that_is_not_its_kinds_is_never_written() {
    for (StewardItem.Kind kind : StewardItem.Kind.values()) {
      if (kind != StewardItem.Kind.VOUCH) {
        StewardItem wrong = item(kind, "", Fixture.filled(17, 1));
        assertThrows(IllegalArgumentException.class, () -> wrong.sign(sealer, seed), kind.name());
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> item(StewardItem.Kind.VOUCH, "", Fixture.NONE).sign(sealer, seed));
    assertThrows(
        IllegalArgumentException.class,
        () -> item(StewardItem.Kind.MET, "text", Fixture.NONE).sign(sealer, seed));
  }

  @Test
  void an_envelope_of_the_stewards_log_opens_with_its_secret_in_its_place_alone() {
    LogId log = LogId.of(Fixture.filled(16, 4));
    long bucket = Fixture.NOW / 1000;
    StewardSecret secret = new StewardSecret(3, 1, Fixture.filled(32, 95));
    byte[] item = item(StewardItem.Kind.BOX).sign(sealer, seed);
    byte[] envelope = secret.seal(sealer, Fixture.SPACE, log, bucket, item);
    assertArrayEquals(
        item, Objects.requireNonNull(secret.open(sealer, Fixture.SPACE, log, bucket, envelope)));
    assertNull(secret.open(sealer, Fixture.OTHER_SPACE, log, bucket, envelope));
    assertNull(secret.open(sealer, Fixture.SPACE, Fixture.CHANNEL, bucket, envelope));
    assertNull(secret.open(sealer, Fixture.SPACE, log, bucket + 1, envelope));
    StewardSecret later = new StewardSecret(4, 1, secret.secret());
    assertNull(later.open(sealer, Fixture.SPACE, log, bucket, envelope));
    StewardSecret other = new StewardSecret(3, 1, Fixture.filled(32, 96));
    assertNull(other.open(sealer, Fixture.SPACE, log, bucket, envelope));
    assertFalse(Arrays.equals(secret.hash(sealer), other.hash(sealer)));
    assertFalse(
        Arrays.equals(
            secret.logKey(sealer, Fixture.SPACE), secret.logKey(sealer, Fixture.OTHER_SPACE)));
    assertEquals("StewardSecret[3.1]", secret.toString());
  }
}
