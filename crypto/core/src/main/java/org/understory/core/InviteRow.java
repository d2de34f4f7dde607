package org.understory.core;

import java.util.List;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.LogId;

/**
 * What is kept of an invite, so that its requests open here.
 *
 * @param note the own words of whoever made it
 * @param notAfter milliseconds
 * @param closed whether it was declined or revoked here
 * @param mine whether this device made it; else another steward's box did
 * @param forName whom it is for
 * @param reason why it was declined, among stewards
 */
record InviteRow(
    byte[] secret,
    byte[] requestPrivate,
    String note,
    long notAfter,
    boolean closed,
    boolean mine,
    String forName,
    List<LogId> channels,
    boolean declined,
    String reason) {
  private static final Bounds KEY = Bounds.exactly(32);
  private static final Bounds TEXT = Bounds.upTo(2048);
  private static final Bounds CHANNELS = Bounds.upTo(64);

  InviteRow {
    channels = List.copyOf(channels);
  }

  InviteRow shut() {
    return new InviteRow(
        secret, requestPrivate, note, notAfter, true, mine, forName, channels, declined, reason);
  }

  InviteRow declined(String why) {
    return new InviteRow(
        secret, requestPrivate, note, notAfter, true, mine, forName, channels, true, why);
  }

  /** For whom it is, in the words that this device has. */
  String title() {
    return note.isEmpty() ? forName : note;
  }

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.bytes(1, secret, KEY);
    writer.bytes(2, requestPrivate, KEY);
    writer.string(3, note, TEXT);
    writer.number(4, notAfter, Bounds.ANY);
    writer.bool(5, closed);
    writer.bool(6, mine);
    writer.string(7, forName, TEXT);
    writer.repeatedBytes(
        8, channels.stream().map(LogId::bytes).toList(), CHANNELS, Bounds.exactly(16));
    writer.bool(9, declined);
    writer.string(10, reason, TEXT);
    return writer.toByteArray();
  }

  static InviteRow decode(byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      InviteRow own =
          new InviteRow(
              reader.bytes(1, KEY),
              reader.bytes(2, KEY),
              reader.string(3, TEXT),
              reader.number(4, Bounds.ANY),
              reader.bool(5),
              reader.bool(6),
              reader.string(7, TEXT),
              reader.repeatedBytes(8, CHANNELS, Bounds.exactly(16)).stream()
                  .map(LogId::of)
                  .toList(),
              reader.bool(9),
              reader.string(10, TEXT));
      reader.end();
      return own;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored invite cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "InviteRow[secret]";
  }
}
