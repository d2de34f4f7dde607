package org.understory.core;

import org.jspecify.annotations.Nullable;

/** Own messages that were not sent: tried again or given up by the person. */
final class FailedPosts {
  private final Device device;
  private final Posting posting;

  FailedPosts(Device device, Posting posting) {
    this.device = device;
    this.posting = posting;
  }

  /** Tries a failed message again, as a new one at the end. */
  String retry(String id) {
    MessageRow failed = failed(id);
    if (failed == null) {
      return Codes.NO_SUCH;
    }
    device.rows.delete(failed.key());
    posting.post(failed.channel(), failed.text());
    return "";
  }

  String discard(String id) {
    MessageRow failed = failed(id);
    if (failed == null) {
      return Codes.NO_SUCH;
    }
    device.rows.delete(failed.key());
    return "";
  }

  private @Nullable MessageRow failed(String id) {
    for (byte[] row : device.rows.scan(MessageRow.PREFIX).values()) {
      MessageRow message = MessageRow.decode(row);
      if (message.state() == MessageRow.State.FAILED && message.id().hex().equals(id)) {
        return message;
      }
    }
    return null;
  }
}
