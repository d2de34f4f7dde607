package org.understory.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * The exact bytes that keys sign. A statement is a row of parts, each with its length before it as
 * 4 bytes, big-endian; the first part is {@code understory/v1/<type>}, so no statement of one type
 * can pass for one of another, and no part can run into the next. Numbers are 8 bytes, big-endian.
 * {@code docs/protocol.md#lp}
 */
public final class Statements {
  private static final String TAG = "understory/v1/";
  private static final byte[] NONE = new byte[0];

  private Statements() {}

  /**
   * A statement of any type: the tag {@code understory/v1/<type>} and then the parts.
   *
   * @param type lower-case words and hyphens
   */
  public static byte[] of(String type, byte[]... parts) {
    byte[] tag = ascii(TAG + type);
    long size = 4L + tag.length;
    for (byte[] part : parts) {
      size += 4L + part.length;
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a statement is too long");
    }
    byte[] statement = new byte[(int) size];
    int end = append(statement, 0, tag);
    for (byte[] part : parts) {
      end = append(statement, end, part);
    }
    return statement;
  }

  /**
   * What a proof of an access key signs. {@code docs/protocol.md#prove}
   *
   * @param origin the server's public origin, ASCII, as the greeting names it
   * @param nonce 32 bytes
   * @param nonceExpiry milliseconds, as given with the nonce
   * @param kind the key kind's number on the wire
   * @param space null for a drop key
   * @param publicKey 32 bytes
   * @param storeCounter for an owner key; else 0
   */
  public static byte[] prove(
      String origin,
      byte[] nonce,
      long nonceExpiry,
      int kind,
      @Nullable SpaceId space,
      byte[] publicKey,
      long storeCounter) {
    return of(
        "prove",
        ascii(origin),
        nonce,
        number(nonceExpiry),
        new byte[] {(byte) kind},
        space == null ? NONE : space.bytes(),
        publicKey,
        number(storeCounter));
  }

  /**
   * What stewards sign to change who may commit. {@code docs/protocol.md#steward-set}
   *
   * @param version the new set's: the current one + 1
   * @param keys the new set's keys, 32 bytes each, rising
   * @param threshold the new set's
   * @param rescueKey the new set's: 32 bytes, or empty
   */
  public static byte[] stewardSet(
      SpaceId space, long version, List<byte[]> keys, int threshold, byte[] rescueKey) {
    return of(
        "steward-set",
        space.bytes(),
        number(version),
        concatenated(keys),
        number(threshold),
        rescueKey);
  }

  /**
   * What a steward's old key signs to be replaced. {@code docs/protocol.md#steward-key}
   *
   * @param setVersion the version after the replacement: the current one + 1
   */
  public static byte[] stewardKey(SpaceId space, long setVersion, byte[] oldKey, byte[] newKey) {
    return of("steward-key", space.bytes(), number(setVersion), oldKey, newKey);
  }

  /** What stewards sign to delete a space. {@code docs/protocol.md#deletion} */
  public static byte[] deleteSpace(SpaceId space, long setVersion) {
    return of("delete-space", space.bytes(), number(setVersion));
  }

  /** What stewards sign to take a deletion back. {@code docs/protocol.md#deletion} */
  public static byte[] cancelDeletion(SpaceId space, long setVersion) {
    return of("cancel-deletion", space.bytes(), number(setVersion));
  }

  /**
   * What a drop key signs for a request to join. {@code docs/protocol.md#drop-signature}
   *
   * @param ownerKey 32 bytes, of the provisional mailbox
   * @param sealed the sealed request itself
   */
  public static byte[] joinRequest(
      InviteId invite, MailboxId mailbox, byte[] ownerKey, byte[] sealed) {
    return of("join-request", invite.bytes(), mailbox.bytes(), ownerKey, sealed);
  }

  /**
   * What a device signing key signs for its shelf: where the shelf is, and the canonical bytes of
   * the base without its signature, which may still be empty. {@code
   * docs/protocol.md#prekey-bundle}
   */
  public static byte[] preKeyBase(SpaceId space, MailboxId mailbox, PreKeyBase base) {
    return of("prekey-base", space.bytes(), mailbox.bytes(), base.encodeUnsigned());
  }

  /** A number as a part: 8 bytes, big-endian. */
  public static byte[] number(long value) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> (56 - 8 * i));
    }
    return bytes;
  }

  private static byte[] concatenated(List<byte[]> keys) {
    int size = 0;
    for (byte[] key : keys) {
      size = Math.addExact(size, key.length);
    }
    byte[] all = new byte[size];
    int end = 0;
    for (byte[] key : keys) {
      System.arraycopy(key, 0, all, end, key.length);
      end += key.length;
    }
    return all;
  }

  private static int append(byte[] statement, int at, byte[] part) {
    for (int i = 0; i < 4; i++) {
      statement[at + i] = (byte) (part.length >>> (24 - 8 * i));
    }
    System.arraycopy(part, 0, statement, at + 4, part.length);
    return at + 4 + part.length;
  }

  private static byte[] ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException("not ASCII");
      }
    }
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
