package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.EpochSeal;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.seal.Sealer;
import org.understory.core.sync.Connection;
import org.understory.core.sync.ReplyHandler;
import org.understory.core.vetting.StewardItem;
import org.understory.core.vetting.StewardSecret;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;
import org.understory.wire.id.WriteId;

/**
 * What stewards tell each other about invites and requests ({@code docs/protocol.md#stewards-log}):
 * read and posted with keys of the {@link StewardSecrets}, kept until its deletion date and not a
 * moment longer.
 */
final class StewardsLog {
  private static final String ITEM = "si/";
  private static final String QUEUE = "sq/";
  private static final String NEXT = "stewards-next";
  private static final int MOST_WAITING = 200;
  private static final long DAY_MILLIS = 86_400_000L;

  private final Device device;
  private final Membership membership;
  private final StewardSecrets secrets;
  private final List<LogEntry> waiting = new ArrayList<>();
  private final Set<String> inFlight = new HashSet<>();
  private final Map<String, WriteId> writes = new HashMap<>();
  private Consumer<StewardItem> taken = item -> {};
  private @Nullable StewardSecret proved;
  private boolean proving;
  private boolean subscribed;

  StewardsLog(Device device, Membership membership, StewardSecrets secrets) {
    this.device = device;
    this.membership = membership;
    this.secrets = secrets;
  }

  /** Says who hears of every item that comes, own ones too. */
  void taken(Consumer<StewardItem> by) {
    taken = by;
  }

  // ---- items

  /**
   * Tells the other stewards something.
   *
   * @param about 32 bytes
   * @param deleteAt milliseconds
   */
  void post(StewardItem.Kind kind, byte[] about, String text, byte[] value, long deleteAt) {
    StewardItem item =
        new StewardItem(
            device.facts.group(),
            device.keys().device(),
            device.now(),
            about,
            kind,
            text,
            value,
            deleteAt);
    byte[] signed = item.sign(device.sealer, device.keys().signingSeed());
    keep(item, signed);
    device.rows.put(QUEUE + name(signed), signed);
    taken.accept(item);
  }

  /** Everything said about something, oldest first, by who is a steward now. */
  List<StewardItem> about(byte[] hash) {
    List<StewardItem> items = new ArrayList<>();
    for (byte[] row : device.rows.scan(ITEM + Hex.of(hash) + "/").values()) {
      StewardItem item = verified(Arrays.copyOfRange(row, 8, row.length));
      if (item != null && item.deleteAt() > device.now()) {
        items.add(item);
      }
    }
    return items;
  }

  /** Deletes what is said about something: its date has come. */
  void forget(byte[] hash) {
    device.rows.deleteAll(ITEM + Hex.of(hash) + "/");
  }

