package org.understory.wire.id;

/**
 * A log of a space. Channels have random ids; four logs are reserved. {@code docs/protocol.md#ids}
 */
public final class LogId extends OpaqueId {
  /** The roster log: written by commits alone. */
  public static final LogId ROSTER = reserved(1);

  /** Where owner keys, stale ones too, ask for the current epoch. */
  public static final LogId KNOCK = reserved(2);

  /** Where members leave signed acts for the stewards. */
  public static final LogId PROPOSALS = reserved(3);

  /** What stewards share among themselves. */
  public static final LogId STEWARDS = reserved(4);

  private LogId(byte[] value) {
    super(value);
  }

  /**
   * The id with these 16 bytes, which are copied.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static LogId of(byte[] value) {
    return new LogId(value);
  }

  /** Whether this is one of the four reserved ids. */
  public boolean isReserved() {
    return equals(ROSTER) || equals(KNOCK) || equals(PROPOSALS) || equals(STEWARDS);
  }

  private static LogId reserved(int last) {
    byte[] value = new byte[LENGTH];
    value[LENGTH - 1] = (byte) last;
    return new LogId(value);
  }

  /** The type's name alone: ids never reach a log. */
  @Override
  public String toString() {
    return "LogId";
  }
}
