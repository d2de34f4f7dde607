package org.understory.server.write;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.understory.wire.Statements;
import org.understory.wire.id.WriteId;

/**
 * Under what a write's answer is kept.
 *
 * @param bytes 32: a hash of the writer's key and the write id
 */
public record WriteKey(byte[] bytes) {
  /** The key of a write by whoever holds {@code writer}. */
  public static WriteKey of(byte[] writer, WriteId writeId) {
    try {
      return new WriteKey(
          MessageDigest.getInstance("SHA-256")
              .digest(Statements.of("server-write", writer, writeId.bytes())));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** What is stored of it, 24 bytes. */
  byte[] stored() {
    return Arrays.copyOf(bytes, 24);
  }

  /** What is not stored: it hides the position that an append got. */
  long mask() {
    return ByteBuffer.wrap(bytes, 24, Long.BYTES).getLong();
  }

  /** For the statement that appends. */
  public Hidden hidden() {
    return new Hidden(stored(), mask());
  }

  /** A key as it is stored, and the mask of its position. */
  public record Hidden(byte[] key, long mask) {
    @Override
    public String toString() {
      return "Hidden";
    }
  }

  @Override
  public String toString() {
    return "WriteKey";
  }
}
