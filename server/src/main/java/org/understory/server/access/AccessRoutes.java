package org.understory.server.access;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Origin;
import org.understory.server.delivery.Connection;
import org.understory.server.delivery.FanOut;
import org.understory.server.delivery.Grants.Drop;
import org.understory.server.delivery.Grants.MailboxState;
import org.understory.server.delivery.Grants.Owner;
import org.understory.server.delivery.Nonces.Nonce;
import org.understory.server.delivery.Refused;
import org.understory.server.invite.InviteService;
import org.understory.server.knock.KnockService;
import org.understory.server.mailbox.Mailbox;
import org.understory.server.mailbox.MailboxService;
import org.understory.server.ratelimit.RateLimits;
import org.understory.server.ratelimit.RateLimits.Purpose;
import org.understory.server.space.Space.Standing;
import org.understory.server.space.SpaceService;
import org.understory.verify.SignatureVerifier;
import org.understory.wire.Statements;
import org.understory.wire.frame.ChallengeIssued;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.Prove;
import org.understory.wire.frame.Proved;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

/** Requests to prove keys. */
public final class AccessRoutes {
  private static final byte[] NONE = new byte[0];

  private final SpaceService spaces;
  private final MailboxService mailboxes;
  private final InviteService invites;
  private final KnockService knocks;
  private final FanOut fanOut;
  private final RateLimits limits;
  private final Origin origin;

  public AccessRoutes(
      SpaceService spaces,
      MailboxService mailboxes,
      InviteService invites,
      KnockService knocks,
      FanOut fanOut,
      RateLimits limits,
      Origin origin) {
    this.spaces = spaces;
    this.mailboxes = mailboxes;
    this.invites = invites;
    this.knocks = knocks;
    this.fanOut = fanOut;
    this.limits = limits;
    this.origin = origin;
  }

  /** A fresh nonce. */
  public Future<ReplyBody> challenge(Connection connection) {
    Nonce nonce = connection.nonces().issue();
    return Future.succeededFuture(new ChallengeIssued(nonce.bytes(), nonce.expiry()));
  }

  /** Judges a proof; whatever comes of it, its nonce is used up. */
  public Future<ReplyBody> prove(Connection connection, Prove proof) {
    limits.spend(Purpose.PROVE, connection.number(), 1);
    Nonce nonce = connection.nonces().take(proof.nonce());
    if (nonce == null) {
      throw Refused.because(Reason.EXPIRED);
    }
    byte[] statement =
        Statements.prove(
            origin.text(),
            nonce.bytes(),
            nonce.expiry(),
            proof.kind().number(),
            proof.space(),
            proof.publicKey(),
            proof.storeCounter());
    if (!SignatureVerifier.verify(proof.publicKey(), statement, proof.signature())) {
      throw Refused.notAllowed();
    }
    SpaceId space = proof.space();
    if (proof.kind() == KeyKind.DROP) {
      return proveDrop(connection, proof);
    }
    if (space == null) {
      throw Refused.notAllowed();
    }
    return switch (proof.kind()) {
      case MEMBER -> proveMember(connection, space, proof);
      case STEWARD -> proveSteward(connection, space, proof);
      case OWNER -> proveOwner(connection, space, proof);
      case DROP -> proveDrop(connection, proof);
      case KNOCK -> proveKnock(connection, space, proof);
      case LOG -> proveLog(connection, space, proof);
    };
  }

  private Future<ReplyBody> proveMember(Connection connection, SpaceId space, Prove proof) {
    return fanOut
        .settled(space, () -> spaces.memberKey(space, proof.publicKey()))
        .map(key -> {
          requireCurrent(key.standing());
          connection.proveMember(space, key.version());
          return proved(connection, 0, null, false, null, NONE, NONE);
        });
  }

  private Future<ReplyBody> proveSteward(Connection connection, SpaceId space, Prove proof) {
    return fanOut
        .settled(space, () -> spaces.stewardKey(space, proof.publicKey()))
        .map(standing -> {
          if (standing == Standing.RESCUE) {
            connection.proveRescue(space, proof.publicKey());
          } else {
            requireCurrent(standing);
            connection.proveSteward(space, proof.publicKey());
          }
          return proved(connection, 0, null, false, null, NONE, NONE);
        });
  }

  private static void requireCurrent(Standing standing) {
    switch (standing) {
      case CURRENT -> {}
      case PAST -> throw Refused.because(Reason.STALE);
      case UNKNOWN, RESCUE -> throw Refused.notAllowed();
    }
  }

  private Future<ReplyBody> proveOwner(Connection connection, SpaceId space, Prove proof) {
    return fanOut
        .settled(space, () -> opened(space, proof))
        .map(opened -> {
          Mailbox mailbox = opened.mailbox();
          connection.proveOwner(
              space,
              new Owner(
                  mailbox.no(),
                  mailbox.id(),
                  mailbox.ownerKey(),
                  mailbox.state(),
                  mailbox.rosterEnd()));
          boolean provisional = mailbox.state() == MailboxState.PROVISIONAL;
          return proved(
              connection, opened.previousCounter(), mailbox.id(), provisional, null, NONE, NONE);
        });
  }

  private Future<Mailbox.Opened> opened(SpaceId space, Prove proof) {
    return mailboxes
        .open(space, proof.publicKey(), proof.storeCounter())
        .compose(opened ->
            opened == null || wasNeverOpen(opened.mailbox())
                ? Future.failedFuture(Refused.notAllowed())
                : Future.succeededFuture(opened));
  }

  /** Whoever was declined has nothing to read here, and is told no more than a stranger. */
  private static boolean wasNeverOpen(Mailbox mailbox) {
    return mailbox.state() == MailboxState.CLOSED && mailbox.rosterEnd() == 0;
  }

  private Future<ReplyBody> proveKnock(Connection connection, SpaceId space, Prove proof) {
    return knocks
        .isKnown(space, proof.publicKey())
        .map(known -> {
          if (!known) {
            throw Refused.notAllowed();
          }
          connection.proveKnock(space, proof.publicKey());
          return proved(connection, 0, null, false, null, NONE, NONE);
        });
  }

  /** Taken whatever logs there are, so that the answer tells nothing of them. */
  private static Future<ReplyBody> proveLog(Connection connection, SpaceId space, Prove proof) {
    connection.proveLog(space, proof.publicKey());
    return Future.succeededFuture(proved(connection, 0, null, false, null, NONE, NONE));
  }

  private Future<ReplyBody> proveDrop(Connection connection, Prove proof) {
    return invites
        .openInvite(proof.publicKey())
        .map(invite -> {
          connection.proveDrop(invite.space(), new Drop(invite.id(), invite.dropKey()));
          return proved(
              connection, 0, null, false, invite.space(), invite.requestKey(), invite.sheet());
        });
  }

  private static ReplyBody proved(
      Connection connection,
      long previousCounter,
      @Nullable MailboxId mailbox,
      boolean provisional,
      @Nullable SpaceId space,
      byte[] requestKey,
      byte[] sheet) {
    Nonce next = connection.nonces().issue();
    return new Proved(
        next.bytes(),
        next.expiry(),
        previousCounter,
        mailbox,
        provisional,
        space,
        requestKey,
        sheet);
  }
}
