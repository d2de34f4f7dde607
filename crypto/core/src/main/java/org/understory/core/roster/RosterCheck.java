package org.understory.core.roster;

/**
 * Why an entry is void. The numbers are stable and listed in {@code docs/checks.md}; the rules are
 * those of {@code docs/protocol.md#apply}.
 */
public enum RosterCheck {
  /** The bytes are no canonical signed entry. */
  MALFORMED(1),
  /** The first entry is not CREATE. */
  NOT_CREATED(2),
  /** CREATE after the first entry. */
  CREATED_TWICE(3),
  /** The entry names another group, or CREATE names one. */
  OTHER_GROUP(4),
  /** Its number is not the next one. */
  SEQ(5),
  /** It does not follow the entry at the head. */
  PREV_HASH(6),
  /** Its actor is no device of an active member. */
  ACTOR_UNKNOWN(7),
  /** Its actor's member is no steward. */
  ACTOR_NOT_STEWARD(8),
  /** The signature is not the actor's. */
  SIGNATURE(9),
  /** Its time is before that of the entry before it. */
  TIME(10),
  /** It carries approvals, which are reserved. */
  APPROVALS_PRESENT(11),
  /** The epoch must be closed first. */
  EPOCH_DUE(12),
  /** EPOCH without anything that moved the epoch. */
  EPOCH_NOT_DUE(13),
  /** The kind has no rule yet. */
  KIND_RESERVED(14),

  /** A suite that this build does not speak. */
  SUITE(20),
  /** CREATE's actor is not the founder's device. */
  FOUNDER(21),
  /** ROS-1: the hash of CREATE is not the group id that was expected. */
  GROUP_ID(22),

  /** A key of the device cannot be used, or serves two purposes. */
  KEYS_UNUSABLE(25),
  /** The device's proof is not its signing key's. */
  KEYS_UNPROVEN(26),

  /** The channel exists. */
  CHANNEL_KNOWN(30),
  /** The channel's id is that of a log every space has. */
  CHANNEL_RESERVED(31),
  /** There are as many channels as there may be. */
  CHANNELS_FULL(32),
  /** The timer is neither off nor between 5 seconds and 4 weeks. */
  TIMER(33),
  /** A policy without a rule. */
  POLICY_UNKNOWN(34),
  /** There is no such channel. */
  CHANNEL_UNKNOWN(35),

  /** The invite's id is not that of its drop key. */
  INVITE_ID(40),
  /** The invite, and with it its drop key, was there before. */
  INVITE_KNOWN(41),
  /** The steward has as many open invites as there may be. */
  INVITES_FULL(42),
  /** More or fewer uses than one. */
  INVITE_USES(43),
  /** More or fewer approvals than one. */
  INVITE_APPROVALS(44),
  /** Nothing can be sealed to the request key. */
  REQUEST_KEY_UNUSABLE(45),

  /** There is no such invite. */
  INVITE_UNKNOWN(50),
  /** The invite was used. */
  INVITE_USED(51),
  /** The invite's time was over when the entry was made. */
  INVITE_OVER(52),
  /** The member is, or was, in the group. */
  MEMBER_KNOWN(53),
  /** The device is, or was, in the group. */
  DEVICE_KNOWN(54),
  /** One of the keys is, or was, another device's. */
  KEY_KNOWN(55),
  /** The mailbox is, or was, another device's. */
  MAILBOX_KNOWN(56),

  /** There is no such active member. */
  MEMBER_UNKNOWN(60),
  /** The only steward stays. */
  LAST_STEWARD(61),
  /** Nobody puts themselves out. */
  SELF(62),

  /** Not the generation and step that follow. */
  EPOCH_NUMBER(70),
  /** Not the generation of the roster key that follows. */
  ROSTER_KEY_GENERATION(71),
  /** Steward keys are not rising, or not one a steward. */
  STEWARD_KEYS(72),
  /** The steward set changed without a new version, or an old version came back. */
  STEWARD_SET_VERSION(73),
  /** A threshold that the stewards cannot reach, or of more than two. */
  THRESHOLD(74);

  private final int number;

  RosterCheck(int number) {
    this.number = number;
  }

  /** The stable number: RC-nn in {@code docs/checks.md}. */
  public int number() {
    return number;
  }
}
