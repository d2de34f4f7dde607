package org.understory.core.sync;

/** What a durable write is for, and what must be proved before it is sent. Numbers are stored. */
public enum Purpose {
  FOUND(1, Gate.GREETED),
  JOIN_REQUEST(2, Gate.DROP),
  WITHDRAW(3, Gate.OWNER),
  PUBLISH(4, Gate.OWNER),
  KNOCK(5, Gate.OWNER),
  DEPOSIT(6, Gate.MEMBER),
  POST(7, Gate.MEMBER),
  PROPOSE(8, Gate.MEMBER),
  COMMIT(9, Gate.STEWARD),
  DELETE(10, Gate.STEWARD),
  LEASE(14, Gate.STEWARD),
  LINK(15, Gate.OWNER),
  KNOCK_KEY(16, Gate.OWNER),
  RECOVERY(17, Gate.KNOCK),
  NOTE(18, Gate.STEWARD),
  OPEN_LOGS(20, Gate.MEMBER),
  MOVE_LOGS(21, Gate.MEMBER),
  /** Proofs of forks and voices that end them: sent when nothing else is. */
  FORK(30, Gate.MEMBER);

  private final int number;
  private final Gate gate;

  Purpose(int number, Gate gate) {
    this.number = number;
    this.gate = gate;
  }

  int number() {
    return number;
  }

  Gate gate() {
    return gate;
  }

  static Purpose of(int number) {
    for (Purpose purpose : values()) {
      if (purpose.number == number) {
        return purpose;
      }
    }
    throw new IllegalStateException("a stored write has an unknown purpose");
  }
}
