package org.understory.core.linking;

import org.understory.core.invite.LinkException;
import org.understory.core.invite.LinkText;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;

/**
 * What the old device shows the new one as a QR: {@code https://host/l#v1.<L>.<group>.<device>}
 * ({@code docs/protocol.md#linking}). Secret; its text form shows the server alone.
 *
 * @param origin of the server
 * @param secret L, 16 bytes, never sent anywhere
 * @param device the old one
 */
public record LinkCode(String origin, byte[] secret, GroupId group, DeviceId device) {
  private static final String PAGE = "l";

  /**
   * Reads a code.
   *
   * @throws LinkException when it is not of this form; an invite is not (DL-1)
   */
  public static LinkCode parse(String code) throws LinkException {
    LinkText text = LinkText.parse(code, PAGE, 3);
    return new LinkCode(
        text.origin(), text.id(0), GroupId.of(text.key(1)), DeviceId.of(text.id(2)));
  }

  /** The code. */
  public String format() {
    return LinkText.format(
        origin,
        PAGE,
        LinkText.key(secret),
        LinkText.key(group.bytes()),
        LinkText.key(device.bytes()));
  }

  @Override
  public String toString() {
    return "LinkCode[" + origin + "]";
  }
}
