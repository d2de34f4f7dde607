package org.understory.core.sync;

import org.understory.wire.frame.KeyKind;

/** What a connection must have proved before a write may be sent on it. */
public enum Gate {
  GREETED,
  DROP,
  OWNER,
  MEMBER,
  STEWARD,
  KNOCK;

  /** Whether {@code connection} has got this far. */
  boolean open(Connection connection) {
    return switch (this) {
      case GREETED -> connection.greeting() != null;
      case DROP -> connection.proved(KeyKind.DROP);
      case OWNER -> connection.proved(KeyKind.OWNER);
      case MEMBER -> connection.proved(KeyKind.MEMBER);
      case STEWARD -> connection.proved(KeyKind.STEWARD);
      case KNOCK -> connection.proved(KeyKind.KNOCK);
    };
  }
}
