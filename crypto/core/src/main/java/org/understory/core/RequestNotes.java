package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.sync.Purpose;
import org.understory.core.vetting.JoinerNote;
import org.understory.core.vetting.ScanCode;
import org.understory.core.vetting.StewardItem;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;

/**
 * What stewards say about a request, to each other and to the joiner ({@code
 * docs/protocol.md#stewards-log}, {@code #joiner-note}).
 */
final class RequestNotes {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final byte[] NONE = {};

  private final Device device;
  private final Membership membership;
  private final Requests requests;
  private final Invites invites;
  private final StewardsLog stewardsLog;
  private final Verification verification;

  RequestNotes(
      Device device,
      Membership membership,
      Requests requests,
      Invites invites,
      StewardsLog stewardsLog,
      Verification verification) {
    this.device = device;
    this.membership = membership;
    this.requests = requests;
    this.invites = invites;
    this.stewardsLog = stewardsLog;
    this.verification = verification;
  }

  /** Everything said about a request, under any of its hashes, oldest first. */
  List<StewardItem> of(Requests.Known one) {
    List<StewardItem> all = new ArrayList<>();
    one.row().everyHash().forEach(hash -> all.addAll(stewardsLog.about(hash)));
    all.sort((a, b) -> Long.compare(a.time(), b.time()));
    return all;
  }

  String note(String id, String text) {
    return say(id, StewardItem.Kind.NOTE, text, StewardItem.MAX_TEXT);
  }

  String escalate(String id, String text) {
    return say(id, StewardItem.Kind.ESCALATED, text, StewardItem.MAX_TEXT);
  }

  private String say(String id, StewardItem.Kind kind, String text, int most) {
    Requests.Known one = requests.find(id);
    String code = mayWrite(one, text, most);
    if (code.isEmpty() && one != null) {
      post(one, kind, text, NONE);
    }
    return code;
  }

  private String mayWrite(Requests.@Nullable Known one, String text, int most) {
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (one == null) {
      return Codes.NO_SUCH;
    }
    return Applying.fits(text, most) ? "" : Codes.TEXT_LENGTH;
  }

  private void post(Requests.Known one, StewardItem.Kind kind, String text, byte[] value) {
    stewardsLog.post(kind, one.hash(), text, value, requests.deleteAt(one));
  }

  // ---- to the joiner

  String askBack(String id, String text) {
    if (text.isBlank()) {
      return Codes.TEXT_LENGTH;
    }
    String code = say(id, StewardItem.Kind.ASKED, text, JoinerNote.MAX_TEXT);
    Requests.Known one = requests.find(id);
    if (code.isEmpty() && one != null) {
      tell(one, JoinerNote.Kind.QUESTION, text);
    }
    return code;
  }

  /** Asks another steward to decide, or all again. */
  String handOver(String id, String memberId) {
    Requests.Known one = requests.find(id);
    String code = mayWrite(one, "", 0);
    if (!code.isEmpty() || one == null) {
      return code;
    }
    byte[] value = NONE;
    if (!memberId.isEmpty()) {
      Member to = steward(memberId);
      if (to == null) {
        return Codes.NO_SUCH;
      }
      value = to.id().bytes();
    }
    post(one, StewardItem.Kind.HAND_OVER, "", value);
    tell(one, JoinerNote.Kind.HANDED_OVER, "");
    return "";
  }

  private @Nullable Member steward(String memberId) {
    for (Member steward : membership.state().stewards()) {
      if (steward.id().hex().equals(memberId)) {
        return steward;
      }
    }
    return null;
  }

  boolean isReason(String reason, boolean shared) {
    return Applying.fits(reason, shared ? JoinerNote.MAX_TEXT : StewardItem.MAX_TEXT);
  }

  /** A request is being declined. */
  void declined(Requests.Known one, String reason, boolean told) {
    long days = requests.deleteAt(one) - one.invite().notAfter();
    if (told) {
      tell(one, JoinerNote.Kind.DECLINED, reason);
    } else {
      stewardsLog.post(
          StewardItem.Kind.DECLINED,
          one.verified().invite().entryHash(),
          reason,
          NONE,
          device.now() + Math.max(DAY_MILLIS, days));
    }
  }

