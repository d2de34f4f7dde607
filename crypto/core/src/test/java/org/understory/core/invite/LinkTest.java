package org.understory.core.invite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;

final class LinkTest {
  private static final String ZEROS = "A".repeat(43);

  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(200));
  private final InviteLink link =
      new InviteLink(
          "https://example.org",
          sealer.randomness().bytes(32),
          GroupId.of(sealer.randomness().bytes(32)),
          sealer.randomness().bytes(32),
          17,
          sealer.randomness().bytes(32));

  private static void isBad(String text) {
    LinkException refused = assertThrows(LinkException.class, () -> InviteLink.parse(text), text);
    assertEquals("bad-link", refused.code());
    assertEquals(LinkException.Reason.BAD_LINK, refused.reason());
  }

  private static void isBadFounding(String text) {
    assertThrows(LinkException.class, () -> FoundingLink.parse(text), text);
  }

  @Test
  void an_invite_link_comes_back_as_it_was() throws Exception {
    InviteLink read = InviteLink.parse(link.format());
    assertEquals(link.origin(), read.origin());
    assertArrayEquals(link.secret(), read.secret());
    assertEquals(link.group(), read.group());
    assertArrayEquals(link.inviteEntry(), read.inviteEntry());
    assertEquals(17, read.inviteSeq());
    assertArrayEquals(link.requestKeyHash(), read.requestKeyHash());
    assertEquals(link.format(), read.format());
  }

  @Test
  void an_invite_link_looks_as_published() {
    InviteLink zero =
        new InviteLink(
            "http://localhost:8080",
            new byte[32],
            GroupId.of(new byte[32]),
            new byte[32],
            0,
            new byte[32]);
    assertEquals(
        "http://localhost:8080/j#v1." + String.join(".", ZEROS, ZEROS, ZEROS, "0", ZEROS),
        zero.format());
  }

  @Test
  void a_founding_link_comes_back_as_it_was() throws Exception {
    FoundingLink founding =
        new FoundingLink("https://example.org:8443", sealer.randomness().bytes(32));
    FoundingLink read = FoundingLink.parse(founding.format());
    assertEquals(founding.origin(), read.origin());
    assertArrayEquals(founding.ticket(), read.ticket());
    assertTrue(founding.format().startsWith("https://example.org:8443/f#v1."));
  }

  @Test
  void one_kind_of_link_is_not_taken_for_the_other() {
    FoundingLink founding = new FoundingLink("https://example.org", new byte[32]);
    isBad(founding.format());
    isBad(founding.format().replace("/f#", "/j#"));
    isBadFounding(link.format());
    isBadFounding(link.format().replace("/j#", "/f#"));
  }

  @Test
  void a_link_with_a_letter_cut_off_or_added_is_bad() {
    String text = link.format();
    for (int length = 0; length < text.length(); length++) {
      isBad(text.substring(0, length));
    }
    isBad(text + "A");
    isBad(text + " ");
    isBad(text + ".");
    isBad(" " + text);
    isBad(text + "#");
  }

  @Test
  void another_version_or_number_of_fields_is_bad() {
    String text = link.format();
    isBad(text.replace("#v1.", "#v2."));
    isBad(text.replace("#v1.", "#"));
    isBad(text.replace("#v1.", "#v1.."));
    isBad(text.replace("#v1.", "#v1." + ZEROS + "."));
    isBad(text.replace("#", "?"));
  }

  @Test
  void a_number_has_one_form() {
    String text = link.format();
    for (String bad : List.of("", "017", "+17", "-1", "1e1", "0x1", "1 ", "1".repeat(16), "٣")) {
      isBad(text.replace(".17.", "." + bad + "."));
    }
    assertDoesNotThrow(() -> InviteLink.parse(text.replace(".17.", "." + "9".repeat(15) + ".")));
    assertDoesNotThrow(() -> InviteLink.parse(text.replace(".17.", ".0.")));
  }

  @Test
  void a_key_has_one_form() {
    String good = "https://example.org/f#v1." + ZEROS;
    assertDoesNotThrow(() -> FoundingLink.parse(good));
    isBadFounding(good + "=");
    isBadFounding(good.substring(0, good.length() - 1) + "B");
    isBadFounding(good.substring(0, good.length() - 1));
    isBadFounding(good.substring(0, good.length() - 1) + "+");
    isBadFounding(good.substring(0, good.length() - 1) + "/");
    isBadFounding(good + "A");
  }

  @Test
  void an_origin_has_one_form_and_is_secure_or_this_machine() {
    List<String> good =
        List.of(
            "https://example.org",
            "https://a-b.example.org:8443",
            "https://192.0.2.1",
            "https://[2001:db8::1]",
            "https://[2001:db8::1]:8443",
            "http://localhost",
            "http://localhost:8080",
            "http://127.0.0.1:8080",
            "http://[::1]:8080");
    for (String origin : good) {
      assertDoesNotThrow(() -> FoundingLink.parse(origin + "/f#v1." + ZEROS), origin);
    }
    List<String> bad =
        List.of(
            "",
            "example.org",
            "ftp://example.org",
            "http://example.org",
            "http://localhost.example.org",
            "http://127.0.0.2",
            "HTTPS://example.org",
            "https://Example.org",
            "https://exämple.org",
            "https://",
            "https://:8080",
            "https://example.org:",
            "https://example.org:0",
            "https://example.org:080",
            "https://example.org:65536",
            "https://example.org:123456",
            "https://example.org:8a",
            "https://example.org:443",
            "http://localhost:80",
            "https://example.org/",
            "https://example.org/sub",
            "https://user@example.org",
            "https://example.org?x",
            "https://.example.org",
            "https://-example.org",
            "https://example..org",
            "https://[::1",
            "https://[]",
            "https://[::1]x",
            "https://[:g:]",
            "https://" + "a".repeat(250));
    for (String origin : bad) {
      isBadFounding(origin + "/f#v1." + ZEROS);
    }
    assertDoesNotThrow(() -> FoundingLink.parse("https://example.org:65535/f#v1." + ZEROS));
    assertDoesNotThrow(() -> FoundingLink.parse("https://example.org:80/f#v1." + ZEROS));
  }

  @Test
  void a_link_of_another_server_is_refused_as_such() throws Exception {
    link.requireServer("https://example.org");
    new FoundingLink("https://example.org", new byte[32]).requireServer("https://example.org");
    LinkException invite =
        assertThrows(LinkException.class, () -> link.requireServer("https://example.org:8443"));
    assertEquals("wrong-server", invite.code());
    FoundingLink founding = new FoundingLink("https://example.com", new byte[32]);
    LinkException ticket =
        assertThrows(LinkException.class, () -> founding.requireServer("https://example.org"));
    assertEquals("wrong-server", ticket.code());
  }

  @Test
  void a_link_names_its_request_key_by_hash() {
    byte[] key = sealer.randomness().bytes(32);
    InviteLink named =
        new InviteLink(
            link.origin(),
            link.secret(),
            link.group(),
            link.inviteEntry(),
            1,
            sealer.hash("request-key", key));
    assertTrue(named.names(sealer, key));
    assertFalse(named.names(sealer, sealer.randomness().bytes(32)));
    assertFalse(link.names(sealer, key));
  }

  @Test
  void text_forms_and_failures_show_no_secret() {
    assertEquals("InviteLink[https://example.org]", link.toString());
    assertEquals(
        "FoundingLink[https://example.org]",
        new FoundingLink("https://example.org", link.secret()).toString());
    LinkException refused =
        assertThrows(LinkException.class, () -> InviteLink.parse(link.format() + "x"));
    assertEquals("bad-link", refused.getMessage());
  }
}
