package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.InviteKeys;
import org.understory.core.invite.InviteLink;
import org.understory.core.roster.Policies;
import org.understory.core.roster.RosterInvite;
import org.understory.core.view.View;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.frame.OpenInvite;
import org.understory.wire.id.InviteId;

/**
 * The invites that this device made ({@code docs/protocol.md#invite-keys}). The link's secret and
 * the request key never leave it, so it alone can read and approve what comes.
 */
final class Invites implements Drafter {
  private static final String PREFIX = "iv/";
  private static final long MAX_VALID_MILLIS = 30L * 86_400_000;
  private static final int MAX_NOTE = 200;

  private final Device device;
  private final Membership membership;
  private @Nullable Stewarding stewarding;

  /** What is kept of an own invite. {@code notAfter} is in milliseconds. */
  record Own(byte[] secret, byte[] requestPrivate, String note, long notAfter, boolean closed) {
    byte[] encode() {
      ProtoWriter writer = new ProtoWriter();
      writer.bytes(1, secret, Bounds.exactly(32));
      writer.bytes(2, requestPrivate, Bounds.exactly(32));
      writer.string(3, note, Bounds.upTo(4 * MAX_NOTE));
      writer.number(4, notAfter, Bounds.ANY);
      writer.bool(5, closed);
      return writer.toByteArray();
    }

    static Own decode(byte[] row) {
      try {
        ProtoReader reader = new ProtoReader(row);
        Own own =
            new Own(
                reader.bytes(1, Bounds.exactly(32)),
                reader.bytes(2, Bounds.exactly(32)),
                reader.string(3, Bounds.upTo(4 * MAX_NOTE)),
                reader.number(4, Bounds.ANY),
                reader.bool(5));
        reader.end();
        return own;
      } catch (InvalidWireException e) {
        throw new IllegalStateException("a stored invite cannot be read", e);
      }
    }

    @Override
    public String toString() {
      return "Own[secret]";
    }
  }

  Invites(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  void through(Stewarding commits) {
    stewarding = commits;
  }

  String create(String note, long validForMillis) {
    if (!membership.amSteward() || stewarding == null) {
      return Codes.NOT_STEWARD;
    }
    if (note.length() > MAX_NOTE || validForMillis < 1 || validForMillis > MAX_VALID_MILLIS) {
      return Codes.NAME_LENGTH;
    }
    InviteKeys keys = InviteKeys.fresh(device.sealer);
    Own own = new Own(keys.secret(), device.random(32), note, device.now() + validForMillis, false);
    byte[] id = keys.inviteId().bytes();
    device.rows.put(PREFIX + Hex.of(id), own.encode());
    stewarding.intend(Intent.Kind.INVITE, id, "", own.notAfter(), new byte[0]);
    return "";
  }

  String revoke(String inviteId) {
    byte[] id = Hex.parse(inviteId);
    Own own = id.length == 16 ? own(InviteId.of(id)) : null;
    if (own == null || stewarding == null) {
      return Codes.NO_SUCH;
    }
    close(InviteId.of(id), own);
    return "";
  }

  /** Closes an invite here at once, and at the server with the next commit. */
  void close(InviteId id, Own own) {
    device.rows.put(
        key(id),
        new Own(own.secret(), own.requestPrivate(), own.note(), own.notAfter(), true).encode());
    if (stewarding != null && !stewarding.intends(Intent.Kind.CLOSE_INVITE, id.bytes())) {
      stewarding.intend(Intent.Kind.CLOSE_INVITE, id.bytes(), "", 0, new byte[0]);
    }
    device.changed();
  }

  @Nullable Own own(InviteId id) {
    byte[] row = device.rows.get(key(id));
    return row == null ? null : Own.decode(row);
  }

  @Override
  public Drafted draft(CommitDraft draft, Intent intent) {
    InviteId id = InviteId.of(intent.subject());
    if (intent.kind() == Intent.Kind.CLOSE_INVITE) {
      draft.closeInvites.add(id);
      return Drafted.DONE;
    }
    Own own = own(id);
    if (own == null || own.closed() || membership.state().invite(id) != null) {
      return Drafted.NOTHING;
    }
    InviteKeys keys = InviteKeys.of(device.sealer, own.secret());
    byte[] requestKey = device.sealer.primitives().x25519().publicKey(own.requestPrivate());
    draft.put(
        draft
            .author()
            .append(
                keys.entry(
                    requestKey,
                    own.notAfter(),
                    (int) membership.state().policies().value(Policies.APPROVALS))));
    draft.openInvites.add(new OpenInvite(keys.dropKey(), requestKey, own.notAfter() / 1000));
    return Drafted.DONE;
  }

  List<View.Invite> views() {
    List<View.Invite> views = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : device.rows.scan(PREFIX).entrySet()) {
      InviteId id = InviteId.of(Hex.parse(row.getKey().substring(PREFIX.length())));
      Own own = Own.decode(row.getValue());
      RosterInvite known = membership.state().invite(id);
      View.InviteState state = state(own, known);
      views.add(
          new View.Invite(
              id.hex(),
              own.note(),
              state == View.InviteState.OPEN && known != null ? link(own, known) : null,
              own.notAfter(),
              state,
              device.keys().member().hex(),
              1,
              List.of(),
              false));
    }
    return views;
  }

  private View.InviteState state(Own own, @Nullable RosterInvite known) {
    if (known != null && known.usedBy() != null) {
      return View.InviteState.USED;
    }
    if (own.closed()) {
      return View.InviteState.REVOKED;
    }
    if (own.notAfter() < device.now()) {
      return View.InviteState.EXPIRED;
    }
    return known == null ? View.InviteState.PENDING : View.InviteState.OPEN;
  }

  private String link(Own own, RosterInvite known) {
    byte[] requestKey = known.body().requestKey();
    return new InviteLink(
            device.facts.origin(),
            own.secret(),
            device.facts.group(),
            known.entryHash(),
            known.seq(),
            InviteLink.hashOf(device.sealer, requestKey))
        .format();
  }

  private static String key(InviteId id) {
    return PREFIX + id.hex();
  }
}
