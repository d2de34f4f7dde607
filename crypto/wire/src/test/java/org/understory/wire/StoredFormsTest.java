package org.understory.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.understory.wire.codec.Refusals.refused;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.Raw;
import org.understory.wire.codec.WireCheck;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

class StoredFormsTest {
  @Test
  void every_form_comes_back_with_its_content_and_its_bytes() {
    Cases.check(
        300,
        cases -> {
          StoredCases stored = new StoredCases(cases);
          Envelope envelope = stored.envelope();
          SameContent.check(envelope, Envelope.decode(envelope.encode()));
          SealedEntry entry = stored.sealedEntry();
          SameContent.check(entry, SealedEntry.decode(entry.encode()));
          PreKeyBase base = stored.preKeyBase();
          SameContent.check(base, PreKeyBase.decode(base.encode()));
          OneTimePreKey oneTime = stored.oneTimePreKey();
          SameContent.check(oneTime, OneTimePreKey.decode(oneTime.encode()));
        });
  }

  @Test
  void an_envelope_has_these_bytes() {
    byte[] ciphertext = new byte[528];
    Arrays.fill(ciphertext, (byte) 0xcc);
    byte[] salt = new byte[32];
    Arrays.fill(salt, (byte) 0x5a);
    byte[] envelope = new Envelope(1, new Epoch(2, 300), salt, ciphertext).encode();
    assertEquals(
        "08011002" + "18ac02" + "2220" + "5a".repeat(32) + "2a9004" + "cc".repeat(528),
        HexFormat.of().formatHex(envelope));
  }

  @Test
  void another_version_is_refused() {
    Raw rest = new Raw().number(1, 2).filled(4, 32).filled(5, 528);
    refused(WireCheck.UNKNOWN_VERSION, Envelope::decode, rest);
    refused(
        WireCheck.UNKNOWN_VERSION,
        SealedEntry::decode,
        new Raw().number(1, 2).filled(3, 32).filled(4, 528));
    refused(WireCheck.UNKNOWN_VERSION, PreKeyBaseIn::decode, new Raw().number(1, 2));
  }

  @Test
  void an_envelope_out_of_bounds_is_refused() {
    refused(
        WireCheck.LENGTH_OUT_OF_BOUNDS,
        Envelope::decode,
        new Raw().number(1, 1).filled(4, 31).filled(5, 528));
    refused(
        WireCheck.LENGTH_OUT_OF_BOUNDS,
        Envelope::decode,
        new Raw().number(1, 1).filled(4, 32).filled(5, 527));
    refused(
        WireCheck.NUMBER_OUT_OF_BOUNDS,
        Envelope::decode,
        new Raw().number(1, 1).number(2, 1L << 31).filled(4, 32).filled(5, 528));
    refused(WireCheck.TOO_LARGE, Envelope::decode, new Raw().filled(5, 70_000));
    refused(
        WireCheck.UNKNOWN_FIELD,
        Envelope::decode,
        new Raw().number(1, 1).filled(4, 32).filled(5, 528).number(6, 1));
  }

  @Test
  void a_one_time_kyber_prekey_is_there_whole_or_not_at_all() {
    Raw noSignature = new Raw().number(1, 1).filled(2, 33).number(3, 1).filled(4, 1569);
    refused(WireCheck.FIELDS_DISAGREE, OneTimePreKey::decode, noSignature);
    Raw idAlone = new Raw().number(1, 1).filled(2, 33).number(3, 1);
    refused(WireCheck.FIELDS_DISAGREE, OneTimePreKey::decode, idAlone);
    OneTimePreKey keyAlone = new OneTimePreKey(1, new byte[33], 0, new byte[1569], new byte[0]);
    assertThrows(IllegalArgumentException.class, keyAlone::encode);
  }

  @Test
  void what_is_out_of_bounds_is_not_encoded() {
    Envelope envelope = new Envelope(2, new Epoch(1, 1), new byte[32], new byte[528]);
    assertThrows(IllegalArgumentException.class, envelope::encode);
    PreKeyBase base = new StoredCases(new Cases(1)).preKeyBase();
    assertThrows(IllegalArgumentException.class, base.withSignature(new byte[63])::encode);
  }

  @Test
  void a_prekey_base_is_verified_only_at_its_place_and_in_its_time() throws InvalidWireException {
    PreKeyBase made = new StoredCases(new Cases(2)).preKeyBase();
    PreKeyBaseIn in = PreKeyBaseIn.decode(made.encode());
    SpaceId space = SpaceId.of(new byte[16]);
    MailboxId mailbox = MailboxId.of(new byte[16]);
    byte[] key = new byte[32];
    PreKeyBaseIn.Place place = new PreKeyBaseIn.Place(space, mailbox, made.device(), key);
    byte[] statement = Statements.preKeyBase(space, mailbox, made);
    PreKeyBaseIn.SignatureCheck check =
        (publicKey, signed, signature) -> {
          assertSame(key, publicKey);
          assertArrayEquals(made.signature(), signature);
          return Arrays.equals(statement, signed);
        };
    long before = made.expiry() - 1;
    Optional<PreKeyBase> verified = in.verified(place, before, check);
    SameContent.check(made, verified.orElseThrow());
    assertTrue(in.verified(place, before, (k, s, g) -> false).isEmpty());
    assertTrue(in.verified(place, made.expiry(), check).isEmpty());
    byte[] other = made.device().clone();
    other[0] ^= 1;
    assertTrue(
        in.verified(new PreKeyBaseIn.Place(space, mailbox, other, key), before, check).isEmpty());
    SpaceId elsewhere = SpaceId.of(other);
    assertTrue(
        in.verified(new PreKeyBaseIn.Place(elsewhere, mailbox, made.device(), key), before, check)
            .isEmpty());
    assertFalse(in.toString().contains("["));
  }
}
