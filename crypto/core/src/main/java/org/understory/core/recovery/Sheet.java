package org.understory.core.recovery;

import java.util.List;
import org.understory.core.invite.LinkException;
import org.understory.core.invite.LinkText;
import org.understory.core.linking.WordNumbers;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.SpaceId;

/**
 * The recovery sheet: {@code
 * understory-recovery-v1.<R>.<origin>.<space>.<group>.<member>.<seq>.<entry hash>} ({@code
 * docs/protocol.md#sheet}). Secret, kept on paper and nowhere else; its text form shows the server
 * alone.
 *
 * @param secret R, 16 bytes
 * @param origin of the server
 * @param member whose sheet it is: the keys of a new device name their member
 * @param seq of the entry that brought the owner in
 * @param entryHash 32 bytes, that entry's hash
 */
public record Sheet(
    byte[] secret,
    String origin,
    SpaceId space,
    GroupId group,
    MemberId member,
    long seq,
    byte[] entryHash) {
  private static final String PREFIX = "understory-recovery-v1";

  /** Behind the origin, which has dots of its own. */
  private static final int LAST = 5;

  /**
   * Reads a sheet.
   *
   * @throws LinkException when it is not of this form
   */
  public static Sheet parse(String text) throws LinkException {
    LinkText.require(text.length() <= 512);
    List<String> parts = LinkText.parts(text);
    int count = parts.size();
    LinkText.require(count >= 3 + LAST && parts.get(0).equals(PREFIX));
    return new Sheet(
        LinkText.bytes(parts.get(1), WordNumbers.SECRET),
        LinkText.origin(String.join(".", parts.subList(2, count - LAST))),
        SpaceId.of(LinkText.bytes(parts.get(count - 5), 16)),
        GroupId.of(LinkText.bytes(parts.get(count - 4), 32)),
        MemberId.of(LinkText.bytes(parts.get(count - 3), 16)),
        LinkText.number(parts.get(count - 2)),
        LinkText.bytes(parts.get(count - 1), 32));
  }

  /** The text. */
  public String format() {
    return String.join(
        ".",
        PREFIX,
        LinkText.key(secret),
        origin,
        LinkText.key(space.bytes()),
        LinkText.key(group.bytes()),
        LinkText.key(member.bytes()),
        Long.toString(seq),
        LinkText.key(entryHash));
  }

  /** The same sheet with another secret: a new one of the same owner. */
  public Sheet with(byte[] newSecret) {
    return new Sheet(newSecret, origin, space, group, member, seq, entryHash);
  }

  /** The Ed25519 seed that signs a recovery. */
  public static byte[] recoverySeed(Sealer sealer, byte[] secret, SpaceId space) {
    return sealer.derive(secret, "recovery-sign", space.bytes());
  }

  /** Its public half, which is in the roster and unknown to the server; 32 bytes. */
  public static byte[] recoveryKey(Sealer sealer, byte[] secret, SpaceId space) {
    return sealer.primitives().ed25519().publicKey(recoverySeed(sealer, secret, space));
  }

  /** The Ed25519 seed that the server knows the owner of a sheet by. */
  public static byte[] knockSeed(Sealer sealer, byte[] secret, SpaceId space) {
    return sealer.derive(secret, "recovery-knock", space.bytes());
  }

  /** Its public half, which the server alone has; 32 bytes. */
  public static byte[] knockKey(Sealer sealer, byte[] secret, SpaceId space) {
    return sealer.primitives().ed25519().publicKey(knockSeed(sealer, secret, space));
  }

  /** What a share of the sheet is compared with, 8 bytes. */
  public static byte[] check(Sealer sealer, byte[] secret) {
    return java.util.Arrays.copyOf(sealer.hash("sheet-share", secret), 8);
  }

  @Override
  public String toString() {
    return "Sheet[" + origin + "]";
  }
}
