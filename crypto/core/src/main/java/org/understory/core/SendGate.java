package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.understory.wire.id.LogId;

/**
 * Why nothing is sent to a channel just now. Every part that knows a reason adds it here, and
 * whatever encrypts content asks here: what is held stays queued, and its channel says why.
 */
final class SendGate {
  /** The group is halted by a fork. */
  static final String HALTED = "halted";

  /** No fresh lease, and the user has not chosen to go on. */
  static final String NO_LEASE = "no-lease";

  /** A verified contact has another identity now, and nobody has confirmed it. */
  static final String IDENTITY_CHANGED = "identity-changed";

  /** The compartment has to be brought up to the roster first. */
  static final String STALE = "stale";

  /** Only some may post here. */
  static final String NOT_POSTER = "not-poster";

  /** The other member of a direct channel is in the group no more. */
  static final String GONE = "gone";

  /** This device was revoked. */
  static final String REVOKED = "revoked";

  private final List<Reason> reasons = new ArrayList<>();
  private final List<Reason> silent = new ArrayList<>();
  private BooleanSupplier leased = () -> true;

  /** One reason, asked each time anew. */
  interface Reason {
    /** The code that holds this channel back, or null. */
    @Nullable String held(LogId channel);
  }

  /** Adds what has to come first, of which nobody needs to be told. */
  void waitFor(Reason reason) {
    silent.add(reason);
  }

  /** Whether a channel can be sent to as far as this connection has got. */
  boolean isReady(LogId channel) {
    for (Reason reason : silent) {
      if (reason.held(channel) != null) {
        return false;
      }
    }
    return true;
  }

  /** Forgets every reason, for tests of what others make of it. */
  void open() {
    reasons.clear();
    silent.clear();
  }

  /** Adds a reason; the one added first is named first. */
  void add(Reason reason) {
    reasons.add(reason);
  }

  /** Says who knows whether there is a fresh lease. */
  void leased(BooleanSupplier by) {
    leased = by;
  }

  /** Whether what is sent now is sent under a fresh lease; without one it is marked. */
  boolean isLeased() {
    return leased.getAsBoolean();
  }

  /** The first reason that holds this channel back, as a code; null when it may be sent to. */
  @Nullable String held(LogId channel) {
    for (Reason reason : reasons) {
      String code = reason.held(channel);
      if (code != null) {
        return code;
      }
    }
    return null;
  }
}
