package org.understory.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Every statement against its bytes, written out by hand from docs/protocol.md. */
class StatementsTest {
  private static final SpaceId SPACE = SpaceId.of(filled(16, 0x51));
  private static final MailboxId MAILBOX = MailboxId.of(filled(16, 0x3b));

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static String text(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static void is(byte[] statement, String... hex) {
    assertEquals(String.join("", hex), HexFormat.of().formatHex(statement));
  }

  @Test
  void a_statement_is_its_tag_and_its_parts_each_with_its_length() {
    is(Statements.of("x"), "0000000f", text("understory/v1/x"));
    is(
        Statements.of("x", new byte[0], new byte[] {1, 2}),
        "0000000f",
        text("understory/v1/x"),
        "00000000",
        "000000020102");
    assertThrows(IllegalArgumentException.class, () -> Statements.of("é"));
  }

  @Test
  void a_proof() {
    is(
        Statements.prove(
            "https://a.example", filled(32, 1), 0x0102030405060708L, 3, SPACE, filled(32, 2), 9),
        "00000013" + text("understory/v1/prove"),
        "00000011" + text("https://a.example"),
        "00000020" + "01".repeat(32),
        "00000008" + "0102030405060708",
        "00000001" + "03",
        "00000010" + "51".repeat(16),
        "00000020" + "02".repeat(32),
        "00000008" + "0000000000000009");
  }

  @Test
  void a_proof_of_a_drop_key_names_no_space() {
    is(
        Statements.prove("http://b", filled(32, 1), 0, 4, null, filled(32, 2), 0),
        "00000013" + text("understory/v1/prove"),
        "00000008" + text("http://b"),
        "00000020" + "01".repeat(32),
        "00000008" + "0000000000000000",
        "00000001" + "04",
        "00000000",
        "00000020" + "02".repeat(32),
        "00000008" + "0000000000000000");
  }

  @Test
  void a_steward_set() {
    is(
        Statements.stewardSet(SPACE, 7, List.of(filled(32, 1), filled(32, 2)), 2, filled(32, 9)),
        "00000019" + text("understory/v1/steward-set"),
        "00000010" + "51".repeat(16),
        "00000008" + "0000000000000007",
        "00000040" + "01".repeat(32) + "02".repeat(32),
        "00000008" + "0000000000000002",
        "00000020" + "09".repeat(32));
    is(
        Statements.stewardSet(SPACE, 7, List.of(filled(32, 1)), 1, new byte[0]),
        "00000019" + text("understory/v1/steward-set"),
        "00000010" + "51".repeat(16),
        "00000008" + "0000000000000007",
        "00000020" + "01".repeat(32),
        "00000008" + "0000000000000001",
        "00000000");
  }

  @Test
  void a_replaced_steward_key() {
    is(
        Statements.stewardKey(SPACE, 8, filled(32, 1), filled(32, 2)),
        "00000019" + text("understory/v1/steward-key"),
        "00000010" + "51".repeat(16),
        "00000008" + "0000000000000008",
        "00000020" + "01".repeat(32),
        "00000020" + "02".repeat(32));
  }

  @Test
  void a_deletion_and_its_cancellation() {
    is(
        Statements.deleteSpace(SPACE, 3),
        "0000001a" + text("understory/v1/delete-space"),
        "00000010" + "51".repeat(16),
        "00000008" + "0000000000000003");
    is(
        Statements.cancelDeletion(SPACE, 3),
        "0000001d" + text("understory/v1/cancel-deletion"),
        "00000010" + "51".repeat(16),
        "00000008" + "0000000000000003");
  }

  @Test
  void a_join_request() {
    is(
        Statements.joinRequest(
            InviteId.of(filled(16, 0x1e)), MAILBOX, filled(32, 4), new byte[] {5, 6, 7}),
        "0000001a" + text("understory/v1/join-request"),
        "00000010" + "1e".repeat(16),
        "00000010" + "3b".repeat(16),
        "00000020" + "04".repeat(32),
        "00000003" + "050607");
  }

  @Test
  void a_prekey_base_signs_where_it_lies_and_all_but_its_signature() {
    PreKeyBase base = new StoredCases(new Cases(5)).preKeyBase();
    byte[] whole = base.encode();
    String unsigned = HexFormat.of().formatHex(whole, 0, whole.length - 66);
    is(
        Statements.preKeyBase(SPACE, MAILBOX, base),
        "00000019" + text("understory/v1/prekey-base"),
        "00000010" + "51".repeat(16),
        "00000010" + "3b".repeat(16),
        String.format("%08x", whole.length - 66) + unsigned);
    is(
        Statements.preKeyBase(SPACE, MAILBOX, base.withSignature(new byte[0])),
        HexFormat.of().formatHex(Statements.preKeyBase(SPACE, MAILBOX, base)));
  }
}