  /** SL-2, SL-3: deletes what is over, and after a day what is about nothing that is known. */
  void purge(Predicate<byte[]> isKnown) {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(ITEM).entrySet())) {
      byte[] value = row.getValue();
      StewardItem item = verified(Arrays.copyOfRange(value, 8, value.length));
      boolean kept =
          item != null
              && item.deleteAt() > device.now()
              && (device.now() - Sealer.u64(value, 0) <= DAY_MILLIS || isKnown.test(item.about()));
      if (item != null && kept) {
        device.expiresAt(item.deleteAt());
      } else {
        device.rows.delete(row.getKey());
        device.changed();
      }
    }
  }

  /** After a change of the secret its author posts again what is open. */
  void postAgain() {
    for (byte[] row : List.copyOf(device.rows.scan(ITEM).values())) {
      byte[] signed = Arrays.copyOfRange(row, 8, row.length);
      device.rows.put(QUEUE + name(signed), signed);
    }
  }

  private void keep(StewardItem item, byte[] signed) {
    byte[] row = Arrays.copyOf(Sealer.u64(device.now()), 8 + signed.length);
    System.arraycopy(signed, 0, row, 8, signed.length);
    device.rows.put(ITEM + Hex.of(item.about()) + "/" + Hex.of(item.time()) + name(signed), row);
    device.expiresAt(item.deleteAt());
    device.changed();
  }

  private String name(byte[] signed) {
    return Hex.of(Arrays.copyOf(device.sealer.hash("steward-item-name", signed), 16));
  }

  private @Nullable StewardItem verified(byte[] signed) {
    return StewardItem.verify(
        device.sealer, device.facts.group(), signed, this::signingKeyOfSteward);
  }

  private byte @Nullable [] signingKeyOfSteward(DeviceId id) {
    Member steward = membership.state().stewardOf(id);
    DeviceKeys keys = steward == null ? null : membership.keysOf(id);
    return keys == null ? null : keys.signingKey();
  }

  // ---- the log at the server

  void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      device.facts.number(NEXT, Math.max(device.facts.number(NEXT), entry.position() + 1));
      if (!take(entry) && waiting.size() < MOST_WAITING) {
        waiting.add(entry);
      }
    }
  }

  /** A secret came that may open what waits. */
  void retry() {
    waiting.removeIf(this::take);
  }

  /** False while its secret is not here. */
  private boolean take(LogEntry entry) {
    Epoch epoch = EpochSeal.epochOf(entry.body());
    StewardSecret secret = epoch == null ? null : secrets.of(epoch);
    if (secret == null) {
      return epoch == null;
    }
    byte[] signed =
        secret.open(
            device.sealer, device.facts.space(), LogId.STEWARDS, entry.expiry(), entry.body());
    StewardItem item = signed == null ? null : verified(signed);
    if (signed != null
        && item != null
        && item.deleteAt() > device.now()
        && !device.rows.has(
            ITEM + Hex.of(item.about()) + "/" + Hex.of(item.time()) + name(signed))) {
      keep(item, signed);
      taken.accept(item);
    }
    return true;
  }

  void disconnected() {
    proved = null;
    proving = false;
    subscribed = false;
    inFlight.clear();
    waiting.clear();
  }

  /** The log has other keys now. */
  void moved() {
    proved = null;
    subscribed = false;
  }

  /** Subscriptions may have ended with the epoch: listening goes on from where it was. */
  void epochMoved() {
    subscribed = false;
  }

  /** Whether something has not reached the log yet. */
  boolean hasWork() {
    return proved != null && !device.rows.scan(QUEUE).isEmpty();
  }

  /** Proves the log's key, listens, and posts what waits. */
  void pump(Connection connection) {
    StewardSecret current = membership.amSteward() ? secrets.current() : null;
    if (current == null || !connection.proved(KeyKind.STEWARD)) {
      return;
    }
    if (!Arrays.equals(current.secret(), proved == null ? new byte[0] : proved.secret())) {
      prove(connection, current);
      return;
    }
    if (!subscribed) {
      subscribed = true;
      connection.request(
          new Subscribe(new LogFrom(LogId.STEWARDS, device.facts.number(NEXT))),
          new Then(body -> {}, refusal -> subscribed = false));
    }
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(QUEUE).entrySet())) {
      if (inFlight.add(row.getKey())) {
        send(connection, current, row.getKey(), row.getValue());
      }
    }
  }

  private void prove(Connection connection, StewardSecret current) {
    if (proving) {
      return;
    }
    proving = true;
    connection.prove(
        KeyKind.LOG,
        device.facts.space(),
        current.logSeed(device.sealer, device.facts.space()),
        0,
        new Then(
            body -> {
              proving = false;
              proved = current;
              subscribed = false;
            },
            refusal -> proving = false),
        device.now());
  }

  private void send(Connection connection, StewardSecret current, String key, byte[] signed) {
    StewardItem item = verified(signed);
    if (item == null || item.deleteAt() <= device.now()) {
      device.rows.delete(key);
      return;
    }
    long expiry = device.expiry().outer(item.deleteAt(), device.serverNow());
    WriteId write = writes.computeIfAbsent(key, k -> device.newWriteId());
    connection.request(
        new Append(
            write,
            LogId.STEWARDS,
            expiry,
            current.seal(device.sealer, device.facts.space(), LogId.STEWARDS, expiry, signed)),
        new Then(
            body -> {
              inFlight.remove(key);
              writes.remove(key);
              device.rows.delete(key);
            },
            refusal -> {
              writes.remove(key);
              if (refusal.reason() == Reason.STALE || refusal.reason() == Reason.NOT_ALLOWED) {
                inFlight.remove(key);
                moved();
              } // else it is tried again on the next connection
            }));
  }

  /** What becomes of a request. */
  private record Then(Consumer<ReplyBody> yes, Consumer<Refusal> no) implements ReplyHandler {
    @Override
    public void replied(ReplyBody body, long now) {
      yes.accept(body);
    }

    @Override
    public void refused(Refusal refusal, long now) {
      no.accept(refusal);
    }
  }
}
