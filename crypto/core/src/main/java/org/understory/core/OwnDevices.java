package org.understory.core;

import java.util.List;
import org.understory.core.deposit.PairwiseBody.SheetShare;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.SignedEntry;
import org.understory.wire.frame.PendingRequest;

/**
 * The parts about devices of a member, wired together: linking, taking away, the recovery sheet and
 * its parts, coming back, and what a person is told of all that.
 */
final class OwnDevices {
  final LinkGiving giving;
  final LinkTaking taking;
  final Returning returning;
  final Recoveries recoveries;
  final Sheets sheets;
  final Shares shares;
  final Alerts alerts;
  final Gaps gaps;
  final DevicesView view;
  private final Device device;
  private final Membership membership;
  private final DeviceActs acts;
  private final Readmission readmission;

  OwnDevices(
      Device device,
      Membership membership,
      Sessions sessions,
      RosterLog rosterLog,
      PreKeys preKeys,
      Governing governing,
      Invites invites,
      Welcomes welcomes) {
    this.device = device;
    this.membership = membership;
    giving = new LinkGiving(device, membership, rosterLog, governing.proposals, welcomes);
    taking = new LinkTaking(device, membership, preKeys);
    returning = new Returning(device, membership, preKeys);
    alerts = new Alerts(device);
    gaps = new Gaps(device);
    sheets = new Sheets(device, membership, governing.proposals);
    shares = new Shares(device, membership, sessions, sheets);
    recoveries = new Recoveries(device, membership, governing, sessions, welcomes, alerts);
    acts = new DeviceActs(device, membership, governing.proposals, governing.decisions);
    readmission = new Readmission(device, membership, governing, invites);
    view = new DevicesView(device, membership, this);
    governing.consequences.through(recoveries);
  }

  /** Does one of the acts about devices. */
  String act(String name, List<String> args) {
    return switch (name) {
      case "link" -> taking.link(args.get(0));
      case "linkByWords" -> taking.link(args.get(0), args.get(1));
      case "recover" -> returning.recover(args.get(0));
      case "recoverByShares" -> returning.recover(args);
      case "linkStart" -> giving.start();
      case "linkConfirm" ->
          device.facts.phase() == Phase.READY ? giving.confirm() : taking.confirm();
      case "linkCancel" -> device.facts.phase() == Phase.READY ? giving.cancel() : taking.cancel();
      case "revokeDevices" -> acts.revoke(args.get(0), args.get(1));
      case "revokeMemberDevices" -> acts.revokeOf(args.get(0), args.get(1));
      case "seen" -> alerts.seen(args.get(0));
      case "sheetRehearsed" -> sheets.rehearsed();
      case "newSheet" -> sheets.replace();
      case "noSheet" -> sheets.none();
      case "dealShares" ->
          shares.deal(DeviceActs.words(args.get(0)), Integer.parseInt(args.get(1)));
      case "recallShares" -> shares.recall();
      case "confirmRecovery" -> recoveries.confirm(args.get(0));
      case "vetoRecovery" -> recoveries.veto(args.get(0));
      case "readmit" -> readmission.readmit(args.get(0), args.get(1));
      default -> Codes.BAD_ARGUMENT;
    };
  }

  /** Does whatever has become possible. */
  void pump() {
    giving.pump();
    shares.pump();
    recoveries.pump();
    readmission.pump();
  }

  void tick() {
    sheets.tick();
    gaps.tick();
    if (device.greeting() != null
        && device.facts.phase() == Phase.READY
        && membership.isCurrent()) {
      gaps.present();
    }
  }

  /** A request at the own link drop; false when it is at none of this device's. */
  boolean pending(PendingRequest request) {
    boolean mine = giving.isFor(request.invite());
    if (mine) {
      giving.pending(request);
    }
    return mine;
  }

  void share(DeviceKeys sender, SheetShare share, long seq) {
    shares.take(sender, share, seq);
  }

  /** What the roster did; {@code gone} hears of devices that are no more. */
  void applied(SignedEntry entry, java.util.function.Consumer<DeviceId> gone) {
    alerts.applied(entry);
    switch (entry.entry().body()) {
      case EntryBody.DeviceRevoke revoke -> revoke.devices().forEach(gone);
      case EntryBody.DeviceAdd add -> {
        Member member = membership.state().member(add.device().member());
        if (add.isRecovery() && !add.announced() && member != null) {
          member.devices().stream()
              .filter(one -> one.isRevoked())
              .forEach(one -> gone.accept(one.id()));
        }
      }
      default -> {}
    }
    shares.rosterMoved();
    recoveries.rosterMoved();
  }
}
