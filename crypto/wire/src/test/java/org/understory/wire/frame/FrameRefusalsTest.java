package org.understory.wire.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.understory.wire.codec.Refusals.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.wire.Cases;
import org.understory.wire.Limits;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.Raw;
import org.understory.wire.codec.WireCheck;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

class FrameRefusalsTest {
  private static final byte[] NONE = new byte[0];

  private static Raw request(int body, Raw message) {
    return new Raw().number(1, 1).message(body, message);
  }

  private static void refusedRequest(WireCheck check, int body, Raw message) {
    refused(check, FrameCodec::decodeRequest, request(body, message));
  }

  private static void refusedEncoding(RequestBody body) {
    assertThrows(IllegalArgumentException.class, () -> FrameCodec.encode(new Request(1, body)));
  }

  @Test
  void an_append_has_these_bytes() {
    byte[] write = new byte[16];
    Arrays.fill(write, (byte) 0x11);
    Append append = new Append(WriteId.of(write), LogId.KNOCK, 3600, new byte[] {1, 2, 3});
    assertEquals(
        "0807" // id 7
            + "322c" // append, 44 bytes
            + ("0a10" + "11".repeat(16))
            + ("1210" + "00".repeat(15) + "02")
            + "18901c"
            + "2203010203",
        HexFormat.of().formatHex(FrameCodec.encode(new Request(7, append))));
  }

  @Test
  void a_message_without_fields_has_these_bytes() {
    assertArrayEquals(
        HexFormat.of().parseHex("08011200"), FrameCodec.encode(new Request(1, new Challenge())));
    assertArrayEquals(
        HexFormat.of().parseHex("12050880012a00"), FrameCodec.encode(new Reply(128, new Done())));
    assertArrayEquals(
        HexFormat.of().parseHex("42020802"),
        FrameCodec.encode(new AccessEnded(AccessEndedReason.MAILBOX_CLOSED)));
  }

  @Test
  void a_request_without_id_or_body_or_with_two_bodies_is_refused() {
    refused(WireCheck.TOO_LARGE, FrameCodec::decodeRequest, new Raw());
    refused(WireCheck.FIELD_MISSING, FrameCodec::decodeRequest, new Raw().number(1, 1));
    refused(WireCheck.FIELD_MISSING, FrameCodec::decodeRequest, new Raw().message(2, new Raw()));
    Raw two = request(2, new Raw()).message(14, new Raw());
    refused(WireCheck.UNKNOWN_FIELD, FrameCodec::decodeRequest, two);
    Raw twice = request(2, new Raw()).message(2, new Raw());
    refused(WireCheck.FIELD_ORDER, FrameCodec::decodeRequest, twice);
    refusedRequest(WireCheck.UNKNOWN_FIELD, 27, new Raw());
    refused(WireCheck.UNKNOWN_FIELD, FrameCodec::decodeServerFrame, new Raw().filled(10, 1));
    refused(
        WireCheck.FIELD_MISSING,
        FrameCodec::decodeServerFrame,
        new Raw().message(2, new Raw().number(1, 1)));
    refusedRequest(WireCheck.FIELD_MISSING, 4, new Raw());
  }

