package org.understory.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import org.junit.jupiter.api.function.Executable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.TestDevice;

/** Steps that the behaviour tests are told in. */
final class Talk {
  private Talk() {}

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  static CiphertextMessage write(TestDevice from, TestDevice to, String text)
      throws ProtocolException {
    return from.encryptTo(to, text(text));
  }

  static void reads(TestDevice to, TestDevice from, CiphertextMessage message, String text)
      throws ProtocolException {
    assertArrayEquals(text(text), to.decryptFrom(from, message));
  }

  static int say(TestDevice from, TestDevice to, String text) throws ProtocolException {
    CiphertextMessage message = write(from, to, text);
    reads(to, from, message, text);
    return message.type();
  }

  /** Alice starts, says something, and is answered: both are in one acknowledged session. */
  static void acquaint(TestDevice alice, TestDevice bob) throws ProtocolException {
    alice.startSessionWith(bob);
    assertEquals(CiphertextMessage.PREKEY, say(alice, bob, "hello"));
    assertEquals(CiphertextMessage.WHISPER, say(bob, alice, "hello yourself"));
    assertEquals(CiphertextMessage.WHISPER, say(alice, bob, "good"));
  }

  /** Refused for one of these reasons, and the reader's store is as it was. */
  static void refuses(TestDevice reader, Executable work, Reason first, Reason... others) {
    int writes = reader.store().writes();
    ProtocolException refusal = assertThrows(ProtocolException.class, work);
    EnumSet<Reason> expected = EnumSet.of(first, others);
    if (!expected.contains(refusal.reason())) {
      throw new AssertionError("expected " + expected + ", got " + refusal.reason(), refusal);
    }
    assertEquals(writes, reader.store().writes(), "a refusal that wrote to the store");
  }

  static CiphertextMessage flipped(CiphertextMessage message, int at) {
    byte[] bytes = message.bytes().clone();
    bytes[at < 0 ? bytes.length + at : at] ^= 1;
    return new CiphertextMessage(message.type(), bytes);
  }
}
