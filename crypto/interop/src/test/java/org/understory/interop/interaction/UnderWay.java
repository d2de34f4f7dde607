package org.understory.interop.interaction;

import org.understory.signal.CiphertextMessage;

/** A message between two parties that the network has, and where its sender stood. */
sealed interface UnderWay {
  Party from();

  Party to();

  byte[] text();

  int index();

  /** In a session; {@code ratchetKey} as {@link SideModel} numbers them. */
  record Pairwise(
      Party from,
      Party to,
      byte[] text,
      int session,
      int ratchetKey,
      int index,
      CiphertextMessage message)
      implements UnderWay {
    boolean startsSession() {
      return message.type() == CiphertextMessage.PREKEY;
    }

    Pairwise with(byte[] bytes) {
      CiphertextMessage other = new CiphertextMessage(message.type(), bytes);
      return new Pairwise(from, to, text, session, ratchetKey, index, other);
    }

    @Override
    public String toString() {
      return from
          + ">"
          + to
          + " s"
          + session
          + " k"
          + ratchetKey
          + " #"
          + index
          + (startsSession() ? " prekey" : "");
    }
  }

  /** Under a sender key. */
  record Posted(Party from, Party to, byte[] text, int chain, int index, byte[] message)
      implements UnderWay {
    @Override
    public String toString() {
      return from + ">" + to + " chain" + chain + " #" + index;
    }
  }
}
