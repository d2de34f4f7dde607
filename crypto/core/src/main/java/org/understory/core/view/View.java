package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the group except its messages, at one moment.
 *
 * <p>Ids are lower-case hexadecimal, times milliseconds since 1970. Holds names and invite links,
 * so {@code toString} shows neither.
 *
 * @param problem why founding, joining or going on failed, as a code; null when nothing did
 * @param waiting the own open request while nobody has decided it; else null
 * @param queue how many own messages the server has not acknowledged
 */
public record View(
    Phase phase,
    @Nullable String problem,
    Connection connection,
    Clock clock,
    Group group,
    Me me,
    List<Member> members,
    List<Channel> channels,
    List<Invite> invites,
    List<Request> requests,
    @Nullable Waiting waiting,
    int queue) {

  public View {
    members = List.copyOf(members);
    channels = List.copyOf(channels);
    invites = List.copyOf(invites);
    requests = List.copyOf(requests);
  }

  /** Where this device stands with the group. */
  public enum Phase {
    FOUNDING,
    REQUESTING,
    WAITING,
    WELCOMED,
    READY,
    DECLINED,
    REMOVED,
    LEFT,
    HALTED,
    DELETED
  }

  /** The connection to the server. */
  public enum Connection {
    OFFLINE,
    CONNECTING,
    ONLINE
  }

  /** What a member may do. */
  public enum Role {
    STEWARD,
    MEMBER
  }

  /** Whether a member still is one. */
  public enum Standing {
    ACTIVE,
    REMOVED
  }

  /** What has become of an invite. */
  public enum InviteState {
    PENDING,
    OPEN,
    USED,
    REVOKED,
    EXPIRED
  }

  /** What has become of a join request. */
  public enum RequestState {
    OPEN,
    DECIDING
  }

  /**
   * The device's clock beside the server's, a hint for a warning only.
   *
   * @param offsetMs device clock minus server clock
   * @param wrong whether they lie more than two minutes apart
   */
  public record Clock(long offsetMs, boolean wrong) {}

  /**
   * @param id 64 digits; empty before it is known
   * @param name null while its opening is missing
   * @param origin of the server, as in the link
   */
  public record Group(String id, @Nullable String name, String origin) {
    @Override
    public String toString() {
      return "View.Group[" + id + "]";
    }
  }

  /** This device and its owner; ids are empty before they are made. */
  public record Me(String member, String device, String name, Role role) {
    @Override
    public String toString() {
      return "View.Me[" + member + ", " + role + "]";
    }
  }

  /**
   * @param name null while its opening is missing
   * @param since when the member was added
   * @param safetyNumber 60 digits in 12 groups of 5; null for oneself and while unknown
   */
  public record Member(
      String id,
      @Nullable String name,
      Role role,
      boolean me,
      Standing standing,
      long since,
      @Nullable String safetyNumber) {
    @Override
    public String toString() {
      return "View.Member[" + id + ", " + role + ", " + standing + "]";
    }
  }

  /**
   * @param name null while its opening is missing
   * @param timerSeconds 0: off
   * @param lastActivity time of the newest message that is still there, or null
   * @param oldest time of the oldest message that is still there, or null
   */
  public record Channel(
      String id,
      @Nullable String name,
      int timerSeconds,
      int unread,
      @Nullable Long lastActivity,
      @Nullable Long oldest) {
    @Override
    public String toString() {
      return "View.Channel[" + id + ", timer=" + timerSeconds + "]";
    }
  }

  /**
   * @param note the steward's own words for whom it is; stays on this device
   * @param link the secret link; null once it is used or over, and on other stewards' devices
   */
  public record Invite(
      String id, String note, @Nullable String link, long notAfter, InviteState state) {
    @Override
    public String toString() {
      return "View.Invite[" + id + ", " + state + "]";
    }
  }

  /**
   * Somebody who asks to be let in.
   *
   * @param note of the invite that was used
   * @param alarm whether a second valid request came for the same invite: the link may have leaked
   */
  public record Request(
      String id,
      String name,
      String answer,
      long at,
      String note,
      String safetyNumber,
      boolean alarm,
      RequestState state) {
    @Override
    public String toString() {
      return "View.Request[" + id + ", " + state + (alarm ? ", alarm]" : "]");
    }
  }

  /** The own request that is waiting for a decision. */
  public record Waiting(String name, long since, @Nullable String safetyNumber) {
    @Override
    public String toString() {
      return "View.Waiting[since " + since + "]";
    }
  }

  @Override
  public String toString() {
    return "View["
        + phase
        + ", "
        + connection
        + ", "
        + members.size()
        + " members, "
        + channels.size()
        + " channels]";
  }
}
