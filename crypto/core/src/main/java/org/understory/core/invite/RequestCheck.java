package org.understory.core.invite;

/** Why a join request is refused. The numbers are stable: JR-nn in {@code docs/checks.md}. */
public enum RequestCheck {
  /** The drop key did not sign it. */
  DROP_SIGNATURE(1),
  /** It was not sealed to the invite's request key for this invite and mailbox. */
  SEAL(2),
  /** It is no canonical join request. */
  MALFORMED(3),
  /** The MAC under the link's secret is wrong. */
  MAC(4),
  /** It is for another group. */
  OTHER_GROUP(5),
  /** The INVITE entry that it names is not in the roster. */
  INVITE_UNKNOWN(6),
  /** The INVITE entry that it names is another invite's. */
  OTHER_INVITE(7),
  /** The invite was used. */
  INVITE_USED(8),
  /** The invite's time is over. */
  INVITE_OVER(9),
  /** The request's own time is over. */
  EXPIRED(10),
  /** The mailbox or owner key inside is not the one at the server. */
  OTHER_MAILBOX(11),
  /** The member, device, mailbox or a key is, or was, in the group. */
  DEVICE_KNOWN(12),
  /** A key cannot be used, or serves two purposes. */
  KEYS_UNUSABLE(13),
  /** The keys' proof does not hold. */
  KEYS_UNPROVEN(14),
  /** The prekey base is not the device's, not signed, or not in date. */
  PRE_KEYS(15),
  /** The one-time prekey is malformed or not the device's. */
  ONE_TIME_PRE_KEY(16);

  private final int number;

  RequestCheck(int number) {
    this.number = number;
  }

  /** The stable number. */
  public int number() {
    return number;
  }
}
