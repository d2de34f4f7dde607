package org.understory.core;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * Something a steward decided and the roster does not show yet. Kept until its commit is answered,
 * and built again on top of whatever won its place.
 *
 * @param subject an id, as its kind says
 * @param text a name or a note
 * @param number a timer in seconds, or a time in milliseconds
 * @param body whatever else its kind needs, at most 16 KiB
 */
record Intent(String key, Kind kind, byte[] subject, String text, long number, byte[] body) {
  static final String PREFIX = "q/";
  private static final Bounds SUBJECT = Bounds.upTo(64);
  private static final Bounds TEXT = Bounds.upTo(1024);
  private static final Bounds BODY = Bounds.upTo(1 << 14);

  /** What it is about; a {@link Drafter} carries it out. Numbers are stored. */
  enum Kind {
    /** Subject: invite id. */
    INVITE(1),
    /** Subject: invite id. */
    CLOSE_INVITE(2),
    /** Subject: invite id and mailbox, 32 bytes. */
    APPROVE(3),
    /** Subject: channel id. */
    CHANNEL(4),
    /** Subject: channel id. */
    TIMER(5),
    /** Subject: hash of the proposal that is carried out. */
    PROPOSAL(6),
    /** Subject: hash of the act. Body: canonical {@code ProposeAct}. */
    DECISION(7),
    /** Subject: the generation that ends, 8 bytes. */
    REFRESH(8),
    /** Subject: channel id. Body: member ids, 16 bytes each. */
    POSTERS(9),
    /** Subject: hash of the offices. Body: 32 bytes and the candidates' ids, 16 bytes each. */
    SUCCESSION(10),
    /** Subject: hash of the first entry that is given up. */
    RESOLVE(40);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    static Kind of(int number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new IllegalStateException("a stored intent is unknown");
    }
  }

  byte[] encode() {
    ProtoWriter writer = new ProtoWriter();
    writer.number(1, kind.number, Bounds.ANY_INT);
    writer.bytes(2, subject, SUBJECT);
    writer.string(3, text, TEXT);
    writer.number(4, number, Bounds.ANY);
    writer.bytes(5, body, BODY);
    return writer.toByteArray();
  }

  static Intent decode(String key, byte[] row) {
    try {
      ProtoReader reader = new ProtoReader(row);
      Intent intent =
          new Intent(
              key,
              Kind.of(reader.smallNumber(1, Bounds.ANY_INT)),
              reader.bytes(2, SUBJECT),
              reader.string(3, TEXT),
              reader.number(4, Bounds.ANY),
              reader.bytes(5, BODY));
      reader.end();
      return intent;
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored intent cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "Intent[" + kind + "]";
  }
}
