package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryBody.Create;
import org.understory.core.roster.EntryBody.Invite;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.codec.WireCheck;

/** ROS-7: one entry has one encoding, and nothing else is taken for it. */
final class EntryCodecTest {
  private final TestGroup group = TestGroup.founded(90);

  private List<SignedEntry> oneOfEachKind() {
    DeviceKeySet member = group.joined();
    RosterAuthor author = group.author();
    author.append(Bodies.timer(group.channel(), 30));
    author.append(new EntryBody.Remove(List.of(member.member()), group.leave(member), false));
    group.take(author);
    for (EntryBody body : Bodies.others(group)) {
      group.entries().add(new Frankenstein(group).sew(body));
    }
    return group.entries();
  }

  private static WireCheck refusal(byte[] bytes) {
    return assertThrows(InvalidWireException.class, () -> EntryCodec.decode(bytes)).check();
  }

  @Test
  void every_kind_decodes_to_the_bytes_it_was_encoded_to() throws Exception {
    for (SignedEntry entry : oneOfEachKind()) {
      SignedEntry decoded = EntryCodec.decode(entry.bytes());
      assertEquals(entry.entry().kind(), decoded.entry().kind());
      assertArrayEquals(entry.entryBytes(), decoded.entryBytes());
      assertArrayEquals(entry.bytes(), decoded.bytes());
      assertArrayEquals(
          entry.bytes(),
          new SignedEntry(
                  decoded.entry(), EntryCodec.encodeEntry(decoded.entry()), decoded.signature())
              .bytes());
    }
  }

  @Test
  void every_byte_cut_off_the_end_is_missed() {
    for (SignedEntry entry : oneOfEachKind()) {
      byte[] whole = entry.bytes();
      for (int length = 0; length < whole.length; length++) {
        assertNotNull(refusal(Arrays.copyOf(whole, length)));
      }
    }
  }

  @Test
  void a_byte_behind_the_end_is_refused() {
    for (SignedEntry entry : oneOfEachKind()) {
      byte[] whole = entry.bytes();
      assertNotNull(refusal(Arrays.copyOf(whole, whole.length + 1)));
    }
  }

  private static byte[] signed(byte[] entry) {
    ProtoWriter w = new ProtoWriter();
    w.bytes(1, entry, Bounds.ANY);
    w.bytes(2, new byte[64], Bounds.ANY);
    return w.toByteArray();
  }

  /** An entry with chosen version, kind and body, everything else as it should be. */
  private byte[] entry(int version, int kind, byte[] body, List<byte[]> approvals) {
    ProtoWriter w = new ProtoWriter();
    w.number(1, version, Bounds.ANY);
    w.bytes(2, new byte[32], Bounds.ANY);
    w.number(3, 7, Bounds.ANY);
    w.bytes(4, new byte[32], Bounds.ANY);
    w.number(5, kind, Bounds.ANY);
    w.bytes(6, new byte[16], Bounds.ANY);
    w.number(7, 1, Bounds.ANY);
    w.bytes(8, body, Bounds.ANY);
    w.repeatedBytes(9, approvals, Bounds.ANY, Bounds.ANY);
    return signed(w.toByteArray());
  }

  private static byte[] remove() {
    return BodyCodec.encode(Bodies.remove(MemberId.of(new byte[16])));
  }

  @Test
  void only_version_one_is_known() throws Exception {
    EntryCodec.decode(entry(1, 4, remove(), List.of()));
    assertEquals(WireCheck.UNKNOWN_VERSION, refusal(entry(2, 4, remove(), List.of())));
    assertEquals(WireCheck.UNKNOWN_VERSION, refusal(entry(0, 4, remove(), List.of())));
  }

