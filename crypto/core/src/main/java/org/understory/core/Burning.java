package org.understory.core;

import java.util.List;
import org.understory.core.content.Body;
import org.understory.core.content.MessageId;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.LogId;

/**
 * Messages that are to be seen once: gone when one of the own devices has shown them ({@code
 * docs/protocol.md#view-once}).
 */
final class Burning {
  private static final String BURNT = "bu/";

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;
  private final Messages messages;

  Burning(Device device, Membership membership, Sessions sessions, Messages messages) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
    this.messages = messages;
  }

  /** It was shown here. */
  String viewed(MessageRow message) {
    if (!(message.body() instanceof Body.Text text) || !text.viewOnce()) {
      return Codes.NOT_ALLOWED;
    }
    long until = message.expiry();
    List<DeviceKeys> own = membership.others();
    own.removeIf(keys -> !keys.member().equals(device.keys().member()));
    burn(message.channel(), message.id(), until);
    sessions.deposit(own, new PairwiseBody.Burnt(message.channel(), message.id(), until));
    return "";
  }

  /** It was shown on another device; only what the own member says counts. */
  void take(DeviceKeys sender, PairwiseBody.Burnt burnt) {
    if (sender.member().equals(device.keys().member())) {
      burn(burnt.channel(), burnt.message(), burnt.until());
    }
  }

  private void burn(LogId channel, MessageId id, long until) {
    long cap = device.now() + device.expiry().capSeconds() * 1000L;
    long end = until == 0 ? cap : Math.min(until, cap);
    device.rows.put(BURNT + channel.hex() + "/" + id.hex(), Sealer.u64(end));
    device.expiresAt(end);
    for (MessageRow row : messages.named(channel, id)) {
      if (row.body() instanceof Body.Text text && text.viewOnce()) {
        messages.remove(row);
      }
    }
  }

  /** Whether it was seen before it came here. */
  boolean isBurnt(LogId channel, MessageId id) {
    return device.rows.has(BURNT + channel.hex() + "/" + id.hex());
  }

  void purge() {
    device.purge(BURNT);
  }
}
