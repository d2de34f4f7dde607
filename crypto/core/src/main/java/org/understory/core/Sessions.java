package org.understory.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.DepositSeal;
import org.understory.core.deposit.Pairwise;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.sync.Connection;
import org.understory.core.sync.Purpose;
import org.understory.core.sync.ReplyHandler;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.ProtocolException;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.frame.TakePreKeys;
import org.understory.wire.frame.TakenPreKey;
import org.understory.wire.frame.TakenPreKeys;
import org.understory.wire.id.MailboxId;

/**
 * The pairwise side: sessions with other devices and what is deposited for them ({@code
 * docs/protocol.md#pairwise}, {@code #deposit}). A session is started, and a message accepted, only
 * with a device and identity of the verified roster.
 */
final class Sessions {
  private static final int TAKE_AT_ONCE = 128;
  private static final int DEPOSIT_AT_ONCE = 256;

  /** Marks a session in which nothing is sent any more. */
  private static final String BROKEN = "sb/";

  private final Device device;
  private final Membership membership;

  /** Asked on this connection: asking again would bring nothing new. */
  private final Set<DeviceId> asked = new HashSet<>();

  private final Set<DeviceId> fetching = new HashSet<>();

  Sessions(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  void disconnected() {
    asked.clear();
    fetching.clear();
  }

  static DeviceAddress address(DeviceId id) {
    return new DeviceAddress(id.hex());
  }

  /** Whether there is a session to send in. */
  boolean with(DeviceId id) {
    return device.store().hasSession(address(id)) && !device.rows.has(BROKEN + id.hex());
  }

  /**
   * Whether everything was done that can be done to have sessions with all of these: those without
   * one are asked for. A device that published no prekeys stays without.
   */
  boolean ready(Collection<DeviceKeys> targets) {
    Connection connection = device.connection();
    List<MailboxId> missing = new ArrayList<>();
    boolean waiting = false;
    for (DeviceKeys target : targets) {
      if (fetching.contains(target.device())) {
        waiting = true;
      } else if (!with(target.device()) && asked.add(target.device())) {
        fetching.add(target.device());
        missing.add(target.mailbox());
      }
    }
    if (connection == null) {
      return false;
    }
    for (int i = 0; i < missing.size(); i += TAKE_AT_ONCE) {
      List<MailboxId> some = missing.subList(i, Math.min(missing.size(), i + TAKE_AT_ONCE));
      connection.request(
          new TakePreKeys(device.newWriteId(), device.facts.space(), List.copyOf(some)),
          new Taking(targets));
    }
    return !waiting && missing.isEmpty();
  }

  /**
   * Nothing is sent any more in the session there is: the next message starts one from a fresh
   * bundle. What the other device sent before still reads.
   */
  void renew(DeviceId id) {
    if (device.store().hasSession(address(id))) {
      device.rows.put(BROKEN + id.hex(), new byte[] {1});
    }
    asked.remove(id);
  }

  /** The device left the group. */
  void forget(DeviceId id) {
    device.store().removeSession(address(id));
    mended(id);
  }

  private void mended(DeviceId id) {
    device.rows.delete(BROKEN + id.hex());
  }

  private final class Taking implements ReplyHandler {
    private final List<DeviceKeys> targets;

    Taking(Collection<DeviceKeys> targets) {
      this.targets = List.copyOf(targets);
    }

    @Override
    public void replied(ReplyBody body, long now) {
      if (body instanceof TakenPreKeys taken) {
        for (TakenPreKey one : taken.taken()) {
          for (DeviceKeys target : targets) {
            if (target.mailbox().equals(one.mailbox())) {
              fetching.remove(target.device());
              start(target, one.base(), one.oneTime());
            }
          }
        }
      }
    }

    @Override
    public void refused(Refusal refusal, long now) {
      for (DeviceKeys target : targets) {
        if (fetching.remove(target.device())) {
          asked.remove(target.device());
        }
      }
    }
  }

  /** Starts a session from what a shelf or a join request held; false when it was refused. */
  boolean start(DeviceKeys target, byte[] base, byte[] oneTime) {
    var bundle = PreKeys.verified(device, target, base, oneTime);
    if (bundle == null) {
      return false;
    }
    try {
      device.engine.startSession(device.store(), address(target.device()), bundle, device.now());
      mended(target.device());
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** Encrypts to a device; null when there is no session with it. */
  @Nullable SealedDeposit encrypt(DeviceKeys to, PairwiseBody body) {
    return encrypt(to, body, membership.seq(), membership.head());
  }

  /** The same, naming a roster head that is only about to be committed. */
  @Nullable SealedDeposit encrypt(
      DeviceKeys to, PairwiseBody body, long rosterSeq, byte[] rosterHead) {
    if (!with(to.device()) || membership.isCutOff(to.device())) {
      return null;
    }
    Pairwise inside =
        new Pairwise(
            device.facts.group(),
            device.keys().device(),
            to.device(),
            device.now(),
            rosterSeq,
            rosterHead,
            body);
    try {
      CiphertextMessage message =
          device.engine.encrypt(
              device.store(), address(to.device()), inside.encode(), device.now());
      return new SealedDeposit(device.keys().device(), message);
    } catch (ProtocolException e) {
      if (e.reason() == ProtocolException.Reason.NO_SESSION) {
        renew(to.device()); // archived, or never acknowledged in all its time
      }
      return null;
    }
  }

  /**
   * Decrypts what a device of the roster sent and checks for whom it is.
   *
   * @return null when it decrypted, but is not from that device to this one in this group
   * @throws ProtocolException when it does not decrypt
   */
  @Nullable Pairwise decrypt(DeviceKeys from, SealedDeposit sealed) throws ProtocolException {
    CiphertextMessage message = sealed.message();
    if (message.type() == CiphertextMessage.PREKEY
        && !device
            .sealer
            .primitives()
            .digest()
            .equal(device.engine.identityKeyOf(message), from.identityKey())) {
      throw new ProtocolException(
          ProtocolException.Reason.UNTRUSTED_IDENTITY, "identity is not the roster's");
    }
    byte[] plaintext =
        device.engine.decrypt(device.store(), address(from.device()), message, device.now());
    asked.remove(from.device()); // it is here: its shelf may be filled where it was empty before
    if (message.type() == CiphertextMessage.PREKEY) {
      mended(from.device()); // theirs is the newest session now
    }
    try {
      Pairwise inside = Pairwise.decode(plaintext);
      return inside.check(device.facts.group(), from.device(), device.keys().device())
              == Pairwise.Refusal.NONE
          ? inside
          : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /** Queues the same kind of message for several devices; those without a session are left out. */
  List<DeviceId> deposit(List<DeviceKeys> targets, PairwiseBody body) {
    return deposit(targets, body, isAboutFork(body) ? Purpose.FORK : Purpose.DEPOSIT, "");
  }

  /** Whether it goes out though a fork halts this device. */
  private static boolean isAboutFork(PairwiseBody body) {
    return body instanceof PairwiseBody.ForkNotice
        || (body instanceof PairwiseBody.RescueShare share && share.handed());
  }

  /**
   * The same for a purpose of its own.
   *
   * @param reference of the write
   */
  List<DeviceId> deposit(
      List<DeviceKeys> targets, PairwiseBody body, Purpose purpose, String reference) {
    List<DeviceId> reached = new ArrayList<>();
    if (membership.halted() && !isAboutFork(body)) {
      return reached; // FK-3
    }
    List<DepositItem> items = new ArrayList<>();
    for (DeviceKeys target : targets) {
      SealedDeposit sealed = encrypt(target, body);
      if (sealed != null) {
        items.add(item(target, sealed));
        reached.add(target.device());
      }
    }
    queue(purpose, reference, items);
    return reached;
  }

  /** Queues a deposit that is not of the session, in the same envelope as any other. */
  void deposit(DeviceKeys target, SealedDeposit sealed) {
    queue(Purpose.DEPOSIT, "", List.of(item(target, sealed)));
  }

  private DepositItem item(DeviceKeys target, SealedDeposit sealed) {
    long expiry = device.expiry().cap(device.serverNow());
    return new DepositItem(
        target.mailbox(),
        expiry,
        DepositSeal.seal(
            device.sealer,
            target.sealingKey(),
            device.facts.space(),
            target.mailbox(),
            expiry,
            sealed));
  }

  private void queue(Purpose purpose, String reference, List<DepositItem> items) {
    for (int i = 0; i < items.size(); i += DEPOSIT_AT_ONCE) {
      List<DepositItem> some = items.subList(i, Math.min(items.size(), i + DEPOSIT_AT_ONCE));
      device
          .outbox()
          .add(
              purpose,
              reference,
              new Deposit(device.newWriteId(), device.facts.space(), List.copyOf(some)));
    }
  }
}
