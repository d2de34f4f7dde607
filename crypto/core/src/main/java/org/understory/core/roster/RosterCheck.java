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
  /** Its actor is no active device of an active member. */
  ACTOR_UNKNOWN(7),
  /** Its actor is no steward's office device. */
  ACTOR_NOT_STEWARD(8),
  /** The signature is not the actor's. */
  SIGNATURE(9),
  /** Its time is before that of the entry before it. */
  TIME(10),
  /** The epoch must be closed first. */
  EPOCH_DUE(12),
  /** EPOCH that nothing made due, and that is no refresh. */
  EPOCH_NOT_DUE(13),

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
  /** Posters who are no plain active members, or of a channel in which everyone writes. */
  POSTERS(36),
  /** A post key that is, or was, another key of the roster. */
  POST_KEY_KNOWN(37),

  /** The invite's id is not that of its drop key. */
  INVITE_ID(40),
  /** The invite, and with it its drop key, was there before. */
  INVITE_KNOWN(41),
  /** The steward has as many open invites as there may be. */
  INVITES_FULL(42),
  /** More or fewer uses than one. */
  INVITE_USES(43),
  /** Not the number of approvals that the policy asks for. */
  INVITE_APPROVALS(44),
  /** Nothing can be sealed to the request key. */
  REQUEST_KEY_UNUSABLE(45),
  /** An invite that is not there, used, or shut before. */
  INVITE_SHUT(46),

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
  /** One of the keys is, or was, another key of the roster. */
  KEY_KNOWN(55),
  /** The mailbox is, or was, another device's. */
  MAILBOX_KNOWN(56),
  /** The invite was revoked. */
  INVITE_REVOKED(57),
  /** Fewer voices than the policy asks for. */
  ADD_VOICES(58),
  /** A recovery key that is, or was, another key of the roster. */
  RECOVERY_KEY_KNOWN(59),

  /** There is no such active member; or, to be removed for good, frozen one. */
  MEMBER_UNKNOWN(60),
  /** No steward would be left. */
  LAST_STEWARD(61),
  /** Nobody puts themselves out. */
  SELF(62),
  /** A LEAVE that does not hold, or is not of the only member named. */
  LEAVE(63),
  /** Fewer voices than putting these out takes. */
  REMOVE_VOICES(64),

  /** Not the generation and step that follow. */
  EPOCH_NUMBER(70),
  /** Not the generation of the roster key that follows. */
  ROSTER_KEY_GENERATION(71),
  /** Steward keys are not exactly those of the stewards, rising. */
  STEWARD_KEYS(72),
  /** The steward set changed without a new version, or an old version came back. */
  STEWARD_SET_VERSION(73),
  /** Not the threshold that so many stewards have. */
  THRESHOLD(74),
  /** What the stewards share changed without reason, or did not with it. */
  STEWARD_SECRET(75),
  /** A rescue key that is or was another key of the roster. */
  RESCUE_KEY(76),

  /** An approval that is not canonical, of another group, or not its device's. */
  APPROVAL_FORGED(80),
  /** An approval by what is no steward's office device now. */
  APPROVER(81),
  /** An approval of something else. */
  APPROVAL_SUBJECT(82),
  /** An approval under another policy version. */
  APPROVAL_POLICY(83),
  /** An approval of more than 14 days ago, or of a later time. */
  APPROVAL_AGE(84),
  /** An approval given on another line, or before the approver's term. */
  APPROVAL_HEAD(85),
  /** A second voice of one member, or approvals that do not rise. */
  APPROVAL_TWICE(86),
  /** More approvals than the act needs. */
  APPROVALS_TOO_MANY(87),
  /** An approval that was cited before. */
  APPROVAL_SPENT(88),

  /** ROLE of who is out, to a role that it has, or of a frozen one to steward. */
  ROLE_SUBJECT(90),
  /** Fewer voices than ROLE takes. */
  ROLE_VOICES(91),
  /** A consent that does not hold, or is not the member's. */
  CONSENT(92),
  /** A steward access key that is, or was, another key of the roster. */
  STEWARD_KEY_KNOWN(93),
  /** The only steward stays in office. */
  LAST_OFFICE(94),
  /** There are as many stewards as there may be. */
  STEWARDS_FULL(95),

  /** A parent that is not active, or another member's. */
  PARENT(100),
  /** An act that does not hold, or is about another device. */
  DEVICE_ACT(101),
  /** Ids, keys or mailbox that are known or cannot be used. */
  DEVICE_KEYS(102),
  /** The member has as many devices as it may have. */
  DEVICES_FULL(103),
  /** A recovery that is not the member's sheet's, was used or refused, or is too old. */
  RECOVERY(104),
  /** A recovery without a new sheet of its own. */
  RECOVERY_NEXT(105),
  /** A recovery before its delay, or an announcement that nothing waits for. */
  RECOVERY_DELAY(106),
  /** Fewer voices than the policy asks for. */
  DEVICE_VOICES(107),

  /** Devices that are not the member's active ones; or nothing to revoke. */
  REVOKED_DEVICES(110),
  /** A device that a revoked one linked is neither revoked nor kept; or one kept without that. */
  REVOKED_PARENT(111),
  /** The office device of the only steward. */
  LAST_OFFICE_DEVICE(112),
  /** An act that does not hold or says something else; a veto of nothing. */
  REVOKE_ACT(113),
  /** Fewer voices than putting the member out takes. */
  REVOKE_VOICES(114),
  /** A RECOVERY_KEY act that does not hold, or a key that is known. */
  RECOVERY_KEY_ACT(115),

  /** A policy's value outside its bounds. */
  POLICY_VALUE(120),
  /** A suite that is not later, or not spoken. */
  POLICY_SUITE(121),
  /** Fewer voices than a policy takes. */
  POLICY_VOICES(122),
  /** A policy that changes nothing. */
  POLICY_SAME(123),
  /** A timer outside what the channel's is locked to. */
  TIMER_LOCKED(124),

  /** RESOLVE of a place that is not on this line. */
  RESOLVE_PLACE(130),
  /** A loser that is no entry for that place, or the winner. */
  RESOLVE_LOSER(131),
  /** A loser that is void. */
  RESOLVE_LOSER_VOID(132),
  /** Fewer voices of those who may decide than it takes. */
  RESOLVE_VOICES(133),
  /** People or devices that were never there. */
  RESOLVE_IDS(134),
  /** A second RESOLVE against the same loser. */
  RESOLVE_TWICE(135),
  /** A generation too far ahead. */
  RESOLVE_GENERATION(136),
  /** An answer to what is no RESOLVE against this line. */
  RESOLVE_OVER(137),
  /** No steward would be left. */
  RESOLVE_STEWARDS(138),

  /** SUCCESSION on another head than that before its first part. */
  SUCCESSION_BASE(140),
  /** Too early. */
  SUCCESSION_TIME(141),
  /** An endorser who is no plain member, counted already, or whose signature fails. */
  SUCCESSION_ENDORSER(142),
  /** Offices that do not hold, of stewards, or too few. */
  SUCCESSION_OFFICES(143),
  /** A part that is not one of the first's, or too many. */
  SUCCESSION_PART(144),
  /** An actor that is not among the endorsers. */
  SUCCESSION_ACTOR(145),
  /** Evidence that proves nothing, or not in the first part. */
  SUCCESSION_EVIDENCE(146),

  /** SPACE to another space id, an origin that is none, or the origin as it is. */
  SPACE(150),
  /** Fewer voices than SPACE takes. */
  SPACE_VOICES(151);

  private final int number;

  RosterCheck(int number) {
    this.number = number;
  }

  /** The stable number: RC-nn in {@code docs/checks.md}. */
  public int number() {
    return number;
  }
}
