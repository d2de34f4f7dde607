package org.understory.core.invite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.InviteId;
import org.understory.wire.id.MailboxId;

/**
 * Makes a join request and opens one ({@code docs/protocol.md#join-request}).
 *
 * <p><b>Guarantees.</b> Only the holder of the invite's request key reads it: whoever finds the
 * link later does not. Only a holder of the link's secret can have made it.
 *
 * <p><b>Does not protect against</b> a thief of the link, who can make a request of their own:
 * people approve requests, not links.
 */
public final class JoinRequestSeal {
  private static final String TYPE = "join-request-seal";

  private final Sealer sealer;

  public JoinRequestSeal(Sealer sealer) {
    this.sealer = sealer;
  }

  /**
   * What the joiner asks.
   *
   * @param expiry milliseconds
   * @param device proven for the link's group
   * @param name 1 to 64 characters
   * @param answer 0 to 4096 bytes of UTF-8
   * @param preKeyBase signed by the device
   * @param answers to the questions of the invite's sheet, 0 to 8 of 0 to 2048 bytes
   * @param recoveryKey Ed25519, 32 bytes, or empty
   * @param vouchers who may know the joiner, 0 to 256 bytes of UTF-8
   */
  public record Application(
      long expiry,
      DeviceKeys device,
      String name,
      String answer,
      byte[] preKeyBase,
      byte[] oneTime,
      List<String> answers,
      byte[] recoveryKey,
      String vouchers) {
    @Override
    public String toString() {
      return "Application";
    }
  }

  /**
   * The request, bound to the link and with a fresh salt for its name.
   *
   * @throws IllegalArgumentException when a field is out of its bounds
   */
  public JoinRequest build(InviteLink link, InviteKeys keys, Application application) {
    JoinRequest unbound =
        new JoinRequest(
            link.group(),
            link.inviteEntry(),
            keys.inviteId(),
            application.expiry(),
            application.device(),
            sealer.randomness().bytes(32),
            application.name(),
            application.answer(),
            application.preKeyBase(),
            application.oneTime(),
            application.answers(),
            application.recoveryKey(),
            application.vouchers(),
            new byte[0]);
    return unbound.withMac(unbound.expectedMac(sealer, keys));
  }

  /**
   * Seals a request and signs it with the drop key.
   *
   * @param requestKey X25519, 32 bytes, which the link names ({@link InviteLink#names})
   */
  public SealedJoinRequest seal(InviteKeys keys, byte[] requestKey, JoinRequest request) {
    MailboxId mailbox = request.device().mailbox();
    byte[] sealed =
        sealer.hpkeSeal(
            requestKey,
            TYPE,
            Padding.pad(request.encode()),
            request.invite().bytes(),
            mailbox.bytes());
    byte[] ownerKey = request.device().ownerKey();
    return new SealedJoinRequest(
        mailbox, ownerKey, sealed, keys.signDrop(mailbox, ownerKey, sealed));
  }

  /**
   * The request's bytes, or null when it was not sealed to this key, for this invite and mailbox.
   */
  byte @Nullable [] open(byte[] requestPrivate, InviteId invite, SealedJoinRequest request) {
    byte[] padded =
        sealer.hpkeOpen(
            requestPrivate, TYPE, request.sealed(), invite.bytes(), request.mailbox().bytes());
    if (padded == null) {
      return null;
    }
    try {
      return Padding.unpad(padded);
    } catch (InvalidWireException e) {
      return null;
    }
  }
}
