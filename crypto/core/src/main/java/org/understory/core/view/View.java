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
    int queue,
    Office office,
    Vetting vetting,
    Devices devices) {

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
    ANSWERING,
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
    FROZEN,
    REMOVED
  }

  /** How far the own user has verified a person. */
  public enum Verified {
    NO,
    YES,
    /** Verified, and since then a device has come that is not. */
    CHANGED
  }

  /** Who writes and who reads. */
  public enum ChannelKind {
    OPEN,
    ANNOUNCEMENT,
    NEED_TO_KNOW,
    /** Two members. */
    DIRECT
  }

  /** What has become of an invite. */
  public enum InviteState {
    PENDING,
    OPEN,
    USED,
    REVOKED,
    EXPIRED,
    DECLINED
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

  /**
   * This device and its owner; ids are empty before they are made.
   *
   * @param office whether this is the device that signs as a steward
   */
  public record Me(String member, String device, String name, Role role, boolean office) {
    @Override
    public String toString() {
      return "View.Me[" + member + ", " + role + "]";
    }
  }

  /**
   * @param name null while its opening is missing
   * @param since when the member was added
   * @param safetyNumber 60 digits in 12 groups of 5; null for oneself and while unknown
   * @param verifiedAt when the own user verified them; null when never
   * @param invitedBy whose invite let them in; null for the founder
   * @param blocked by the own user, on this device alone
   * @param quarantined named a roster that contradicts the own one: their messages wait
   */
  public record Member(
      String id,
      @Nullable String name,
      Role role,
      boolean me,
      Standing standing,
      long since,
      @Nullable String safetyNumber,
      List<Devices.Device> devices,
      Verified verified,
      @Nullable Long verifiedAt,
      @Nullable String invitedBy,
      List<String> approvedBy,
      boolean quarantined,
      boolean blocked) {
    public Member {
      devices = List.copyOf(devices);
      approvedBy = List.copyOf(approvedBy);
    }

    @Override
    public String toString() {
      return "View.Member[" + id + ", " + role + ", " + standing + "]";
    }
  }

  /**
   * What a person left and found in a channel.
   *
   * @param mentions how many of the unread ones name the own user or everyone
   * @param firstUnread the oldest unread message, or null
   * @param muted until when; 0: not; -1: for good
   * @param draft whether something was begun
   * @param timerMin what the timer is locked to, seconds; 0: not
   * @param timerMax the same; 0: not
   * @param pins message ids, the first pinned first
   * @param goneOn devices that told that they deleted what was due
   * @param goneOf of how many
   */
  public record Talk(
      int mentions,
      @Nullable String firstUnread,
      long muted,
      boolean favourite,
      boolean archived,
      boolean draft,
      int timerMin,
      int timerMax,
      List<String> pins,
      int goneOn,
      int goneOf) {
    /** Nothing at all. */
    public static final Talk NOTHING =
        new Talk(0, null, 0, false, false, false, 0, 0, List.of(), 0, 0);
  }

  /**
   * @param name null while its opening is missing
   * @param timerSeconds 0: off
   * @param lastActivity time of the newest message that is still there, or null
   * @param oldest time of the oldest message that is still there, or null
   * @param posters of an announcement channel: members who write besides stewards
   * @param people of a need-to-know channel
   * @param keepers of a need-to-know channel
   * @param wishes of its keepers, for each other
   * @param held why nothing can be written now; null when it can
   * @param heldAbout the members whom {@code held} is about
   */
  public record Channel(
      String id,
      @Nullable String name,
      int timerSeconds,
      int unread,
      @Nullable Long lastActivity,
      @Nullable Long oldest,
      ChannelKind kind,
      List<String> posters,
      List<String> people,
      List<String> keepers,
      List<Wish> wishes,
      @Nullable String held,
      List<String> heldAbout,
      Talk talk) {
    public Channel {
      posters = List.copyOf(posters);
      people = List.copyOf(people);
      keepers = List.copyOf(keepers);
      wishes = List.copyOf(wishes);
      heldAbout = List.copyOf(heldAbout);
    }

    @Override
    public String toString() {
      return "View.Channel[" + id + ", timer=" + timerSeconds + "]";
    }
  }

  /**
   * @param note the steward's own words for whom it is; stays on this device
   * @param link the secret link; null once it is used or over, and on other stewards' devices
   * @param by the steward who made it
   * @param voices approvals that it takes
   * @param channels that its joiner shall find
   * @param exposed its secret is known to somebody who is no steward any more
   */
  public record Invite(
      String id,
      String note,
      @Nullable String link,
      long notAfter,
      InviteState state,
      String by,
      int voices,
      List<String> channels,
      boolean exposed) {
    public Invite {
      channels = List.copyOf(channels);
    }

    @Override
    public String toString() {
      return "View.Invite[" + id + ", " + state + "]";
    }
  }

  /**
   * Somebody who asks to be let in.
   *
   * @param note of the invite that was used
   * @param answers to the group's questions
   * @param vouchers who may know the joiner, in the joiner's words
   * @param alarm whether a second valid request came for the same invite: the link may have leaked
   * @param other that second request
   * @param handedTo the steward who was asked to decide, or null
   * @param changedAt when the answers were changed: voices for the former ones are void; else null
   * @param deleteAt when answers, vouches and notes are deleted
   * @param met whether the safety number was compared in person
   * @param headCode for the joiner's camera once they have met
   */
  public record Request(
      String id,
      String name,
      String answer,
      List<Vetting.Answer> answers,
      String vouchers,
      long at,
      String note,
      String safetyNumber,
      boolean alarm,
      Vetting.@Nullable Other other,
      RequestState state,
      String invitedBy,
      List<Office.Approval> approvals,
      int needed,
      Office.OwnVoice ownVoice,
      List<Vetting.Vouch> vouches,
      List<Vetting.Note> notes,
      @Nullable String handedTo,
      @Nullable Long changedAt,
      long expires,
      long deleteAt,
      boolean met,
      @Nullable String headCode) {
    public Request {
      answers = List.copyOf(answers);
      approvals = List.copyOf(approvals);
      vouches = List.copyOf(vouches);
      notes = List.copyOf(notes);
    }

    @Override
    public String toString() {
      return "View.Request[" + id + ", " + state + (alarm ? ", alarm]" : "]");
    }
  }

  /**
   * The own request that is waiting for a decision.
   *
   * @param code for a camera of somebody in the group; null while unknown
   * @param deleteAt when the group deletes the answers; null while unknown
   */
  public record Waiting(
      String name,
      long since,
      @Nullable String safetyNumber,
      @Nullable String code,
      List<String> questions,
      List<String> answers,
      List<Vetting.JoinerNote> notes,
      @Nullable Long deleteAt,
      Vetting.As as) {
    public Waiting {
      questions = List.copyOf(questions);
      answers = List.copyOf(answers);
      notes = List.copyOf(notes);
    }

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
