package org.understory.core.invite;

/**
 * The one-time link that an operator gives out to found a group: {@code https://host/f#v1.<ticket>}
 * ({@code docs/protocol.md#link}). Secret; its text form hides the ticket.
 *
 * @param origin of the server
 * @param ticket 32 bytes
 */
public record FoundingLink(String origin, byte[] ticket) {
  private static final String PAGE = "f";

  /**
   * Reads a link.
   *
   * @throws LinkException when it is not of this form
   */
  public static FoundingLink parse(String link) throws LinkException {
    LinkText text = LinkText.parse(link, PAGE, 1);
    return new FoundingLink(text.origin(), text.key(0));
  }

  /** The link. */
  public String format() {
    return LinkText.format(origin, PAGE, LinkText.key(ticket));
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
    return "FoundingLink[" + origin + "]";
  }
}
