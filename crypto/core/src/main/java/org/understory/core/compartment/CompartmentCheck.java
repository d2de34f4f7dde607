package org.understory.core.compartment;

/** Why an entry of a compartment is void; numbers are listed in {@code docs/checks.md}. */
public enum CompartmentCheck {
  /** The signature is not the actor's over a compartment's entry. */
  SIGNATURE(1),
  /** CREATE with fewer than two keepers, or keepers who are not in it. */
  KEEPERS(2),
  /** Somebody who is to be in the compartment is not active in the group at the entry's head. */
  NOT_ACTIVE(3),
  /** The actor is in the compartment, but is no keeper, and the act is one of keepers. */
  NOT_KEEPER(4),
  /** A clean-up that names somebody who still is active in the group. */
  CLEAN_UP(5),

  /** The bytes are no canonical signed entry of a compartment. */
  MALFORMED(10),
  /** The first entry is not CREATE, or CREATE is not the first. */
  CREATED(11),
  /** It names another compartment, or CREATE hashes to another than was expected. */
  OTHER_COMPARTMENT(12),
  /** CREATE names another group. */
  OTHER_GROUP(13),
  /** It is not the next after the entry at the head. */
  PLACE(14),
  /** Its time is before that of the entry before it. */
  TIME(15),
  /** The group's head that it names is before that of the entry before it. */
  GROUP_SEQ(16),
  /** Its actor is no active device of a member of the compartment. */
  ACTOR(17),
  /** The epoch must be closed first. */
  EPOCH_DUE(18),
  /** An EPOCH that nothing made due, and that is no refresh. */
  EPOCH_NOT_DUE(19),

  /** CREATE without its founder, or whose logs are one, or logs that every space has. */
  FOUNDING(20),
  /** A timer that is neither off nor between 5 seconds and 4 weeks. */
  TIMER(21),
  /** A policy without a rule, out of its bounds, or that changes nothing. */
  POLICY(22),
  /** ADD of somebody who is in it. */
  MEMBER_KNOWN(23),
  /** REMOVE or ROLE of somebody who is not in it. */
  MEMBER_UNKNOWN(24),
  /** More members or keepers than a compartment may have. */
  FULL(25),
  /** The last keeper is taken away, but for a clean-up. */
  LAST_KEEPER(26),
  /** A role that the member has. */
  SAME_ROLE(27),
  /** Not the generation and step that follow. */
  EPOCH_NUMBER(28),
  /** Not the generation of the roster key that follows. */
  ROSTER_KEY(29),

  /** An approval that does not hold. */
  APPROVAL(30),
  /** Fewer voices of keepers than the act needs, or more than it needs. */
  VOICES(31);

  private final int number;

  CompartmentCheck(int number) {
    this.number = number;
  }

  /** The stable number: CP-n in {@code docs/checks.md}. */
  public int number() {
    return number;
  }
}
