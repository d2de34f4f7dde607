package org.understory.server.write;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  @Override
  public String toString() {
    return "WriteKey";
  }
}
