package org.understory.core;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.deposit.RepairRequest;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.wire.codec.InvalidWireException;

/**
 * Sessions that broke are begun anew, without anybody's doing ({@code docs/protocol.md#repair}).
 * Who cannot decrypt tells the sender; the sender gives up the session that is meant, starts one
 * from a fresh bundle and sends again what the other may lack.
 *
 * <p><b>Guarantees.</b> Only the device itself can make its sessions be begun anew, and that at
 * most as often as {@link #RESTART_AGAIN_MILLIS} says, growing to once a day; whoever forges
 * messages makes at most one request a device and hour, which restarts nothing. A request acts
 * once.
 *
 * <p><b>Does not protect against</b> a member who floods a mailbox with forged messages: the one
 * request that an hour allows may be about one of them, and a true one has to wait.
 */
final class Repair {
  /** A device is told again after an hour, then ever less often. */
  static final long TELL_AGAIN_MILLIS = 60 * 60_000L;

  /** Somewhat less than others wait before they ask, so that an honest one is never too early. */
  static final long RESTART_AGAIN_MILLIS = 45 * 60_000L;

  /** Of our addresses each names one device, which is number 1 as far as Signal is concerned. */
  private static final int DEVICE_NUMBER = 1;

  /** What is to be told to a device that could not be told yet. */
  private static final String UNTOLD = "ru/";

  private static final String TOLD = "rt/";

  /** When a device had its session begun anew. */
  private static final String RESTARTED = "rr/";

  /** The time of the last request of a device. */
  private static final String REQUESTED = "rq/";

  /** Devices that are to be sent again what they may lack. */
  private static final String OWED = "ro/";

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Resending resending;
  private final RosterLog rosterLog;
  private final Asking asking;
  private final PreKeys preKeys;
  private Consumer<DeviceId> also = to -> {};

  Repair(
      Device device,
      Membership membership,
      Sessions sessions,
      Resending resending,
      RosterLog rosterLog,
      Asking asking,
      PreKeys preKeys) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.resending = resending;
    this.rosterLog = rosterLog;
    this.asking = asking;
    this.preKeys = preKeys;
  }

  /** What else is given again to a device that could not decrypt what was sent to it. */
  void also(Consumer<DeviceId> giveAgain) {
    also = giveAgain;
  }

  // ---- who cannot decrypt

  /** What claims to come from this device did not decrypt. */
  void failed(DeviceKeys sender, CiphertextMessage message, ProtocolException.Reason reason) {
    switch (reason) {
      case INVALID, NO_SESSION -> {}
      case NO_PREKEY -> preKeys.renewShelf();
      default -> {
        return; // a replay, or another's identity: nothing is broken
      }
    }
    try {
      byte[] error = device.engine.decryptionError(message, device.serverNow(), DEVICE_NUMBER);
      device.rows.put(UNTOLD + sender.device().hex(), error);
    } catch (ProtocolException e) {
      return; // no message at all, so none of a session
    }
    pump();
  }

  /** A message of that device decrypted: there is a session that works. */
  void worked(DeviceId sender) {
    device.rows.delete(UNTOLD + sender.hex());
    byte[] row = device.rows.get(TOLD + sender.hex());
    if (row != null) {
      device.rows.put(TOLD + sender.hex(), Backoff.decode(row).eased().encode());
    }
  }

  private void tell(DeviceKeys sender, byte[] error) {
    String hex = sender.device().hex();
    Backoff told = Backoff.decode(device.rows.get(TOLD + hex));
    if (!told.allows(device.now(), TELL_AGAIN_MILLIS)) {
      return;
    }
    RepairRequest request =
        RepairRequest.sign(
            device.sealer,
            device.keys().signingSeed(),
            device.facts.group(),
            device.keys().device(),
            sender.device(),
            device.serverNow(),
            error);
    sessions.deposit(
        sender,
        new SealedDeposit(
            device.keys().device(), new CiphertextMessage(SealedDeposit.REPAIR, request.encode())));
    device.rows.put(TOLD + hex, told.taken(device.now(), TELL_AGAIN_MILLIS).encode());
    device.rows.delete(UNTOLD + hex);
  }

  // ---- whose message it was

  /** Acts on a request of a device of the roster, when it is one and it is its time. */
  void requested(DeviceKeys from, byte[] encoded) {
    RepairRequest request = verified(from, encoded);
    if (request == null) {
      return;
    }
    String hex = from.device().hex();
    device.rows.put(REQUESTED + hex, Sealer.u64(request.time()));
    Backoff restarted = Backoff.decode(device.rows.get(RESTARTED + hex));
    if (!restarted.allows(device.now(), RESTART_AGAIN_MILLIS)) {
      return;
    }
    device.rows.put(RESTARTED + hex, restarted.taken(device.now(), RESTART_AGAIN_MILLIS).encode());
    try {
      if (device.engine.archiveSession(
          device.store(), Sessions.address(from.device()), request.error())) {
        sessions.renew(from.device());
      }
    } catch (ProtocolException e) {
      return; // signed, and still no decryption error
    }
    device.rows.put(OWED + hex, new byte[] {1});
    pump();
  }

  private @Nullable RepairRequest verified(DeviceKeys from, byte[] encoded) {
    RepairRequest request;
    try {
      request = RepairRequest.decode(encoded);
    } catch (InvalidWireException e) {
      return null;
    }
    boolean counts =
        request.from().equals(from.device())
            && request.to().equals(device.keys().device())
            && request.counts(device.serverNow(), device.expiry().capSeconds())
            && request.time() > lastRequest(from.device())
            && request.isSignedBy(device.sealer, device.facts.group(), from.signingKey());
    return counts ? request : null;
  }

  private long lastRequest(DeviceId from) {
    byte[] row = device.rows.get(REQUESTED + from.hex());
    return row == null ? 0 : Sealer.u64(row, 0);
  }

  private void sendAgain(DeviceKeys to) {
    if (!sessions.ready(List.of(to)) || !sessions.with(to.device())) {
      return;
    }
    device.rows.delete(OWED + to.device().hex());
    EpochEntry epoch = membership.state().epoch();
    EpochSecret secret = membership.secret();
    byte[] rosterKey = epoch == null ? null : rosterLog.keys().key(epoch.rosterKeyGeneration());
    if (epoch != null && secret != null && rosterKey != null) {
      sessions.deposit(
          List.of(to),
          new PairwiseBody.EpochSecretBody(secret, epoch.rosterKeyGeneration(), rosterKey));
    }
    resending.giveAll(to);
    also.accept(to.device());
    asking.again(to.device());
  }

  // ---- both

  /** Does what has become possible. */
  void pump() {
    if (device.greeting() == null) {
      return;
    }
    for (String key : List.copyOf(device.rows.scan(UNTOLD).keySet())) {
      DeviceKeys sender = named(key, UNTOLD);
      byte[] error = device.rows.get(key);
      if (sender == null || error == null) {
        device.rows.delete(key);
      } else {
        tell(sender, error);
      }
    }
    for (String key : List.copyOf(device.rows.scan(OWED).keySet())) {
      DeviceKeys to = named(key, OWED);
      if (to == null) {
        device.rows.delete(key);
      } else {
        sendAgain(to);
      }
    }
  }

  private @Nullable DeviceKeys named(String key, String prefix) {
    return membership.keysOf(DeviceId.of(Hex.parse(key.substring(prefix.length()))));
  }

  /** The device left the group. */
  void forget(DeviceId id) {
    for (String prefix : new String[] {UNTOLD, TOLD, RESTARTED, REQUESTED, OWED}) {
      device.rows.delete(prefix + id.hex());
    }
  }
}
