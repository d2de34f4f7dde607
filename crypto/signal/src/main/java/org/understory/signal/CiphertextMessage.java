package org.understory.signal;

/**
 * A message as it goes on the wire.
 *
 * @param type {@link #WHISPER} or {@link #PREKEY} in a session, {@link #SENDER_KEY} in a group
 *     (libsignal's numbers)
 * @param bytes the serialised message, version byte first
 */
public record CiphertextMessage(int type, byte[] bytes) {
  public static final int WHISPER = 2;
  public static final int PREKEY = 3;
  public static final int SENDER_KEY = 7;

  @Override
  public String toString() {
    return "CiphertextMessage[type=" + type + ", " + bytes.length + " bytes]";
  }
}
