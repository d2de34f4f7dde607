package org.understory.core;

import java.util.List;
import java.util.Map;

/** Takes out of the rows what has disappeared ({@code docs/protocol.md#timer}). */
final class Disappearing {
  private final Device device;
  private final Posting posting;
  private final Asking asking;
  private final Messages messages;

  Disappearing(Device device, Posting posting, Asking asking, Messages messages) {
    this.device = device;
    this.posting = posting;
    this.asking = asking;
    this.messages = messages;
  }

  /** Deletes what disappeared: messages by their exact expiry, unread entries by their bucket. */
  void purge() {
    messages.purge(posting::expired);
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(Raw.PREFIX).entrySet())) {
      long end = Raw.decode(row.getValue()).expiry() * 1000 + device.now() - device.serverNow();
      if (end <= device.now()) {
        device.rows.delete(row.getKey());
        asking.settled(row.getKey());
        device.changed();
      } else {
        device.expiresAt(end);
      }
    }
  }
}
