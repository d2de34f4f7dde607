package org.understory.browser;

import org.understory.core.invite.InviteLink;
import org.understory.core.invite.LinkException;

/** What an invite link says, for the page, without following it. */
final class InviteJson {
  private InviteJson() {}

  /** An origin and a hexadecimal id need no escaping; an error is one of the core's codes. */
  static String of(String link) {
    try {
      InviteLink parsed = InviteLink.parse(link);
      return "{\"ok\":true,\"origin\":\""
          + parsed.origin()
          + "\",\"groupId\":\""
          + parsed.group().hex()
          + "\"}";
    } catch (LinkException e) {
      return "{\"ok\":false,\"error\":\"" + e.code() + "\"}";
    }
  }
}
