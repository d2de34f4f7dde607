package org.understory.server.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/**
 * What one connection has proved, all of it in one space. Lives in memory only, as long as the
 * connection; a commit takes away what it changes.
 */
public final class Grants {
  /** What a subscription stands on. */
  public enum Need {
    MEMBER,
    OWNER,
    MEMBER_OR_OWNER,
    /** The member key, or the owner key of an open mailbox. */
    INSIDE,
    STEWARD,
    /** A log's key that counts by itself. */
    LOG
  }

  /** Where a mailbox stands. The order is that of the numbers in the table. */
  public enum MailboxState {
    PROVISIONAL,
    OPEN,
    CLOSED
  }

  /**
   * A proved owner key.
   *
   * @param mailboxNo the mailbox's number in the tables
   * @param mailbox its id
   * @param key the owner key, 32 bytes
   * @param state where the mailbox stands
   * @param rosterEnd for a closed one: how many roster entries its owner may read; else no bound
   */
  public record Owner(
      long mailboxNo, MailboxId mailbox, byte[] key, MailboxState state, long rosterEnd) {
    @Override
    public String toString() {
      return "Owner[" + state + "]";
    }
  }

  /**
   * A proved drop key.
   *
   * @param invite the invite or link it belongs to
   * @param key the drop key, 32 bytes
   */
  public record Drop(InviteId invite, byte[] key) {
    @Override
    public String toString() {
      return "Drop";
    }
  }

  private static final int MOST_LOG_KEYS = 64;

  private @Nullable SpaceId space;
  private long memberVersion = -1;
  private boolean memberEnded;
  private byte @Nullable [] stewardKey;
  private byte @Nullable [] rescueKey;
  private byte @Nullable [] knockKey;
  private final List<byte[]> logKeys = new ArrayList<>();
  private @Nullable Owner owner;
  private @Nullable Drop drop;

  /** The space of all proofs; null before the first. */
  public @Nullable SpaceId space() {
    return space;
  }

  /** Binds the connection to a space; false when it is bound to another one. */
  boolean bind(SpaceId proved) {
    if (space == null) {
      space = proved;
    }
    return space.equals(proved);
  }

  void grantMember(long version) {
    memberVersion = version;
    memberEnded = false;
  }

  void endMember() {
    if (memberVersion >= 0) {
      memberVersion = -1;
      memberEnded = true;
    }
  }

  void grantSteward(byte @Nullable [] key) {
    stewardKey = key;
  }

  void grantRescue(byte @Nullable [] key) {
    rescueKey = key;
  }

  void grantKnock(byte[] key) {
    knockKey = key;
  }

  void grantLog(byte[] key) {
    if (!holds(key)) {
      if (logKeys.size() >= MOST_LOG_KEYS) {
        throw Refused.because(Reason.QUOTA);
      }
      logKeys.add(key);
    }
  }

  void grantOwner(@Nullable Owner proved) {
    owner = proved;
  }

  void grantDrop(Drop proved) {
    drop = proved;
  }

  /** Whether the current member key was proved. */
  public boolean isMember() {
    return memberVersion >= 0;
  }

  /** The access version of the member key that was proved; negative: none. */
  public long memberVersion() {
    return memberVersion;
  }

  /** Whether a member key was proved that has been replaced since. */
  public boolean memberEnded() {
    return memberEnded;
  }

  /** The steward key that was proved. */
  public byte @Nullable [] stewardKey() {
    return stewardKey;
  }

  /** The rescue key that was proved. */
  public byte @Nullable [] rescueKey() {
    return rescueKey;
  }

  /** The knock key that was proved. */
  public byte @Nullable [] knockKey() {
    return knockKey;
  }

  /** The keys of logs that were proved; what they are good for is judged when they are used. */
  public List<byte[]> logKeys() {
    return List.copyOf(logKeys);
  }

  /** Whether a log's key was proved. */
  public boolean holds(byte[] logKey) {
    return logKeys.stream().anyMatch(key -> Arrays.equals(key, logKey));
  }

  /**
   * Whether a log with such a key is open to this connection.
   *
   * @param key null or empty: members
   * @param guarded whether the key counts only beside the current member key
   */
  public boolean opens(byte @Nullable [] key, boolean guarded) {
    if (key == null || key.length == 0) {
      return isMember();
    }
    return holds(key) && (isMember() || !guarded);
  }

  /** The owner key that was proved. */
  public @Nullable Owner owner() {
    return owner;
  }

  /** The drop key that was proved. */
  public @Nullable Drop drop() {
    return drop;
  }

  /** Whether the space is {@code asked}; false before the first proof. */
  public boolean isIn(SpaceId asked) {
    return asked.equals(space);
  }

  /** The member's access version, in the space asked for. */
  public long requireMember(SpaceId asked) {
    if (!isIn(asked)) {
      throw Refused.notAllowed();
    }
    return requireMember();
  }

  /** The member's access version. */
  public long requireMember() {
    if (isMember()) {
      return memberVersion;
    }
    throw memberEnded ? Refused.because(Reason.STALE) : Refused.notAllowed();
  }

  /** The steward key, in the space asked for. */
  public byte[] requireSteward(SpaceId asked) {
    byte[] key = stewardKey;
    if (key == null || !isIn(asked)) {
      throw Refused.notAllowed();
    }
    return key;
  }

  /** The steward key or the rescue key, in the space asked for. */
  public byte[] requireCommitter(SpaceId asked) {
    byte[] key = stewardKey == null ? rescueKey : stewardKey;
    if (key == null || !isIn(asked)) {
      throw Refused.notAllowed();
    }
    return key;
  }

  /** The owner of a mailbox that is open for good, in the space asked for. */
  public Owner requireOpenOwner(SpaceId asked) {
    Owner proved = requireOwner();
    if (proved.state() != MailboxState.OPEN || !isIn(asked)) {
      throw Refused.notAllowed();
    }
    return proved;
  }

  /** The owner of a mailbox that is not closed. */
  public Owner requireOwner() {
    Owner proved = owner;
    if (proved == null || proved.state() == MailboxState.CLOSED) {
      throw Refused.notAllowed();
    }
    return proved;
  }

  /** The space, for whoever proved anything. */
  public SpaceId requireSpace() {
    if (space == null) {
      throw Refused.notAllowed();
    }
    return space;
  }

  /**
   * The key under which this connection's writes are remembered: the owner's, so that a repeat
   * after a reconnect finds the first answer whatever else was proved in between; before there is
   * one the drop key's, and for a connection without either, whatever key it writes with.
   */
  public byte @Nullable [] writer() {
    if (owner != null) {
      return owner.key();
    }
    if (drop != null) {
      return drop.key();
    }
    if (stewardKey != null || rescueKey != null) {
      return stewardKey == null ? rescueKey : stewardKey;
    }
    return isMember() && space != null ? space.bytes() : null;
  }

  boolean satisfies(Need need) {
    return switch (need) {
      case MEMBER -> isMember();
      case STEWARD -> stewardKey != null;
      case LOG -> true;
      case INSIDE -> isMember() || (owner != null && owner.state() == MailboxState.OPEN);
      case OWNER -> owner != null && owner.state() != MailboxState.CLOSED;
      case MEMBER_OR_OWNER ->
          isMember() || (owner != null && owner.state() != MailboxState.PROVISIONAL);
    };
  }

  boolean hasSteward(byte[] key) {
    return stewardKey != null && Arrays.equals(stewardKey, key);
  }

  /** Nothing of any key. */
  @Override
  public String toString() {
    return "Grants";
  }
}
