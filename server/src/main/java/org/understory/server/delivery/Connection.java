package org.understory.server.delivery;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Grants.Drop;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Grants.Owner;
import org.understory.wire.frame.AccessEnded;
import org.understory.wire.frame.AccessEndedReason;
import org.understory.wire.frame.FrameCodec;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** One client's live connection. Used on its event loop alone; nothing of it is ever stored. */
public final class Connection {
  private final Socket socket;
  private final FanOut fanOut;
  private final Nonces nonces;
  private final long number;
  private final Grants grants = new Grants();
  private final Map<Topic, Subscription> subscriptions = new HashMap<>();

  public Connection(Socket socket, FanOut fanOut, Sources sources) {
    this.socket = socket;
    this.fanOut = fanOut;
    this.nonces = new Nonces(sources);
    this.number = fanOut.nextNumber();
  }

  /** A number of this connection, of no meaning beyond the process. */
  public long number() {
    return number;
  }

  /** The sending side. */
  public Socket socket() {
    return socket;
  }

  /** What was proved. */
  public Grants grants() {
    return grants;
  }

  /** The open challenges. */
  public Nonces nonces() {
    return nonces;
  }

  Map<Topic, Subscription> subscriptions() {
    return subscriptions;
  }

  /** Sends one frame. */
  public void send(ServerFrame frame) {
    socket.send(Buffer.buffer(FrameCodec.encode(frame)));
  }

  /** The connection can take more: those that waited read on. */
  public void drained() {
    for (Subscription subscription : List.copyOf(subscriptions.values())) {
      subscription.catchUpIfBehind();
    }
  }

  /** Forgets everything; called once, when the socket is gone. */
  public void closed() {
    fanOut.leave(this);
  }

  /** Notes a proved member key. */
  public void proveMember(SpaceId space, long version) {
    bind(space);
    grants.grantMember(version);
  }

  /** Notes a proved steward key. */
  public void proveSteward(SpaceId space, byte[] key) {
    bind(space);
    grants.grantSteward(key);
  }

  /** Notes a proved rescue key. */
  public void proveRescue(SpaceId space, byte[] key) {
    bind(space);
    grants.grantRescue(key);
  }

  /** Notes a proved knock key. */
  public void proveKnock(SpaceId space, byte[] key) {
    bind(space);
    grants.grantKnock(key);
  }

  /** Notes a proved key of a log. */
  public void proveLog(SpaceId space, byte[] key) {
    bind(space);
    grants.grantLog(key);
  }

  /** Notes a proved owner key. */
  public void proveOwner(SpaceId space, Owner owner) {
    bind(space);
    grants.grantOwner(owner);
  }

  /** Notes a proved drop key. */
  public void proveDrop(SpaceId space, Drop drop) {
    bind(space);
    grants.grantDrop(drop);
  }

  private void bind(SpaceId space) {
    if (!grants.bind(space)) {
      throw Refused.notAllowed();
    }
    fanOut.join(space, this);
  }

  /** The member key was replaced: what stood on the old one ends. */
  public void endMember() {
    if (grants.isMember()) {
      grants.endMember();
      dropUnfounded();
      tellEnded(AccessEndedReason.EPOCH_MOVED);
    }
  }

  /** A steward key was taken away. */
  public void endSteward() {
    if (grants.stewardKey() != null) {
      grants.grantSteward(null);
      dropUnfounded();
      tellEnded(AccessEndedReason.STEWARD_CHANGED);
    }
  }

  /** The rescue key was used or replaced. */
  public void endRescue() {
    if (grants.rescueKey() != null) {
      grants.grantRescue(null);
      tellEnded(AccessEndedReason.STEWARD_CHANGED);
    }
  }

  /** A steward key was replaced by another of the same holder. */
  public void replaceSteward(byte[] oldKey, byte[] newKey) {
    if (grants.hasSteward(oldKey)) {
      grants.grantSteward(newKey);
    }
  }

  /** Whether this connection proved that steward key. */
  public boolean isSteward(byte[] key) {
    return grants.hasSteward(key);
  }

  /** The owner's mailbox was opened for good. */
  public void openMailbox() {
    Owner owner = grants.owner();
    if (owner != null) {
      grants.grantOwner(
          new Owner(owner.mailboxNo(), owner.mailbox(), owner.key(), MailboxState.OPEN, 0));
    }
  }

  /**
   * The owner's mailbox was closed. A roster that is being followed is sent up to {@code rosterEnd}
   * first, so that the removed learn why.
   */
  public void closeMailbox(long rosterEnd) {
    Owner owner = grants.owner();
    if (owner == null) {
      return;
    }
    boolean wasOpen = owner.state() == MailboxState.OPEN;
    grants.grantOwner(
        new Owner(owner.mailboxNo(), owner.mailbox(), owner.key(), MailboxState.CLOSED, rosterEnd));
    dropUnfounded();
    SpaceId space = grants.space();
    Subscription roster = space == null ? null : subscriptions.get(Topic.log(space, LogId.ROSTER));
    if (roster != null && wasOpen) {
      roster.endAt(rosterEnd);
    } else {
      tellEnded(AccessEndedReason.MAILBOX_CLOSED);
    }
  }

  /** The space is gone. */
  public void endSpace() {
    for (Topic topic : List.copyOf(subscriptions.keySet())) {
      fanOut.unsubscribe(this, topic);
    }
    grants.endMember();
    grants.grantSteward(null);
    grants.grantRescue(null);
    grants.grantOwner(null);
    tellEnded(AccessEndedReason.SPACE_DELETED);
  }

  void tellEnded(AccessEndedReason reason) {
    send(new AccessEnded(reason));
  }

  private void dropUnfounded() {
    for (Subscription subscription : List.copyOf(subscriptions.values())) {
      if (!grants.satisfies(subscription.need)) {
        fanOut.unsubscribe(this, subscription.topic);
      }
    }
  }

  /** Nothing of who it is. */
  @Override
  public String toString() {
    return "Connection";
  }
}