  @Test
  void a_frame_longer_than_4_mib_is_refused_and_not_made() {
    refused(WireCheck.TOO_LARGE, FrameCodec::decodeRequest, new Raw().filled(1, Limits.MAX_FRAME));
    List<DepositItem> items = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      items.add(new DepositItem(MailboxId.of(new byte[16]), 1, new byte[Limits.MAX_BODY]));
    }
    refusedEncoding(new Deposit(WriteId.of(new byte[16]), SpaceId.of(new byte[16]), items));
  }

  @Test
  void a_proof_of_an_unknown_kind_is_refused() {
    Raw proof = new Raw().filled(2, 16).filled(3, 32).filled(4, 32).filled(5, 64);
    refusedRequest(WireCheck.FIELD_MISSING, 3, proof);
    refusedRequest(WireCheck.NUMBER_OUT_OF_BOUNDS, 3, new Raw().number(1, 7).octets(intsOf(proof)));
  }

  private static int[] intsOf(Raw raw) {
    byte[] bytes = raw.bytes();
    int[] ints = new int[bytes.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = bytes[i] & 0xff;
    }
    return ints;
  }

  @Test
  void only_a_drop_key_proves_without_a_space_and_only_an_owner_key_has_a_counter() {
    byte[] key = new byte[32];
    byte[] signature = new byte[64];
    SpaceId space = SpaceId.of(new byte[16]);
    refusedEncoding(new Prove(KeyKind.DROP, space, key, key, signature, 0));
    refusedEncoding(new Prove(KeyKind.MEMBER, null, key, key, signature, 0));
    refusedEncoding(new Prove(KeyKind.STEWARD, space, key, key, signature, 1));
    Raw noSpace = new Raw().number(1, 1).filled(3, 32).filled(4, 32).filled(5, 64);
    refusedRequest(WireCheck.FIELDS_DISAGREE, 3, noSpace);
    Raw counter = new Raw().number(1, 4).filled(3, 32).filled(4, 32).filled(5, 64).number(6, 1);
    refusedRequest(WireCheck.FIELDS_DISAGREE, 3, counter);
  }

  @Test
  void steward_keys_that_do_not_rise_are_refused() {
    byte[] low = new byte[32];
    byte[] high = new byte[32];
    high[0] = (byte) 0x80;
    Raw commit = new Raw().filled(1, 16).filled(2, 16);
    for (List<byte[]> keys : List.of(List.of(high, low), List.of(low, low))) {
      Raw set = new Raw().number(1, 1);
      keys.forEach(key -> set.bytes(2, key));
      Raw whole = new Raw().octets(intsOf(commit)).message(6, set.number(3, 1));
      refusedRequest(WireCheck.FIELDS_DISAGREE, 8, whole);
    }
    Raw threshold = new Raw().number(1, 1).filled(2, 32).number(3, 3);
    refusedRequest(WireCheck.NUMBER_OUT_OF_BOUNDS, 8, commit.message(6, threshold));
  }

  @Test
  void a_rescue_key_that_is_a_stewards_is_refused() {
    byte[] key = new byte[32];
    byte[] other = new byte[32];
    other[31] = 1;
    refusedEncoding(commitWith(new StewardSet(2, List.of(key, other), 1, List.of(), other)));
    Raw set = new Raw().number(1, 1).bytes(2, key).number(3, 1).bytes(5, key);
    Raw commit = new Raw().filled(1, 16).filled(2, 16).message(6, set);
    refusedRequest(WireCheck.FIELDS_DISAGREE, 8, commit);
  }

  private static Commit commitWith(StewardSet set) {
    return new Commit(
        WriteId.of(new byte[16]),
        SpaceId.of(new byte[16]),
        0,
        List.of(),
        NONE,
        set,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void a_guarded_log_has_a_key_and_only_a_guarded_log_is_durable() {
    WriteId id = WriteId.of(new byte[16]);
    SpaceId space = SpaceId.of(new byte[16]);
    byte[] key = new byte[32];
    for (LogKeys keys :
        List.of(
            new LogKeys(LogId.KNOCK, NONE, NONE, true, false),
            new LogKeys(LogId.KNOCK, NONE, NONE, true, true),
            new LogKeys(LogId.KNOCK, key, key, false, true))) {
      refusedEncoding(new OpenLogs(id, space, List.of(keys)));
    }
    Raw durable = new Raw().filled(1, 16).filled(2, 32).number(5, 1);
    refusedRequest(
        WireCheck.FIELDS_DISAGREE, 24, new Raw().filled(1, 16).filled(2, 16).message(3, durable));
  }

  @Test
  void access_to_a_log_ends_with_its_id_and_any_other_access_without() {
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameCodec.encode(new AccessEnded(AccessEndedReason.LOG_MOVED)));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameCodec.encode(new AccessEnded(AccessEndedReason.EPOCH_MOVED, LogId.KNOCK)));
    refused(
        WireCheck.FIELDS_DISAGREE,
        FrameCodec::decodeServerFrame,
        new Raw().message(8, new Raw().number(1, 5)));
  }

  @Test
  void a_founding_commit_that_founds_nothing_is_refused() {
    Raw commit = new Raw().filled(1, 16).filled(2, 16);
    refusedRequest(WireCheck.FIELDS_DISAGREE, 9, new Raw().filled(1, 32).message(2, commit));
    refusedRequest(WireCheck.FIELD_MISSING, 9, new Raw().filled(1, 32));
  }

  @Test
  void ids_and_keys_of_another_length_are_refused() {
    refusedRequest(WireCheck.LENGTH_OUT_OF_BOUNDS, 5, new Raw().filled(1, 15));
    refusedRequest(WireCheck.LENGTH_OUT_OF_BOUNDS, 5, new Raw().filled(1, 17));
    refusedRequest(WireCheck.FIELD_MISSING, 5, new Raw());
    Raw staged = new Raw().filled(1, 16).filled(2, 16).filled(8, 15);
    refusedRequest(WireCheck.LENGTH_OUT_OF_BOUNDS, 8, staged);
    Raw key = new Raw().filled(1, 16).filled(2, 16).filled(5, 33);
    refusedRequest(WireCheck.LENGTH_OUT_OF_BOUNDS, 8, key);
  }

  @Test
  void bodies_and_counts_beyond_their_bounds_are_refused() {
    Raw append = new Raw().filled(1, 16).filled(2, 16).number(3, 1);
    refusedRequest(WireCheck.FIELD_MISSING, 6, append);
    refusedRequest(WireCheck.LENGTH_OUT_OF_BOUNDS, 6, append.filled(4, Limits.MAX_BODY + 1));
    Raw take = new Raw().filled(1, 16).filled(2, 16);
    refusedRequest(WireCheck.COUNT_OUT_OF_BOUNDS, 13, take);
    for (int i = 0; i <= Limits.MAX_TAKEN_FROM; i++) {
      take.filled(3, 16);
    }
    refusedRequest(WireCheck.COUNT_OUT_OF_BOUNDS, 13, take);
    refusedEncoding(new Append(WriteId.of(new byte[16]), LogId.KNOCK, 1, NONE));
    refusedEncoding(new Append(WriteId.of(new byte[16]), LogId.KNOCK, -1, new byte[1]));
  }

  @Test
  void a_withdrawn_request_has_no_signature_and_any_other_has_one() {
    Raw request = new Raw().filled(1, 16).filled(2, 16).filled(3, 32).filled(5, 64);
    refused(
        WireCheck.FIELDS_DISAGREE,
        FrameCodec::decodeServerFrame,
        new Raw().message(7, new Raw().message(1, request)));
  }

  @Test
  void bytes_changed_anywhere_are_refused_or_are_another_valid_frame() {
    Cases.check(
        6,
        cases -> {
          for (Request request : Frames.requests(cases)) {
            byte[] bytes = FrameCodec.encode(request);
            for (int i = 0; i < 200; i++) {
              checkDamaged(changed(cases, bytes));
            }
          }
        });
  }

  @Test
  void a_frame_cut_short_or_with_bytes_behind_its_end_is_refused() {
    Cases.check(
        2,
        cases -> {
          for (ServerFrame frame : Frames.serverFrames(cases)) {
            byte[] bytes = FrameCodec.encode(frame);
            for (int length = 0; length < Math.min(bytes.length, 2000); length++) {
              byte[] cut = Arrays.copyOf(bytes, length);
              assertThrows(InvalidWireException.class, () -> FrameCodec.decodeServerFrame(cut));
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThrows(InvalidWireException.class, () -> FrameCodec.decodeServerFrame(longer));
          }
        });
  }

  private static byte[] changed(Cases cases, byte[] bytes) {
    byte[] changed = bytes.clone();
    int at = cases.below(Math.min(changed.length, cases.chance() ? 40 : changed.length));
    changed[at] ^= (byte) (1 << cases.below(8));
    return changed;
  }

  private static void checkDamaged(byte[] bytes) {
    try {
      assertArrayEquals(bytes, FrameCodec.encode(FrameCodec.decodeRequest(bytes)));
    } catch (InvalidWireException e) {
      // Refused, as it should be.
    }
  }
}
