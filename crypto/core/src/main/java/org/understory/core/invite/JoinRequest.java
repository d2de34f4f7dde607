package org.understory.core.invite;

import java.util.List;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.DeviceKeysCodec;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Texts;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.codec.WireCheck;
import org.understory.wire.id.InviteId;

/**
 * Somebody asks to join ({@code docs/protocol.md#join-request}). Built by {@link JoinRequestSeal},
 * or decoded and not yet judged: see {@link JoinRequestCheck}.
 *
 * @param inviteEntry 32 bytes, the hash of the INVITE entry
 * @param expiry milliseconds, the last moment at which it may be approved
 * @param device the keys that ADD repeats
 * @param nameSalt 32 bytes
 * @param name 1 to 64 characters
 * @param answer 0 to 4096 bytes of UTF-8
 * @param preKeyBase a canonical {@code PreKeyBase}
 * @param oneTime a canonical {@code OneTimePreKey}
 * @param answers 0 to 8, of 0 to 2048 bytes: to the questions of the invite's sheet, in their order
 * @param recoveryKey Ed25519, 32 bytes, which ADD repeats; or empty: no recovery sheet
 * @param vouchers 0 to 256 bytes of UTF-8: who may know the joiner
 * @param mac 32 bytes, over all the others, under a key of the link's secret
 */
public record JoinRequest(
    GroupId group,
    byte[] inviteEntry,
    InviteId invite,
    long expiry,
    DeviceKeys device,
    byte[] nameSalt,
    String name,
    String answer,
    byte[] preKeyBase,
    byte[] oneTime,
    List<String> answers,
    byte[] recoveryKey,
    String vouchers,
    byte[] mac) {
  private static final int VERSION = 1;

  /** Characters, that is code points, in a name. */
  public static final int MAX_NAME = 64;

  /** Bytes of UTF-8 in an answer. */
  public static final int MAX_ANSWER = 4096;

  /** Bytes of UTF-8 in the answer to one of several questions. */
  public static final int MAX_ANSWER_EACH = 2048;

  /** Bytes of UTF-8 in what says who may know the joiner. */
  public static final int MAX_VOUCHERS = 256;

  private static final Bounds WHOLE = Bounds.of(1, 32_768);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds NAME = Bounds.of(1, 4 * MAX_NAME);
  private static final Bounds ANSWER = Bounds.upTo(MAX_ANSWER);
  private static final Bounds BASE = Bounds.of(1, 8_192);
  private static final Bounds ONE_TIME = Bounds.of(1, 4_096);
  private static final Bounds ANSWERS = Bounds.upTo(8);
  private static final Bounds ANSWER_EACH = Bounds.upTo(MAX_ANSWER_EACH);
  private static final Bounds RECOVERY_KEY = Bounds.exactlyOrNone(32);
  private static final Bounds VOUCHERS = Bounds.upTo(MAX_VOUCHERS);

  public JoinRequest {
    answers = List.copyOf(answers);
  }

  /** Whether a name has 1 to 64 characters, none of them half. */
  public static boolean isName(String name) {
    if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      boolean high = Character.isHighSurrogate(name.charAt(i));
      boolean pair = high && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1));
      if (pair) {
        i++;
      } else if (high || Character.isLowSurrogate(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The opening of the name's commitment in ADD. */
  public Opening opening() {
    return new Opening(NameKind.MEMBER, nameSalt, name);
  }

  /** The canonical bytes. */
  public byte[] encode() {
    return ProtoWriter.encode(this, JoinRequest::write);
  }

  /** {@code H("join-request-hash", JoinRequest)}: what ADD and the welcome name the request by. */
  public byte[] hash(Sealer sealer) {
    return sealer.hash("join-request-hash", encode());
  }

  /** Reads the canonical bytes; says nothing of who made them. */
  static JoinRequest decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, WHOLE, JoinRequest::read);
  }

  /** The MAC that this request should carry. */
  byte[] expectedMac(Sealer sealer, InviteKeys keys) {
    byte[] unbound = ProtoWriter.encode(this, JoinRequest::writeUnbound);
    return sealer.mac(keys.key("bind"), "join-request-mac", unbound);
  }

  JoinRequest withMac(byte[] newMac) {
    return new JoinRequest(
        group,
        inviteEntry,
        invite,
        expiry,
        device,
        nameSalt,
        name,
        answer,
        preKeyBase,
        oneTime,
        answers,
        recoveryKey,
        vouchers,
        newMac);
  }

  private static void write(ProtoWriter w, JoinRequest request) {
    write(w, request, HASH);
  }

  private static void writeUnbound(ProtoWriter w, JoinRequest request) {
    write(w, request.withMac(new byte[0]), Bounds.exactly(0));
  }

  private static void write(ProtoWriter w, JoinRequest request, Bounds mac) {
    w.number(1, VERSION, Bounds.exactly(VERSION));
    w.bytes(2, request.group.bytes(), HASH);
    w.bytes(3, request.inviteEntry, HASH);
    w.bytes(4, request.invite.bytes(), ID);
    w.number(5, request.expiry, Bounds.ANY);
    w.message(6, request.device, DeviceKeysCodec::write);
    w.bytes(7, request.nameSalt, HASH);
    w.string(8, request.name, NAME);
    w.string(9, request.answer, ANSWER);
    w.bytes(10, request.preKeyBase, BASE);
    w.bytes(11, request.oneTime, ONE_TIME);
    w.bytes(12, request.mac, mac);
    Texts.write(w, 13, request.answers, ANSWERS, ANSWER_EACH);
    w.bytes(14, request.recoveryKey, RECOVERY_KEY);
    w.string(15, request.vouchers, VOUCHERS);
  }

  private static JoinRequest read(ProtoReader r) throws InvalidWireException {
    r.version(1, VERSION);
    GroupId group = GroupId.of(r.bytes(2, HASH));
    byte[] entry = r.bytes(3, HASH);
    InviteId invite = InviteId.of(r.bytes(4, ID));
    long expiry = r.number(5, Bounds.ANY);
    DeviceKeys device = r.message(6, DeviceKeysCodec::read);
    byte[] nameSalt = r.bytes(7, HASH);
    String name = name(r.string(8, NAME));
    String answer = r.string(9, ANSWER);
    byte[] base = r.bytes(10, BASE);
    byte[] oneTime = r.bytes(11, ONE_TIME);
    byte[] mac = r.bytes(12, HASH);
    return new JoinRequest(
        group,
        entry,
        invite,
        expiry,
        device,
        nameSalt,
        name,
        answer,
        base,
        oneTime,
        Texts.read(r, 13, ANSWERS, ANSWER_EACH),
        r.bytes(14, RECOVERY_KEY),
        r.string(15, VOUCHERS),
        mac);
  }

  private static String name(String text) throws InvalidWireException {
    if (!isName(text)) {
      throw new InvalidWireException(WireCheck.LENGTH_OUT_OF_BOUNDS);
    }
    return text;
  }

  @Override
  public String toString() {
    return "JoinRequest";
  }
}
