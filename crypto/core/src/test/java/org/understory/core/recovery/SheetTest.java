package org.understory.core.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.core.invite.LinkException;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.id.SpaceId;

final class SheetTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(9));

  private Sheet sheet(String origin) {
    return new Sheet(
        sealer.randomness().bytes(16),
        origin,
        SpaceId.of(sealer.randomness().bytes(16)),
        GroupId.of(sealer.randomness().bytes(32)),
        MemberId.of(sealer.randomness().bytes(16)),
        17,
        sealer.randomness().bytes(32));
  }

  @Test
  void a_sheet_is_read_as_it_was_written_whatever_dots_the_server_s_name_has() throws Exception {
    for (String origin :
        new String[] {
          "https://example.org",
          "https://a.b.c.example.org:8443",
          "http://localhost:1",
          "http://127.0.0.1:8080",
          "https://single"
        }) {
      Sheet sheet = sheet(origin);
      Sheet read = Sheet.parse(sheet.format());
      assertEquals(origin, read.origin());
      assertArrayEquals(sheet.secret(), read.secret());
      assertEquals(sheet.space(), read.space());
      assertEquals(sheet.group(), read.group());
      assertEquals(sheet.member(), read.member());
      assertEquals(17, read.seq());
      assertArrayEquals(sheet.entryHash(), read.entryHash());
      assertEquals(sheet.format(), read.format());
    }
  }

  @Test
  void a_sheet_that_was_cut_or_is_something_else_is_refused() {
    String text = sheet("https://example.org").format();
    for (int i = 0; i < text.length(); i++) {
      String cut = text.substring(0, i);
      assertThrows(LinkException.class, () -> Sheet.parse(cut));
    }
    for (String wrong :
        new String[] {
          text + ".",
          text.replace("-v1.", "-v2."),
          text.replace("https", "ftp"),
          text.replace("https://example.org", "https://Example.org"),
          "x".repeat(600)
        }) {
      assertThrows(LinkException.class, () -> Sheet.parse(wrong));
    }
  }

  @Test
  void each_key_of_a_sheet_is_another_and_another_space_has_others() {
    Sheet sheet = sheet("https://example.org");
    byte[] recovery = Sheet.recoveryKey(sealer, sheet.secret(), sheet.space());
    assertFalse(Arrays.equals(recovery, Sheet.knockKey(sealer, sheet.secret(), sheet.space())));
    SpaceId another = SpaceId.of(new byte[16]);
    assertFalse(Arrays.equals(recovery, Sheet.recoveryKey(sealer, sheet.secret(), another)));
    assertFalse(
        Arrays.equals(
            Sheet.knockSeed(sealer, sheet.secret(), sheet.space()),
            Sheet.knockSeed(sealer, sheet.secret(), another)));
    assertEquals("Sheet[https://example.org]", sheet.toString());
  }
}
