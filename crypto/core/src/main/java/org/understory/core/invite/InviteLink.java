package org.understory.core.invite;

import java.util.Arrays;
import org.understory.core.roster.GroupId;
import org.understory.core.seal.Sealer;

/**
 * What an invited person is given: {@code https://host/j#v1.<S>.<group id>.<INVITE
 * entry>.<seq>.<request key hash>} ({@code docs/protocol.md#link}). Secret; its text form shows the
 * server alone.
 *
 * @param origin of the server
 * @param secret S, 32 bytes, never sent anywhere
 * @param group the group, so that no other group's roster will do
 * @param inviteEntry 32 bytes, the hash of the INVITE entry
 * @param inviteSeq its number
 * @param requestKeyHash 32 bytes, so that no other request key will do
 */
public record InviteLink(
    String origin,
    byte[] secret,
    GroupId group,
    byte[] inviteEntry,
    long inviteSeq,
    byte[] requestKeyHash) {
  private static final String PAGE = "j";

  /**
   * Reads a link.
   *
   * @throws LinkException when it is not of this form
   */
  public static InviteLink parse(String link) throws LinkException {
    LinkText text = LinkText.parse(link, PAGE, 5);
    return new InviteLink(
        text.origin(),
        text.key(0),
        GroupId.of(text.key(1)),
        text.key(2),
        text.number(3),
        text.key(4));
  }

  /** {@code H("request-key", request public key)}, 32 bytes. */
  public static byte[] hashOf(Sealer sealer, byte[] requestKey) {
    return sealer.hash("request-key", requestKey);
  }

  /** The link. */
  public String format() {
    return LinkText.format(
        origin,
        PAGE,
        LinkText.key(secret),
        LinkText.key(group.bytes()),
        LinkText.key(inviteEntry),
        Long.toString(inviteSeq),
        LinkText.key(requestKeyHash));
  }

  /** Whether the request key that the server named is the one of the link. */
  public boolean names(Sealer sealer, byte[] requestKey) {
    return Arrays.equals(requestKeyHash, hashOf(sealer, requestKey));
  }

  /**
   * Refuses a link of another server.
   *
   * @param expectedOrigin the origin that this client came from
   */
  public void requireServer(String expectedOrigin) throws LinkException {
    if (!origin.equals(expectedOrigin)) {
      throw new LinkException(LinkException.Reason.WRONG_SERVER);
    }
  }

  @Override
  public String toString() {
    return "InviteLink[" + origin + "]";
  }
}
