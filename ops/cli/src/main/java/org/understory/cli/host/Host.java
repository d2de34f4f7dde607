package org.understory.cli.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.understory.cli.store.SealedState;
import org.understory.cli.store.StateException;
import org.understory.core.Effect;
import org.understory.core.GroupClient;
import org.understory.core.seal.Sealer;
import org.understory.core.view.View;
import org.understory.libsignal.LibsignalEngine;

/**
 * Drives a member: hands the core what happens and carries its effects out, strictly in order, a
 * Persist durably before anything behind it ({@code docs/protocol.md#persist}).
 *
 * <p>One thread, the caller's, does all of it inside of {@link #run}; only {@link #later} and
 * {@link #stop} may be called from others.
 */
public final class Host implements AutoCloseable {
  private static final long TICK_MILLIS = 250;
  private static final long TIDY_MILLIS = 60_000;
  private static final long LOOK_MILLIS = 100;

  private final Sources sources;
  private final SealedState state;
  private final GroupClient client;
  private final Sealer sealer;
  private final Line line;
  private final boolean connects;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private volatile boolean stopped;
  private boolean changed;
  private boolean wiped;
  private boolean broken;
  private long tickAt;
  private long tidyAt;

  private Host(Sources sources, SealedState state, Sealer sealer, boolean connects) {
    this.connects = connects;
    this.sources = sources;
    this.sealer = sealer;
    this.state = state;
    this.client = new GroupClient(sealer, new LibsignalEngine(), state.vault());
    this.line = new Line(sources, events::add, new Reports());
    state.load(client);
  }

  /**
   * A member over an open state.
   *
   * @param connects whether it connects when it is in a group, or only looks at what is stored
   */
  public static Host over(SealedState state, Sealer sealer, Sources sources, boolean connects) {
    Host host = new Host(sources, state, sealer, connects);
    host.client.opened(host.now());
    host.tidyAt = host.now() + TIDY_MILLIS;
    return host;
  }

  private final class Reports implements Line.Listener {
    @Override
    public void connected() {
      client.connected(now());
    }

    @Override
    public void received(byte[] frame) {
      client.received(frame, now());
    }

    @Override
    public void disconnected() {
      client.disconnected(now());
    }
  }

  public GroupClient client() {
    return client;
  }

  /** What seals files. */
  public Sealer sealer() {
    return sealer;
  }

  public long now() {
    return sources.now();
  }

  /** The view; only where there is a group. */
  public View view() {
    return client.view();
  }

  /** Whether the view may have changed since the last call. */
  public boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** Runs something on the member's thread, from any thread. */
  public void later(Runnable event) {
    events.add(event);
  }

  /** Ends every {@link #run}, from any thread. */
  public void stop() {
    stopped = true;
    events.add(() -> {});
  }

  public boolean isStopped() {
    return stopped;
  }

  /** Milliseconds since anything was heard from the server. */
  public long quietFor() {
    return now() - line.heardAt();
  }

  /**
   * Drives the member until {@code over} or a time.
   *
   * @param deadline milliseconds since 1970
   * @return whether it is over, rather than stopped or out of time
   * @throws StateException when the state could not be written; nothing that depends on it has left
   */
  public boolean run(BooleanSupplier over, long deadline) throws StateException {
    carryOut();
    while (true) {
      if (over.getAsBoolean()) {
        carryOut();
        return true;
      }
      carryOut();
      if (stopped || now() >= deadline) {
        return false;
      }
      await();
    }
  }

  /** Carries out what the core wants without waiting for anything. */
  public void flush() throws StateException {
    carryOut();
  }

  private void await() throws StateException {
    try {
      Runnable event = events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      while (event != null) {
        event.run();
        carryOut();
        event = events.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
    long now = now();
    if (now >= tickAt) {
      tickAt = now + TICK_MILLIS;
      client.tick(now);
      carryOut();
    }
    if (now >= tidyAt) {
      tidyAt = now + TIDY_MILLIS;
      state.tidy();
    }
    line.look();
    carryOut();
  }

  private void carryOut() throws StateException {
    Deque<Effect> effects = new ArrayDeque<>(client.takeEffects());
    while (!effects.isEmpty()) {
      switch (effects.remove()) {
        case Effect.Persist persist -> persist(persist.batch());
        case Effect.Send send -> line.send(send.frame());
        case Effect.Connect connect -> {
          if (connects) {
            line.want(connect.origin());
          }
        }
        case Effect.Disconnect ignored -> line.leave();
        case Effect.Changed ignored -> changed = true;
        case Effect.Wipe ignored -> wiped = true;
      }
      effects.addAll(client.takeEffects());
    }
  }

  private void persist(byte[] batch) throws StateException {
    if (broken) {
      throw new StateException("The state could not be written before; nothing is sent any more.");
    }
    broken = true;
    state.persist(batch);
    broken = false;
  }

  /** Disconnects, takes what was deleted out of the state's file and closes it. */
  @Override
  public void close() throws StateException {
    line.close();
    try {
      if (!broken && !wiped) {
        carryOut();
        state.tidy();
      }
    } finally {
      if (wiped) {
        state.destroy();
      } else {
        state.close();
      }
    }
  }
}
