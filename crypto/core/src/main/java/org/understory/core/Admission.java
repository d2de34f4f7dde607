package org.understory.core;

import org.understory.core.roster.EntryBody;
import org.understory.core.roster.SignedEntry;
import org.understory.core.sync.Connection;
import org.understory.core.vetting.StewardItem;

/**
 * The parts with which people are let in, wired together: invites, requests, what is said about
 * them, and on the other side whoever asks.
 */
final class Admission {
  final StewardSecrets secrets;
  final StewardsLog stewardsLog;
  final Invites invites;
  final Requests requests;
  final RequestNotes notes;
  final VettingDesk desk;
  final Vouches vouches;
  final Applying applying;
  final Joining joining;
  final Verification verification;
  private final Device device;
  private final Membership membership;

  Admission(
      Device device,
      Membership membership,
      Sessions sessions,
      PreKeys preKeys,
      Verification verification,
      Governing governing,
      Undo undo) {
    this.device = device;
    this.membership = membership;
    this.verification = verification;
    secrets = new StewardSecrets(device, membership, sessions);
    stewardsLog = new StewardsLog(device, membership, secrets);
    invites = new Invites(device, membership, stewardsLog);
    requests = new Requests(device, membership, invites, stewardsLog);
    notes = new RequestNotes(device, membership, requests, invites, stewardsLog, verification);
    desk = new VettingDesk(device, membership, requests, invites, governing, undo, notes);
    vouches = new Vouches(device, membership, sessions, requests, stewardsLog);
    applying = new Applying(device);
    joining = new Joining(device, membership, preKeys, applying);
    stewardsLog.taken(this::taken);
    invites.through(governing.stewarding);
    governing.commits.register(invites, Intent.Kind.INVITE, Intent.Kind.CLOSE_INVITE);
  }

  /** An item of the stewards' log. */
  private void taken(StewardItem item) {
    switch (item.kind()) {
      case BOX -> {
        invites.box(item);
        requests.retry();
      }
      case DECLINED -> invites.declined(item);
      default -> {}
    }
  }

  void applied(SignedEntry entry, byte[] hash) {
    desk.applied(entry);
    invites.applied(entry, hash);
    secrets.rosterMoved();
    if (entry.entry().body() instanceof EntryBody.EpochEntry) {
      stewardsLog.retry();
      if (secrets.isFreshlyOwn(entry)) {
        stewardsLog.postAgain();
      }
    }
  }

  /** What only the way in needed is over: the steward who was met is known by its keys now. */
  void arrived() {
    var met = applying.keptHead();
    if (met != null && !membership.state().isEmpty()) {
      verification.met(met);
      applying.forgetHead();
    }
  }

  void pump() {
    arrived();
    secrets.share();
    desk.pump();
    vouches.pump();
    Connection connection = device.connection();
    if (connection != null) {
      stewardsLog.pump(connection);
    }
  }

  /** Deletes what is over. */
  void purge() {
    if (device.facts.phase() == Phase.READY) {
      requests.purge();
      vouches.purge();
      stewardsLog.purge(about ->
          membership.state().inviteByEntry(about) != null || requests.about(about) != null);
    }
  }
}
