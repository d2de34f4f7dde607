package org.understory.core;

/** Takes out of the rows what has disappeared ({@code docs/protocol.md#timer}). */
final class Disappearing {
  /** The latest time that was seen, so that a clock set back before a start revives nothing. */
  private static final String LATEST = "latest";

  private static final long NOTED_EVERY_MILLIS = 60_000;
  private static final long BELIEVED_ALONE_MILLIS = 31L * 24 * 60 * 60_000;

  /** What is in no page is laid under a new key this often. */
  private static final long KEY_EVERY_MILLIS = 24 * 60 * 60_000L;

  private static final String KEY_RENEWED = "key-renewed";

  private final Device device;
  private final Posting posting;
  private final Asking asking;
  private final Messages messages;
  private final Resending resending;
  private final Evidence evidence;
  private final Receipts receipts;

  Disappearing(
      Device device,
      Posting posting,
      Asking asking,
      Messages messages,
      Resending resending,
      Evidence evidence,
      Receipts receipts) {
    this.device = device;
    this.posting = posting;
    this.asking = asking;
    this.messages = messages;
    this.resending = resending;
    this.evidence = evidence;
    this.receipts = receipts;
  }

  /** After a start: time goes on from the latest that was seen. */
  void load() {
    device.now(device.facts.number(LATEST));
  }

  void tick() {
    // A clock far ahead that no server confirms is not noted, or one mistake would last for ever.
    long latest = Math.min(device.now(), device.serverNow());
    long since = latest - device.facts.number(LATEST);
    if (since >= NOTED_EVERY_MILLIS
        && (since <= BELIEVED_ALONE_MILLIS || device.connection() != null)) {
      device.facts.number(LATEST, latest);
    }
    if (device.now() - device.facts.number(KEY_RENEWED) >= KEY_EVERY_MILLIS) {
      device.facts.number(KEY_RENEWED, device.now());
      evidence.prune();
      device.rows.renewKey();
    }
  }

  /** Deletes every row whose time is over, and what hangs on it. */
  void purge() {
    for (String key : device.rows.over(device.now())) {
      byte[] row = device.rows.get(key);
      if (row == null) {
        continue; // went with another
      }
      if (key.startsWith(MessageRow.PREFIX) || key.startsWith(MessageRow.ABOUT)) {
        MessageRow message = MessageRow.decode(row);
        messages.remove(message);
        receipts.ended(message);
        posting.expired(key);
      } else {
        device.rows.delete(key);
        resending.expired(key);
        if (key.startsWith(Raw.PREFIX)) {
          asking.settled(key);
        }
      }
      device.changed();
    }
  }
}
