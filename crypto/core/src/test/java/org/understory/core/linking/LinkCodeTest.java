package org.understory.core.linking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.understory.core.invite.FoundingLink;
import org.understory.core.invite.InviteKeys;
import org.understory.core.invite.InviteLink;
import org.understory.core.invite.LinkException;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;

final class LinkCodeTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(6));
  private final LinkCode code =
      new LinkCode(
          "https://example.org",
          sealer.randomness().bytes(16),
          GroupId.of(sealer.randomness().bytes(32)),
          DeviceId.of(sealer.randomness().bytes(16)));

  @Test
  void a_code_is_read_as_it_was_written() throws LinkException {
    LinkCode read = LinkCode.parse(code.format());
    assertEquals(code.origin(), read.origin());
    assertArrayEquals(code.secret(), read.secret());
    assertEquals(code.group(), read.group());
    assertEquals(code.device(), read.device());
    assertEquals(code.format(), read.format());
  }

  @Test
  void an_invite_is_no_code_of_a_device_and_a_code_of_a_device_is_no_invite() {
    InviteLink invite =
        new InviteLink(
            "https://example.org",
            sealer.randomness().bytes(32),
            code.group(),
            sealer.randomness().bytes(32),
            7,
            sealer.randomness().bytes(32));
    String founding = new FoundingLink("https://example.org", new byte[32]).format();
    assertThrows(LinkException.class, () -> LinkCode.parse(invite.format()));
    assertThrows(LinkException.class, () -> LinkCode.parse(founding));
    assertThrows(LinkException.class, () -> InviteLink.parse(code.format()));
    assertThrows(LinkException.class, () -> FoundingLink.parse(code.format()));
    // Not by another path, either: the fields differ.
    assertThrows(LinkException.class, () -> LinkCode.parse(invite.format().replace("/j#", "/l#")));
    assertThrows(LinkException.class, () -> InviteLink.parse(code.format().replace("/l#", "/j#")));
  }

  @Test
  void one_secret_gives_an_invite_and_a_link_keys_that_have_nothing_in_common() {
    byte[] secret = sealer.randomness().bytes(16);
    byte[] twice = new byte[32];
    System.arraycopy(secret, 0, twice, 0, 16);
    System.arraycopy(secret, 0, twice, 16, 16);
    InviteKeys invite = InviteKeys.of(sealer, twice);
    LinkSecret link = LinkSecret.of(sealer, secret);
    byte[] request = new byte[32];
    byte[][] ofInvite = {invite.dropSeed(), invite.welcomeKey(request), invite.commit()};
    byte[][] ofLink = {link.dropSeed(), link.welcomeKey(), link.sealKey()};
    for (byte[] one : ofInvite) {
      for (byte[] other : ofLink) {
        assertFalse(java.util.Arrays.equals(one, other));
      }
    }
    // The very same input, too: the tags alone keep them apart.
    assertFalse(java.util.Arrays.equals(sealer.derive(secret, "drop"), link.dropSeed()));
  }

  @Test
  void nothing_of_a_code_is_shown_but_the_server() {
    assertEquals("LinkCode[https://example.org]", code.toString());
    assertEquals("LinkSecret[secret]", LinkSecret.fresh(sealer).toString());
  }

  @Test
  void a_code_that_was_cut_or_changed_is_refused() {
    String text = code.format();
    for (int i = 0; i < text.length(); i++) {
      String cut = text.substring(0, i);
      assertThrows(LinkException.class, () -> LinkCode.parse(cut));
    }
    assertThrows(LinkException.class, () -> LinkCode.parse(text + "."));
    assertThrows(LinkException.class, () -> LinkCode.parse(text.replace("#v1", "#v2")));
  }
}
