package org.understory.signal;

/**
 * A group message that was read.
 *
 * @param seed of its message key, 32 bytes, which proves to whoever knows the sender's signing key
 *     that this message says this ({@code docs/protocol.md#report}); empty where the engine keeps
 *     it to itself. Opens this one message.
 */
public record OpenedGroupMessage(byte[] plaintext, byte[] seed) {
  @Override
  public String toString() {
    return "OpenedGroupMessage";
  }
}
