package org.understory.signal;

/**
 * A pairwise message as it goes on the wire.
 *
 * @param type {@link #WHISPER} or {@link #PREKEY} (libsignal's numbers)
 * @param bytes the serialised message, version byte first
 */
public record CiphertextMessage(int type, byte[] bytes) {
  public static final int WHISPER = 2;
  public static final int PREKEY = 3;

  @Override
  public String toString() {
    return "CiphertextMessage[type=" + type + ", " + bytes.length + " bytes]";
  }
}
