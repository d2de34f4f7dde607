package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Roster;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Rows;
import org.understory.core.vault.Vault;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;
import org.understory.signal.SignalEngine;
import org.understory.wire.id.LogId;

/**
 * A device in one group: events in, effects out ({@code docs/architecture.md}). The browser and the
 * command line drive this same class.
 *
 * <p><b>Use.</b> Make it over an unlocked vault, hand in every stored row with {@link #row}, call
 * {@link #opened}; then report what happens (a connection, a frame, a second passed) and what the
 * person does. After every call take the effects with {@link #takeEffects} and carry them out in
 * order; a {@link Effect.Persist} must be durable before what follows it.
 *
 * <p><b>Guarantees.</b> State moves only after authentication succeeded, and is in a Persist before
 * the bytes that depend on it. An act that cannot be done returns a code and changes nothing.
 * Nothing is encrypted to a device outside of the verified roster.
 *
 * <p><b>Does not protect against</b> a host that carries effects out in another order, or a store
 * that is rolled back without the store counter noticing. Not thread-safe. Times are milliseconds
 * since 1970.
 */
public final class GroupClient {
  private final Device device;
  private final Link link;
  private final Parts parts;
  private final List<Effect> effects = new ArrayList<>();
  private @Nullable Boolean connecting;
  private boolean over;
  private boolean shown;
  private boolean complete;

  /**
   * @param vault unlocked
   */
  public GroupClient(Sealer sealer, SignalEngine engine, Vault vault) {
    device = new Device(sealer, engine, new Rows(vault));
    parts = new Parts(device, new Roster(sealer));
    link = new Link(device, parts);
  }

  /**
   * Hands in something stored, before {@link #opened}; false when it does not open and is left out.
   */
  public boolean row(byte[] storedKey, byte[] storedValue) {
    return device.rows.load(storedKey, storedValue);
  }

  /**
   * Rebuilds the state when keys, rows and the newest pages were handed in: it can be shown, and
   * has to be followed by the other pages and {@link #opened}. Until then nothing may be done.
   */
  public void shown(long now) {
    shown = true;
    step(
        now,
        () -> {
          parts.load();
          parts.purge();
          return "";
        });
  }

  /** Rebuilds the state from everything that is stored. */
  public void opened(long now) {
    if (!shown) {
      shown(now);
    }
    complete = true;
    step(
        now,
        () -> {
          device.rows.settle();
          parts.loadHistory();
          parts.purge();
          device.changed();
          return "";
        });
  }

  /** Whether a group was founded or joined here. */
  public boolean hasGroup() {
    return device.facts.phase() != null;
  }

  /** The effects since the last call, in the order in which they are to be carried out. */
  public List<Effect> takeEffects() {
    List<Effect> taken = new ArrayList<>(effects);
    effects.clear();
    return taken;
  }

  // ---- what happens to the connection

  public void connected(long now) {
    step(now, () -> link.connected());
  }

  public void received(byte[] frame, long now) {
    step(now, () -> link.received(frame));
  }

  public void disconnected(long now) {
    step(now, () -> link.disconnected());
  }

  /** Time passed: deletes what disappears now, tries again what is due. Call it every second. */
  public void tick(long now) {
    step(
        now,
        () -> {
          parts.tick();
          return "";
        });
  }

  // ---- what the person does

  /**
   * Does an act by its name.
   *
   * @param args as the act wants them, numbers in decimal
   * @return empty when done, else a code
   */
  public String act(String name, List<String> args, long now) {
    return step(now, () -> parts.acts.act(name, args));
  }

  /** Founds a group with a founding link; the group stands once the phase is ready. */
  public String found(String foundingLink, String groupName, String name, long now) {
    return step(now, () -> parts.founding.found(foundingLink, groupName, name));
  }

  /** Asks to be let in with an invite link. */
  public String join(String inviteLink, String name, String answer, long now) {
    return step(now, () -> parts.admission.joining.join(inviteLink, name, answer));
  }

  public String withdraw(long now) {
    return step(now, () -> parts.admission.joining.withdraw());
  }

  /** Makes an invite; its link is in the view once the roster shows it. */
  public String createInvite(String note, long validForMillis, long now) {
    return step(now, () -> parts.admission.invites.create(note, validForMillis, "", List.of()));
  }

  public String revokeInvite(String inviteId, long now) {
    return step(now, () -> parts.admission.invites.revoke(inviteId));
  }