  private void tell(Requests.Known one, JoinerNote.Kind kind, String text) {
    InviteKeys keys = InviteKeys.of(device.sealer, one.invite().secret());
    DeviceKeys joiner = one.request().device();
    byte[] sealed =
        new JoinerNote(kind, text, device.now())
            .seal(
                device.sealer,
                keys,
                joiner.sealingKey(),
                new JoinerNote.Place(device.facts.space(), joiner.mailbox(), one.hash()));
    device
        .outbox()
        .add(
            Purpose.NOTE,
            "",
            new Deposit(
                device.newWriteId(),
                device.facts.space(),
                List.of(
                    new DepositItem(
                        joiner.mailbox(), device.expiry().cap(device.serverNow()), sealed))));
  }

  // ---- in person, and the alarm

  /**
   * The safety number was compared: by the joiner's code, or by eye where that is empty.
   *
   * @return a code when it is another
   */
  String met(String id, String scanned) {
    Requests.Known one = requests.find(id);
    String code = mayWrite(one, "", 0);
    if (!code.isEmpty() || one == null) {
      return code;
    }
    if (!scanned.isEmpty()) {
      if (!(ScanCode.parse(scanned) instanceof ScanCode.Joiner joiner)) {
        return Codes.NOT_UNDERSTOOD;
      }
      boolean same =
          Arrays.equals(joiner.requestHash(), one.hash())
              && joiner.digits().equals(requests.numberOf(one).replace(" ", ""));
      if (!same) {
        return Codes.NO_MATCH;
      }
    }
    post(one, StewardItem.Kind.MET, "", NONE);
    verification.met(one.request().device());
    return "";
  }

  /** Whether the numbers of the request as it is now were compared in person by a steward. */
  boolean isMet(Requests.Known one) {
    return stewardsLog.about(one.hash()).stream()
        .anyMatch(item -> item.kind() == StewardItem.Kind.MET);
  }

  /** What the joiner's camera is shown once this device's person has met them. */
  @Nullable String headCode(Requests.Known one) {
    boolean met =
        stewardsLog.about(one.hash()).stream()
            .anyMatch(item ->
                item.kind() == StewardItem.Kind.MET
                    && item.device().equals(device.keys().device()));
    RosterState state = membership.state();
    Member me = state.member(device.keys().member());
    return met && me != null
        ? new ScanCode.Head(
                state.groupId(),
                state.seq(),
                state.head(),
                device.keys().device(),
                verification.keysHash(me))
            .text()
        : null;
  }

  /** VT-4: two requests by one invite, and it is not said, or said of both, which is right. */
  boolean isAlarmed(Requests.Known one) {
    Requests.Known other = requests.other(one);
    return other != null && !(isRight(one) && !isRight(other));
  }

  private boolean isRight(Requests.Known one) {
    return of(one).stream().anyMatch(item -> item.kind() == StewardItem.Kind.RIGHT);
  }

  /** Says that of two requests by one invite this is the right one. */
  String choose(String id) {
    Requests.Known one = requests.find(id);
    String code = mayWrite(one, "", 0);
    if (code.isEmpty() && one != null) {
      if (requests.other(one) == null) {
        return Codes.NO_SUCH;
      }
      post(one, StewardItem.Kind.RIGHT, "", NONE);
      if (one.row().alarm()) {
        // Its joiner was turned away: the invite is used up by the other, and a new one is needed.
        invites.close(one.row().invite(), true);
        requests.over(one.row().invite());
        return Codes.INVITE_USED;
      }
    }
    return code;
  }

  /** Whether another request by the same invite was said to be the right one. */
  boolean isWrong(Requests.Known one) {
    Requests.Known other = requests.other(one);
    return other != null && isRight(other) && !isRight(one);
  }

  /** Who was asked to decide last, or null. */
  @Nullable String handedTo(Requests.Known one) {
    String to = null;
    for (StewardItem item : of(one)) {
      if (item.kind() == StewardItem.Kind.HAND_OVER) {
        to = item.value().length == 0 ? null : MemberId.of(item.value()).hex();
      }
    }
    return to;
  }
}
