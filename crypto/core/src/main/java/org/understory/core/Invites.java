package org.understory.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Policies;
import org.understory.core.roster.RosterInvite;
import org.understory.core.roster.SignedEntry;
import org.understory.core.vetting.InviteSheet;
import org.understory.core.vetting.StewardItem;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.LogId;

/**
 * Invites ({@code docs/protocol.md#invite-keys}): those that this device made, and those whose box
 * another steward laid into the stewards' log, so that every steward opens and checks what comes.
 */
final class Invites implements Drafter {
  static final String PREFIX = "iv/";
  private static final long MAX_VALID_MILLIS = 30L * 86_400_000;
  private static final int MAX_NOTE = 200;

  private final Device device;
  private final Membership membership;
  private final StewardsLog stewardsLog;
  private @Nullable Stewarding stewarding;

  Invites(Device device, Membership membership, StewardsLog stewardsLog) {
    this.device = device;
    this.membership = membership;
    this.stewardsLog = stewardsLog;
  }

  void through(Stewarding commits) {
    stewarding = commits;
  }

  /**
   * Makes an invite.
   *
   * @param note the steward's own words; stays on this device
   * @param forName whom it is for, as the joiner and other stewards read it
   * @param channels where the newcomer is expected
   */
  String create(String note, long validForMillis, String forName, List<LogId> channels) {
    if (!membership.amSteward() || stewarding == null) {
      return Codes.NOT_STEWARD;
    }
    if (note.length() > MAX_NOTE
        || !Applying.fits(forName, InviteSheet.MAX_NAME)
        || validForMillis < 1
        || validForMillis > MAX_VALID_MILLIS) {
      return Codes.NAME_LENGTH;
    }
    InviteKeys keys = InviteKeys.fresh(device.sealer);
    InviteRow own =
        new InviteRow(
            keys.secret(),
            device.random(32),
            note,
            device.now() + validForMillis,
            false,
            true,
            forName,
            channels,
            false,
            "");
    byte[] id = keys.inviteId().bytes();
    device.rows.put(PREFIX + Hex.of(id), own.encode());
    stewarding.intend(Intent.Kind.INVITE, id, "", own.notAfter(), new byte[0]);
    return "";
  }

  String revoke(String inviteId) {
    byte[] id = Hex.parse(inviteId);
    if (id.length != 16 || stewarding == null || !membership.amSteward()) {
      return Codes.NO_SUCH;
    }
    InviteId invite = InviteId.of(id);
    RosterInvite known = membership.state().invite(invite);
    InviteRow own = own(invite);
    if (own == null && known == null) {
      return Codes.NO_SUCH;
    }
    if (known != null && (known.usedBy() != null || known.revoked())) {
      return Codes.ALREADY_DECIDED;
    }
    close(invite, true);
    return "";
  }

  /**
   * Closes an invite here at once, and for everyone with the next commit.
   *
   * @param silently whether the joiner's mailbox is closed with it; else the joiner still reads why
   */
  void close(InviteId id, boolean silently) {
    InviteRow own = own(id);
    if (own != null) {
      device.rows.put(key(id), own.shut().encode());
    }
    if (stewarding != null && !stewarding.intends(Intent.Kind.CLOSE_INVITE, id.bytes())) {
      stewarding.intend(Intent.Kind.CLOSE_INVITE, id.bytes(), "", silently ? 1 : 0, new byte[0]);
    }
    device.changed();
  }

  @Nullable InviteRow own(InviteId id) {
    byte[] row = device.rows.get(key(id));
    return row == null ? null : InviteRow.decode(row);
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    InviteId id = InviteId.of(intent.subject());
    RosterInvite known = membership.state().invite(id);
    if (intent.kind() == Intent.Kind.CLOSE_INVITE) {
      if (known == null || known.usedBy() != null || known.revoked()) {
        return Drafted.NOTHING;
      }
      draft.put(draft.author().append(new EntryBody.InviteRevoke(List.of(id))));
      if (intent.number() == 1) {
        draft.closeInvites.add(id);
      }
      return Drafted.DONE;
    }
    InviteRow own = own(id);
    if (own == null || own.closed() || known != null) {
      return Drafted.NOTHING;
    }
    InviteKeys keys = InviteKeys.of(device.sealer, own.secret());
    byte[] requestKey = device.sealer.primitives().x25519().publicKey(own.requestPrivate());
    draft.put(draft.author().append(keys.entry(requestKey, own.notAfter(), voices())));
    draft.openInvites.add(
        new OpenInvite(
            keys.dropKey(),
            requestKey,
            own.notAfter() / 1000,
            sheet(own).seal(device.sealer, keys, device.facts.space())));
    return Drafted.DONE;
  }

