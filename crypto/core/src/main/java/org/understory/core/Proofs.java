package org.understory.core;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Connection;
import org.understory.core.sync.ReplyHandler;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.id.Epoch;

/** Which access keys this device proves on the open connection ({@code docs/protocol.md#prove}). */
final class Proofs {
  /** Raised before each connection, and shown with the owner key. */
  static final String COUNTER = "store-counter";

  private final Device device;
  private final Parts parts;
  private final Subscriptions subscriptions;
  private final Consumer<Proved> ownerProved;
  private final Runnable gone;
  private @Nullable Epoch proving;

  /** The seed of the key that was asked for as a steward's. */
  private byte @Nullable [] stewardAsked;

  private boolean ownerAsked;
  private boolean wayAsked;

  /**
   * @param ownerProved hears that the server knows the owner key, and what it says of its mailbox
   * @param gone hears that it does not
   */
  Proofs(
      Device device,
      Parts parts,
      Subscriptions subscriptions,
      Consumer<Proved> ownerProved,
      Runnable gone) {
    this.device = device;
    this.parts = parts;
    this.subscriptions = subscriptions;
    this.ownerProved = ownerProved;
    this.gone = gone;
  }

  void forget() {
    proving = null;
    stewardAsked = null;
    ownerAsked = false;
    wayAsked = false;
  }

  boolean ownerAsked() {
    return ownerAsked;
  }

  void stewardChanged() {
    stewardAsked = null;
  }

  /** The same, unless it was done on this connection. */
  void wayAgain() {
    if (!wayAsked) {
      way();
    }
  }

  /** Proves what lets this device ask to come in. */
  void way() {
    wayAsked = true;
    Way way = parts.arrival.way();
    connection()
        .prove(
            way.kind(),
            way.space(),
            way.seed(),
            0,
            new Answer(way::proved, way::refused),
            device.now());
  }

  void owner() {
    ownerAsked = true;
    connection()
        .prove(
            KeyKind.OWNER,
            device.facts.space(),
            device.keys().ownerSeed(),
            device.facts.number(COUNTER),
            new Answer(ownerProved, this::ownerRefused),
            device.now());
  }

  private void ownerRefused(Refusal refusal) {
    if (refusal.reason() == Reason.NOT_ALLOWED && device.facts.phase() == Phase.WAITING) {
      parts.arrival.way().declined();
    } else if (refusal.reason() == Reason.NOT_ALLOWED) {
      gone.run();
    }
  }

  /** Proves the keys of the current epoch and of a steward's office, as far as they are here. */
  void current(Connection connection) {
    EpochSecret secret = parts.membership.secret();
    if (secret == null
        || !parts.membership.isCurrent()
        || !parts.rosterLog.isCaughtUp()
        || !connection.proved(KeyKind.OWNER)) {
      return;
    }
    Epoch epoch = new Epoch(secret.generation(), secret.step());
    if (!epoch.equals(proving)) {
      proving = epoch;
      connection.unprove(KeyKind.MEMBER);
      subscriptions.epochMoved();
      connection.prove(
          KeyKind.MEMBER,
          device.facts.space(),
          secret.memberAccessSeed(device.sealer, device.facts.space()),
          0,
          new Answer(
              proved -> {},
              refusal -> {
                proving = null;
                subscriptions.pause();
              }),
          device.now());
    }
    if (connection.proved(KeyKind.MEMBER)) {
      parts.governing.announcements.prove(connection);
    }
    byte[] steward =
        parts.membership.amSteward() ? device.facts.bytes(Offices.SEED) : parts.endorsing.seed();
    if (steward != null && !Arrays.equals(steward, stewardAsked)) {
      stewardAsked = steward;
      connection.unprove(KeyKind.STEWARD);
      connection.prove(
          KeyKind.STEWARD,
          device.facts.space(),
          steward,
          0,
          new Answer(proved -> {}, refusal -> {}),
          device.now());
    }
  }

  private Connection connection() {
    Connection connection = device.connection();
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  /** What becomes of a proof. */
  private record Answer(Consumer<Proved> yes, Consumer<Refusal> no) implements ReplyHandler {
    @Override
    public void replied(ReplyBody body, long now) {
      if (body instanceof Proved proved) {
        yes.accept(proved);
      }
    }

    @Override
    public void refused(Refusal refusal, long now) {
      no.accept(refusal);
    }
  }
}
