package org.understory.core.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.codec.WireCheck;
import org.understory.wire.id.Epoch;

class ContentCodecTest {

  @Test
  void a_content_comes_back_field_by_field() throws Exception {
    Content sent = Fixture.content(2, Fixture.filled(32, 9), new Body.Text("Grüße \uD83C\uDF33"));
    Content read = ContentCodec.decode(ContentCodec.encode(sent));
    assertEquals(sent.id(), read.id());
    assertEquals(sent.group(), read.group());
    assertEquals(sent.channel(), read.channel());
    assertEquals(sent.epoch(), read.epoch());
    assertEquals(sent.device(), read.device());
    assertEquals(sent.seq(), read.seq());
    assertArrayEquals(sent.prevHash(), read.prevHash());
    assertEquals(sent.rosterSeq(), read.rosterSeq());
    assertArrayEquals(sent.rosterHead(), read.rosterHead());
    assertEquals(sent.sent(), read.sent());
    assertEquals(sent.expiry(), read.expiry());
    assertEquals(sent.body(), read.body());
  }

  @Test
  void a_message_without_timer_in_step_zero_at_the_first_entry_comes_back() throws Exception {
    Content full = Fixture.text("hi");
    Content sent =
        new Content(
            full.id(),
            full.group(),
            full.channel(),
            new Epoch(1, 0),
            full.device(),
            1,
            Fixture.NONE,
            0,
            full.rosterHead(),
            1,
            0,
            full.frankingKey(),
            true,
            full.body());
    Content read = ContentCodec.decode(ContentCodec.encode(sent));
    assertEquals(0, read.expiry());
    assertTrue(read.noLease());
    assertEquals(0, read.rosterSeq());
    assertEquals(new Epoch(1, 0), read.epoch());
  }

  @Test
  void a_body_of_a_newer_client_keeps_its_bytes() throws Exception {
    byte[] body = {10, 2, 104, 105};
    byte[] bytes = ContentCodec.encode(Fixture.content(new Body.UnknownBody(25, body)));
    Content read = ContentCodec.decode(bytes);
    Body.UnknownBody unknown = assertInstanceOf(Body.UnknownBody.class, read.body());
    assertEquals(25, unknown.field());
    assertArrayEquals(body, unknown.bytes());
    assertArrayEquals(bytes, ContentCodec.encode(read));
  }

  @Test
  void a_field_behind_the_bodies_or_a_second_body_is_refused() {
    refused(
        WireCheck.UNKNOWN_FIELD,
        concatenated(ContentCodec.encode(Fixture.text("hi")), field(64, new byte[] {1})));
    refused(
        WireCheck.UNKNOWN_FIELD,
        concatenated(ContentCodec.encode(Fixture.text("hi")), field(17, new byte[] {1})));
    refused(
        WireCheck.FIELD_ORDER,
        concatenated(ContentCodec.encode(Fixture.text("hi")), field(16, new byte[] {10, 1, 'x'})));
  }

  @Test
  void a_missing_body_or_franking_key_is_refused() {
    byte[] whole = ContentCodec.encode(Fixture.content(new Body.UnknownBody(40, new byte[] {7})));
    byte[] head = Arrays.copyOf(whole, whole.length - 4);
    refused(WireCheck.FIELD_MISSING, head);
    refused(WireCheck.FIELD_MISSING, withoutFrankingKey());
  }

