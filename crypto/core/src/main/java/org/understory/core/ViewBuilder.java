package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.Member;
import org.understory.core.roster.NameKind;
import org.understory.core.view.View;
import org.understory.wire.id.LogId;

/** Makes what hosts show from what the parts know. */
final class ViewBuilder {
  private static final long CLOCK_WRONG_MILLIS = 120_000;

  private final Device device;
  private final Membership membership;
  private final Posting posting;
  private final Admission admission;
  private final SendGate gate;
  private final Leasing leasing;
  private final Quarantine quarantine;
  private final OfficeView office;
  private final VettingView vetting;
  private final InviteViews invites;
  private final DevicesView devices;
  private final Settings settings;
  private final Trail trail;
  private final ChannelViews channels;

  ViewBuilder(
      Device device,
      Membership membership,
      Posting posting,
      ChannelViews channels,
      Admission admission,
      Supplier<Way> way,
      SendGate gate,
      Leasing leasing,
      Quarantine quarantine,
      Forking forking,
      Governing governing,
      Undo undo,
      SuccessionView succession,
      DevicesView devices,
      Settings settings) {
    this.device = device;
    this.membership = membership;
    this.posting = posting;
    this.channels = channels;
    this.admission = admission;
    invites = new InviteViews(device, membership, admission.invites);
    vetting = new VettingView(device, membership, admission, way);
    this.gate = gate;
    this.leasing = leasing;
    this.quarantine = quarantine;
    office = new OfficeView(device, membership, governing, leasing, forking, undo, succession);
    this.devices = devices;
    this.settings = settings;
    trail = new Trail(membership);
  }

  View view(boolean connecting) {
    Phase phase = device.facts.phase();
    long offset = device.connection() == null ? 0 : device.now() - device.serverNow();
    boolean behind = !membership.state().isEmpty() && leasing.freshness().clockOff() != 0;
    boolean halted = phase == Phase.READY && membership.halted();
    return new View(
        shown(phase, halted),
        halted ? "fork" : isFrozen(phase) ? Codes.FROZEN : device.facts.problem(),
        device.greeting() != null
            ? View.Connection.ONLINE
            : connecting ? View.Connection.CONNECTING : View.Connection.OFFLINE,
        new View.Clock(offset, behind || Math.abs(offset) > CLOCK_WRONG_MILLIS),
        group(),
        me(),
        members(),
        channels.channels(this::held),
        invites.views(),
        vetting.requests(),
        vetting.waiting(phase),
        posting.waiting(),
        office.office(),
        vetting.vetting(),
        devices.devices());
  }

  private View.Phase shown(@Nullable Phase phase, boolean halted) {
    if (halted) {
      return View.Phase.HALTED;
    }
    if (isFrozen(phase)) {
      return View.Phase.REMOVED;
    }
    return View.Phase.valueOf(phase == null ? "FOUNDING" : phase.name());
  }

  private boolean isFrozen(@Nullable Phase phase) {
    return phase == Phase.READY && device.facts.number(Parts.FROZEN) == 1;
  }

  private View.Group group() {
    byte[] id = device.facts.bytes("group");
    String name =
        membership.state().isEmpty()
            ? null
            : device.names.of(
                new Commitment(NameKind.GROUP, membership.state().groupNameCommitment()));
    return new View.Group(id == null ? "" : Hex.of(id), name, device.facts.origin());
  }

  private View.Me me() {
    return new View.Me(
        device.hasKeys() ? device.keys().member().hex() : "",
        device.hasKeys() ? device.keys().device().hex() : "",
        device.facts.name(),
        membership.amSteward() ? View.Role.STEWARD : View.Role.MEMBER,
        membership.amSteward());
  }

  private List<View.Member> members() {
    List<View.Member> views = new ArrayList<>();
    for (Member member : membership.state().members().values()) {
      boolean me = member.id().equals(device.keys().member());
      views.add(
          new View.Member(
              member.id().hex(),
              name(member),
              member.role() == Member.Role.STEWARD ? View.Role.STEWARD : View.Role.MEMBER,
              me,
              standing(member),
              member.sinceTime(),
              null,
              devices.of(member),
              admission.verification.of(member),
              admission.verification.at(member),
              trail.invitedBy(member),
              trail.approvedBy(member),
              quarantine.isQuarantined(member.id()),
              settings.isBlocked(member.id())));
    }
    return views;
  }

  private static View.Standing standing(Member member) {
    if (member.isActive()) {
      return View.Standing.ACTIVE;
    }
    return member.isFrozen() ? View.Standing.FROZEN : View.Standing.REMOVED;
  }

  @Nullable String name(@Nullable Member member) {
    return member == null
        ? null
        : device.names.of(new Commitment(NameKind.MEMBER, member.nameCommitment()));
  }

  /** Why nothing can be written here now, or null. */
  private @Nullable String held(LogId channel) {
    return gate.held(channel);
  }

  /** The safety number with a member, or null for oneself and for nobody. Costs some work once. */
  @Nullable String safetyNumber(String memberId) {
    for (Member member : membership.state().activeMembers()) {
      if (member.id().hex().equals(memberId) && !member.id().equals(device.keys().member())) {
        return grouped(admission.verification.number(member));
      }
    }
    return null;
  }

  /** Sixty digits as twelve groups of five. */
  static String grouped(String digits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i += 5) {
      text.append(i == 0 ? "" : " ").append(digits, i, Math.min(digits.length(), i + 5));
    }
    return text.toString();
  }
}
