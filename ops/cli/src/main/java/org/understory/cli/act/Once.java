package org.understory.cli.act;

import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.cli.store.StateException;
import org.understory.core.view.View;

/** One command from beginning to end: catches up, does it, and lets what it caused leave. */
public final class Once {
  private static final long DEFAULT_TIMEOUT_SECONDS = 30;
  private static final long WAIT_SECONDS = 86_400;

  /** After this long without a frame nothing more is on its way here. */
  private static final long QUIET_MILLIS = 400;

  /** The same while a welcome may come, which takes the server a look into its database. */
  private static final long QUIET_WAITING_MILLIS = 1_000;

  private static final long LEAVES_WITHIN_MILLIS = 20_000;

  private final Host host;
  private final Call call;
  private final boolean connects;
  private final long deadline;
  private @Nullable Outcome outcome;
  private @Nullable RefusedException refusal;

  /**
   * @param connects whether there will be a connection
   * @param timeoutSeconds null: the command's own
   */
  public Once(Host host, Call call, boolean connects, @Nullable Long timeoutSeconds) {
    this.host = host;
    this.call = call;
    this.connects = connects;
    long ownTimeout = call.has("wait") ? WAIT_SECONDS : DEFAULT_TIMEOUT_SECONDS;
    this.deadline = host.now() + 1000 * (timeoutSeconds == null ? ownTimeout : timeoutSeconds);
  }

  /**
   * Does it.
   *
   * @throws RefusedException when it was not done
   */
  public Outcome run() throws RefusedException, StateException {
    boolean begins = call.command().begins();
    if (!begins) {
      Acts.requireGroup(host);
      if (connects && !host.run(this::isSettled, deadline)) {
        throw tooLate();
      }
    }
    if (!connects && !call.command().shows() && !call.has("no-wait")) {
      throw new RefusedException("offline");
    }
    Act act = Acts.of(call, host);
    String code = act.begin().begin();
    if (!code.isEmpty()) {
      throw new RefusedException(code);
    }
    boolean over = host.run(() -> isOver(act), deadline);
    if (refusal != null) {
      throw refusal;
    }
    Outcome done = outcome;
    if (!over || done == null) {
      throw tooLate();
    }
    if (connects) {
      host.run(() -> !host.client().hasWork(), host.now() + LEAVES_WITHIN_MILLIS);
    }
    return done;
  }

  private boolean isOver(Act act) {
    try {
      outcome = act.look().look();
      return outcome != null;
    } catch (RefusedException e) {
      refusal = e;
      return true;
    }
  }

  private boolean isSettled() {
    View.Phase phase = host.view().phase();
    if (phase == View.Phase.FOUNDING && host.view().problem() != null) {
      return true;
    }
    long quiet = phase == View.Phase.WAITING ? QUIET_WAITING_MILLIS : QUIET_MILLIS;
    return host.client().isCaughtUp() && host.quietFor() >= quiet;
  }

  private RefusedException tooLate() {
    if (host.isStopped()) {
      return new RefusedException("stopped");
    }
    boolean reached = host.view().connection() == View.Connection.ONLINE;
    return new RefusedException(reached ? "timeout" : "offline");
  }

  /** Whether founding or joining failed for good, so that there is nothing worth keeping. */
  public static boolean isStillborn(Host host) {
    View view = host.view();
    return view.problem() != null
        && (view.phase() == View.Phase.FOUNDING || view.phase() == View.Phase.DECLINED);
  }
}