  public String approve(String requestId, long now) {
    return step(now, () -> parts.admission.desk.approve(requestId));
  }

  public String decline(String requestId, long now) {
    return step(now, () -> parts.admission.desk.decline(requestId, "", false));
  }

  public String createChannel(String name, int timerSeconds, long now) {
    return step(now, () -> parts.governing.channels.create(name, timerSeconds));
  }

  public String setTimer(String channelId, int timerSeconds, long now) {
    return step(now, () -> parts.governing.channels.setTimer(channelId, timerSeconds));
  }

  public String removeMember(String memberId, long now) {
    return step(now, () -> parts.governing.acts.remove(memberId, false));
  }

  /** Writes a message; it leaves when the connection and the keys are there. */
  public String post(String channelId, String text, long now) {
    return step(
        now,
        () -> {
          LogId channel = parts.channel(channelId);
          if (channel == null) {
            return Codes.NO_SUCH;
          }
          if (!Codes.isText(text)) {
            return Codes.TEXT_LENGTH;
          }
          parts.posting.post(channel, text);
          return "";
        });
  }

  public String retry(String messageId, long now) {
    return step(now, () -> parts.failedPosts.retry(messageId));
  }

  public String discard(String messageId, long now) {
    return step(now, () -> parts.failedPosts.discard(messageId));
  }

  /** Leaves the group: a steward's client carries it out. */
  public String leave(long now) {
    return step(now, () -> parts.governing.leave());
  }

  /** Deletes the group at the server, for everyone. */
  public String deleteGroup(long now) {
    return step(now, () -> parts.governing.deletion.delete());
  }

  // ---- what to show

  /** Answers a question by name, as JSON, and changes nothing; {@code null} to an unknown one. */
  public String query(String name, List<String> args) {
    return parts.queries.query(name, args);
  }

  public View view() {
    return parts.views.view(Boolean.TRUE.equals(connecting));
  }

  /**
   * Whether everything that the server had for this device when it connected was asked for and
   * taken in, as far as answers tell. Pushes of mailbox, slot and requests may still be on the way:
   * a host that ends soon waits for a quiet moment besides.
   */
  public boolean isCaughtUp() {
    return link.isCaughtUp();
  }

  /** Whether something that was written or decided here has not been acknowledged yet. */
  public boolean hasWork() {
    return parts.hasWork();
  }

  /** The newest {@code limit} items of a channel; empty for an unknown one. */
  public Timeline timeline(String channelId, int limit) {
    LogId channel = parts.channel(channelId);
    return channel == null
        ? new Timeline(channelId, List.of())
        : parts.timelines.timeline(channel, "", limit);
  }

  /** The safety number with a member: twelve groups of five digits; empty for oneself or nobody. */
  public String safetyNumber(String memberId) {
    String number = parts.views.safetyNumber(memberId);
    return number == null ? "" : number;
  }

  /** The applied roster: entry hashes in hexadecimal, CREATE first. */
  public List<String> rosterHeads() {
    List<String> heads = new ArrayList<>();
    parts.membership.history().forEach(applied -> heads.add(Hex.of(applied.hash())));
    return heads;
  }

  /** What this device holds, for tests of what it can and can't open. */
  Device device() {
    return device;
  }

  /** The parts, for tests. */
  Parts parts() {
    return parts;
  }

  /** One step of the machine. */
  private interface Act {
    String run();
  }

  private String step(long now, Act act) {
    if (over) {
      return Codes.NOT_ALLOWED; // what was wiped is not written again
    }
    device.now(now);
    String code = act.run();
    link.pump();
    flush();
    return code;
  }

  /** First everything durable, then what leaves. */
  private void flush() {
    byte[] batch = device.rows.takeBatch();
    if (batch != null) {
      effects.add(new Effect.Persist(batch));
    }
    var connection = device.connection();
    if (connection != null) {
      connection.takeOutgoing().forEach(frame -> effects.add(new Effect.Send(frame)));
    }
    Phase phase = device.facts.phase();
    boolean wanted = shown == complete && phase != null && phase.connects();
    if (connecting == null ? wanted : connecting != wanted) {
      connecting = wanted;
      effects.add(wanted ? new Effect.Connect(device.facts.origin()) : new Effect.Disconnect());
    }
    if (device.takeWiped()) {
      over = true;
      effects.add(new Effect.Wipe());
    }
    if (device.takeChanged()) {
      effects.add(new Effect.Changed());
    }
  }
}
