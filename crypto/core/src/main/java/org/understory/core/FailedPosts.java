package org.understory.core;

import org.jspecify.annotations.Nullable;

/** Own messages that were not sent: tried again or given up by the person. */
final class FailedPosts {
  private final Device device;
  private final Posting posting;
  private final Messages messages;

  FailedPosts(Device device, Posting posting, Messages messages) {
    this.device = device;
    this.posting = posting;
    this.messages = messages;
  }

  /** Tries a failed message again, as a new one at the end. */
  String retry(String id) {
    MessageRow failed = failed(id);
    if (failed == null) {
      return Codes.NO_SUCH;
    }
    messages.remove(failed);
    posting.post(failed.channel(), failed.body(), failed.timer(), failed.office());
    return "";
  }

  String discard(String id) {
    MessageRow failed = failed(id);
    if (failed == null) {
      return Codes.NO_SUCH;
    }
    messages.remove(failed);
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
