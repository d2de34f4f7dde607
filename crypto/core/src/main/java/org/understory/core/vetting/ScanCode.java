package org.understory.core.vetting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.LinkException;
import org.understory.core.invite.LinkText;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;

/**
 * What one screen shows and another's camera reads ({@code docs/protocol.md#scan-codes}). Exactly
 * one text says one code; whatever is none reads as null.
 */
public sealed interface ScanCode {
  /** Digits of a safety number. */
  int DIGITS = 60;

  /** The text to be shown. */
  String text();

  /**
   * Somebody who waits to be let in: for vouching, and for comparing numbers.
   *
   * @param requestHash 32 bytes
   * @param digits the request's safety number, 60 digits
   */
  record Joiner(byte[] requestHash, String digits) implements ScanCode {
    @Override
    public String text() {
      return "uv1." + LinkText.key(requestHash) + "." + digits;
    }

    @Override
    public String toString() {
      return "Joiner";
    }
  }

  /**
   * A steward's head, for somebody who waits.
   *
   * @param seq the number of the entry at the head
   * @param head its hash, 32 bytes
   * @param device the steward's
   * @param identityHash 32 bytes, {@code H("identity", identity key)} of that device
   */
  record Head(GroupId group, long seq, byte[] head, DeviceId device, byte[] identityHash)
      implements ScanCode {
    @Override
    public String text() {
      return "uh1."
          + LinkText.key(group.bytes())
          + "."
          + seq
          + "."
          + LinkText.key(head)
          + "."
          + LinkText.key(device.bytes())
          + "."
          + LinkText.key(identityHash);
    }

    @Override
    public String toString() {
      return "Head[" + seq + "]";
    }
  }

  /**
   * The safety number of two members, with the head of who shows it.
   *
   * @param digits 60
   * @param head 32 bytes
   * @param lease a canonical SignedLease that goes along, or empty
   */
  record Safety(String digits, long seq, byte[] head, byte[] lease) implements ScanCode {
    @Override
    public String text() {
      String number = "us1." + digits + "." + seq + "." + LinkText.key(head);
      return lease.length == 0 ? number : number + ".ul1." + LinkText.key(lease);
    }

    @Override
    public String toString() {
      return "Safety[" + seq + "]";
    }
  }

  /** The code that this text is, or null. */
  static @Nullable ScanCode parse(String text) {
    if (text.length() > 1024) {
      return null;
    }
    List<String> parts = LinkText.parts(text);
    try {
      ScanCode code =
          switch (parts.get(0)) {
            case "uv1" -> new Joiner(LinkText.bytes(parts.get(1), 32), digits(parts.get(2)));
            case "uh1" ->
                new Head(
                    GroupId.of(LinkText.bytes(parts.get(1), 32)),
                    LinkText.number(parts.get(2)),
                    LinkText.bytes(parts.get(3), 32),
                    DeviceId.of(LinkText.bytes(parts.get(4), 16)),
                    LinkText.bytes(parts.get(5), 32));
            case "us1" ->
                new Safety(
                    digits(parts.get(1)),
                    LinkText.number(parts.get(2)),
                    LinkText.bytes(parts.get(3), 32),
                    parts.size() > 4
                        ? java.util.Base64.getUrlDecoder().decode(parts.get(5))
                        : NONE);
            default -> null;
          };
      return code != null && code.text().equals(text) ? code : null;
    } catch (LinkException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return null;
    }
  }

  /** No bytes. */
  byte[] NONE = {};

  private static String digits(String text) {
    boolean good = text.length() == DIGITS;
    for (int i = 0; good && i < DIGITS; i++) {
      good = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!good) {
      throw new IllegalArgumentException("no number");
    }
    return text;
  }
}