  @Test
  void every_truncation_and_every_byte_more_is_refused() {
    byte[] whole = ContentCodec.encode(Fixture.text("hi"));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(InvalidWireException.class, () -> ContentCodec.decode(cut));
    }
    assertThrows(
        InvalidWireException.class,
        () -> ContentCodec.decode(Arrays.copyOf(whole, whole.length + 1)));
  }

  @Test
  void a_changed_bit_gives_another_content_or_none() {
    byte[] whole = ContentCodec.encode(Fixture.text("hi"));
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertArrayEquals(flipped, ContentCodec.encode(ContentCodec.decode(flipped)));
      } catch (InvalidWireException e) {
        // Refused: as good.
      }
    }
  }

  @Test
  void fields_that_make_no_sense_together_are_refused_on_both_sides() throws Exception {
    Content good = Fixture.text("hi");
    assertThrows(
        IllegalArgumentException.class,
        () -> ContentCodec.encode(Fixture.content(1, Fixture.HEAD, good.body())));
    assertThrows(
        IllegalArgumentException.class,
        () -> ContentCodec.encode(Fixture.content(2, Fixture.NONE, good.body())));
    assertThrows(IllegalArgumentException.class, () -> ContentCodec.encode(timed(good, 10, 10)));
    assertThrows(IllegalArgumentException.class, () -> ContentCodec.encode(timed(good, 0, 0)));
    refused(WireCheck.FIELDS_DISAGREE, raw(1, 5, Fixture.HEAD, 10, 20));
    refused(WireCheck.FIELDS_DISAGREE, raw(2, 5, Fixture.NONE, 10, 20));
    refused(WireCheck.FIELDS_DISAGREE, raw(1, 5, Fixture.NONE, 10, 10));
    refused(WireCheck.FIELD_MISSING, raw(1, 0, Fixture.NONE, 10, 20));
    assertEquals(10, ContentCodec.decode(raw(1, 5, Fixture.NONE, 10, 20)).sent());
  }

  @Test
  void a_text_has_its_bounds() throws Exception {
    String longest = "x".repeat(BodyCodec.MAX_TEXT);
    assertEquals(
        new Body.Text(longest),
        ContentCodec.decode(ContentCodec.encode(Fixture.text(longest))).body());
    assertThrows(
        IllegalArgumentException.class, () -> ContentCodec.encode(Fixture.text(longest + "x")));
    assertThrows(IllegalArgumentException.class, () -> ContentCodec.encode(Fixture.text("")));
    assertThrows(IllegalArgumentException.class, () -> ContentCodec.encode(Fixture.text("\uD83C")));
  }

  @Test
  void another_version_is_refused_as_unknown() {
    byte[] other = ContentCodec.encode(Fixture.text("hi"));
    other[1] = 2;
    refused(WireCheck.UNKNOWN_VERSION, other);
  }

  @Test
  void encrypting_again_changes_the_bytes_and_neither_the_id_nor_the_chain() {
    Content first = Fixture.text("hi");
    Content again = first.moved(new Epoch(3, 0), 9, Fixture.filled(32, 99), true);
    assertEquals(first.id(), again.id());
    assertFalse(Arrays.equals(ContentCodec.encode(first), ContentCodec.encode(again)));
    assertArrayEquals(
        ContentChain.hash(Fixture.sealer(), first), ContentChain.hash(Fixture.sealer(), again));
  }

  @Test
  void the_chain_covers_everything_but_epoch_roster_and_lease() {
    Content one = Fixture.text("hi");
    byte[] hash = ContentChain.hash(Fixture.sealer(), one);
    Content[] others = {
      Fixture.text("ho"),
      timed(one, one.sent() + 1, one.expiry()),
      timed(one, one.sent(), one.expiry() + 1),
      Fixture.content(2, Fixture.HEAD, one.body()),
      Fixture.content(new Body.UnknownBody(40, new byte[] {1}))
    };
    for (Content other : others) {
      assertFalse(Arrays.equals(hash, ContentChain.hash(Fixture.sealer(), other)));
    }
  }

  @Test
  void what_is_said_is_not_in_the_text_form() {
    Content content = Fixture.text("planted-secret");
    assertFalse(content.toString().contains("planted"));
    assertFalse(content.body().toString().contains("planted"));
    assertFalse(new Body.UnknownBody(40, new byte[] {77, 78}).toString().contains("77"));
    assertEquals("MessageId", content.id().toString());
    assertNotEquals(content.id(), MessageId.of(Fixture.filled(16, 99)));
  }

  private static Content timed(Content c, long sent, long expiry) {
    return new Content(
        c.id(),
        c.group(),
        c.channel(),
        c.epoch(),
        c.device(),
        c.seq(),
        c.prevHash(),
        c.rosterSeq(),
        c.rosterHead(),
        sent,
        expiry,
        c.frankingKey(),
        c.noLease(),
        c.body());
  }

  private static byte[] withoutFrankingKey() {
    byte[] whole = ContentCodec.encode(Fixture.text("x"));
    int body = 6; // tag and length of the text, and of what is in it
    byte[] head = Arrays.copyOf(whole, whole.length - body - 34);
    return concatenated(head, Arrays.copyOfRange(whole, whole.length - body, whole.length));
  }

  /** A content as only a hostile client would write it. */
  private static byte[] raw(long seq, int generation, byte[] prevHash, long sent, long expiry) {
    ProtoWriter out = new ProtoWriter();
    out.number(1, 1, Bounds.ANY);
    out.bytes(2, Fixture.filled(16, 1), Bounds.ANY);
    out.bytes(3, Fixture.GROUP.bytes(), Bounds.ANY);
    out.bytes(4, Fixture.CHANNEL.bytes(), Bounds.ANY);
    out.number(5, generation, Bounds.ANY);
    out.bytes(7, Fixture.ADA.bytes(), Bounds.ANY);
    out.number(8, seq, Bounds.ANY);
    out.bytes(9, prevHash, Bounds.ANY);
    out.bytes(11, Fixture.HEAD, Bounds.ANY);
    out.number(12, sent, Bounds.ANY);
    out.number(13, expiry, Bounds.ANY);
    out.bytes(14, Fixture.filled(32, 13), Bounds.ANY);
    out.bytes(16, new byte[] {10, 1, 'x'}, Bounds.ANY);
    return out.toByteArray();
  }

  private static byte[] field(int number, byte[] value) {
    ProtoWriter out = new ProtoWriter();
    out.bytes(number, value, Bounds.ANY);
    return out.toByteArray();
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static void refused(WireCheck check, byte[] bytes) {
    InvalidWireException e =
        assertThrows(InvalidWireException.class, () -> ContentCodec.decode(bytes));
    assertEquals(check, e.check());
  }
}