  int voices() {
    return (int) membership.state().policies().value(Policies.APPROVALS);
  }

  private InviteSheet sheet(InviteRow own) {
    String group =
        device.names.of(new Commitment(NameKind.GROUP, membership.state().groupNameCommitment()));
    return new InviteSheet(
        group == null ? "" : group,
        questions(membership.state().policies().questions()),
        (int) membership.state().policies().value(Policies.ANSWER_DAYS),
        membership.state().stewardCount(),
        own.forName(),
        voices(),
        own.channels());
  }

  /** The lines behind a commitment; empty while there is none or its text is missing. */
  private List<String> questions(byte[] commitment) {
    String text =
        commitment.length == 0
            ? null
            : device.names.of(new Commitment(NameKind.QUESTIONS, commitment));
    return text == null ? List.of() : Lines.of(text);
  }

  /** The questions that an invite asked. */
  List<String> questionsOf(RosterInvite invite) {
    byte[] commitment = {};
    List<RosterLine.Applied> history = membership.history();
    for (int i = 0; i < Math.min(invite.seq(), history.size()); i++) {
      if (history.get(i).entry().entry().body() instanceof EntryBody.Policy policy
          && policy.policy() == Policies.QUESTIONS) {
        commitment = policy.commitment();
      }
    }
    return questions(commitment);
  }

  // ---- boxes

  /** An own INVITE is in the roster: the other stewards get what opens its requests. */
  void applied(SignedEntry entry, byte[] hash) {
    if (entry.entry().body() instanceof EntryBody.Invite invite) {
      InviteRow own = own(invite.invite());
      if (own != null && own.mine()) {
        box(own, hash);
      }
    } else if (entry.entry().body() instanceof EntryBody.Role && membership.amSteward()) {
      boxes(); // who has just become a steward has none of them
    }
  }

  private void boxes() {
    for (RosterInvite known : membership.state().invites().values()) {
      InviteRow own = own(known.body().invite());
      if (own != null && own.mine() && known.isOpenAt(device.now())) {
        box(own, known.entryHash());
      }
    }
  }

  private void box(InviteRow own, byte[] entryHash) {
    byte[] value = Arrays.copyOf(own.secret(), 64);
    System.arraycopy(own.requestPrivate(), 0, value, 32, 32);
    stewardsLog.post(StewardItem.Kind.BOX, entryHash, own.forName(), value, own.notAfter());
  }

  /** Another steward's invite: kept when it is the one that the roster names. */
  void box(StewardItem item) {
    RosterInvite known = membership.state().inviteByEntry(item.about());
    if (known == null || own(known.body().invite()) != null) {
      return;
    }
    byte[] secret = Arrays.copyOf(item.value(), 32);
    byte[] requestPrivate = Arrays.copyOfRange(item.value(), 32, 64);
    InviteKeys keys = InviteKeys.of(device.sealer, secret);
    boolean fits =
        keys.inviteId().equals(known.body().invite())
            && Arrays.equals(
                device.sealer.primitives().x25519().publicKey(requestPrivate),
                known.body().requestKey());
    if (fits) {
      InviteRow row =
          new InviteRow(
              secret,
              requestPrivate,
              "",
              known.body().notAfter(),
              known.revoked(),
              false,
              item.text(),
              List.of(),
              false,
              "");
      device.rows.put(key(known.body().invite()), row.encode());
      device.changed();
    }
  }

  /** Notes that a request by this invite was declined; the reason, when it stays among stewards. */
  void declined(InviteId id, String reason) {
    InviteRow own = own(id);
    if (own != null) {
      device.rows.put(key(id), own.declined(reason).encode());
      device.changed();
    }
  }

  /** Another steward declined. */
  void declined(StewardItem item) {
    RosterInvite known = membership.state().inviteByEntry(item.about());
    if (known != null) {
      declined(known.body().invite(), item.text());
    }
  }

  private static String key(InviteId id) {
    return PREFIX + id.hex();
  }
}