  @Test
  void a_kind_without_a_number_is_refused() {
    for (int kind : new int[] {0, 17, 1000}) {
      assertEquals(WireCheck.NUMBER_OUT_OF_BOUNDS, refusal(entry(1, kind, remove(), List.of())));
    }
    for (int kind = 1; kind <= 16; kind++) {
      EntryKind known = EntryKind.of(kind);
      assertNotNull(known);
      assertEquals(kind, known.number());
    }
  }

  @Test
  void a_body_of_another_kind_is_refused() {
    assertNotNull(refusal(entry(1, 1, remove(), List.of())));
    assertNotNull(refusal(entry(1, 10, remove(), List.of())));
  }

  @Test
  void a_body_with_something_behind_it_is_refused() {
    byte[] longer = Arrays.copyOf(remove(), remove().length + 2);
    longer[longer.length - 2] = 0x20;
    longer[longer.length - 1] = 1;
    assertEquals(WireCheck.UNKNOWN_FIELD, refusal(entry(1, 4, longer, List.of())));
  }

  @Test
  void a_body_approvals_or_a_whole_beyond_its_bound_is_refused() throws Exception {
    assertEquals(WireCheck.LENGTH_OUT_OF_BOUNDS, refusal(entry(1, 5, new byte[8193], List.of())));
    assertEquals(
        WireCheck.LENGTH_OUT_OF_BOUNDS, refusal(entry(1, 11, new byte[13_313], List.of())));
    assertEquals(WireCheck.UNKNOWN_FIELD, refusal(entry(1, 11, new byte[13_312], List.of())));
    List<byte[]> sixteen = Collections.nCopies(16, new byte[256]);
    List<byte[]> seventeen = Collections.nCopies(17, new byte[1]);
    EntryCodec.decode(entry(1, 4, remove(), sixteen));
    assertEquals(WireCheck.COUNT_OUT_OF_BOUNDS, refusal(entry(1, 4, remove(), seventeen)));
    assertEquals(
        WireCheck.LENGTH_OUT_OF_BOUNDS, refusal(entry(1, 4, remove(), List.of(new byte[257]))));
    assertEquals(WireCheck.TOO_LARGE, refusal(new byte[EntryCodec.MAX_SIGNED_ENTRY + 1]));
  }

  @Test
  void an_invite_with_something_in_its_reserved_box_is_refused() {
    byte[] body = BodyCodec.encode(group.invite());
    byte[] boxed = Arrays.copyOf(body, body.length + 3);
    boxed[body.length] = 0x42;
    boxed[body.length + 1] = 1;
    boxed[body.length + 2] = 9;
    assertEquals(WireCheck.UNKNOWN_FIELD, refusal(entry(1, 2, boxed, List.of())));
  }

  @Test
  void each_field_of_a_body_keeps_its_place() throws Exception {
    Invite invite = group.invite();
    Invite read = (Invite) BodyCodec.decode(EntryKind.INVITE, BodyCodec.encode(invite));
    assertEquals(invite.invite(), read.invite());
    assertArrayEquals(invite.dropKey(), read.dropKey());
    assertArrayEquals(invite.requestKey(), read.requestKey());
    assertArrayEquals(invite.commit(), read.commit());
    assertEquals(invite.notAfter(), read.notAfter());
    Create create = group.state().create();
    Create readCreate = (Create) BodyCodec.decode(EntryKind.CREATE, BodyCodec.encode(create));
    assertArrayEquals(create.nonce(), readCreate.nonce());
    assertEquals(create.space(), readCreate.space());
    assertArrayEquals(create.stewardKey(), readCreate.stewardKey());
    assertArrayEquals(create.nameCommitment(), readCreate.nameCommitment());
    assertArrayEquals(create.groupNameCommitment(), readCreate.groupNameCommitment());
  }

  @Test
  void an_entry_cannot_be_changed_through_what_it_hands_out() {
    SignedEntry entry = group.entries().getFirst();
    byte[] before = entry.bytes();
    entry.entryBytes()[0] ^= 1;
    entry.signature()[0] ^= 1;
    assertArrayEquals(before, entry.bytes());
  }
}
