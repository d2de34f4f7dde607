package org.understory.signal;

/**
 * A message, key or bundle that was refused. Nothing was changed. The message text names the check,
 * never a key, plaintext or address.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why it was refused, for a caller that must act differently. */
  public enum Reason {
    /** There is no session with that device; start one from a bundle. */
    NO_SESSION,
    /** The sender's chain is not known (yet); its distribution message may still come. */
    NO_SENDER_KEY,
    /** This very message was decrypted before, or its key is gone. */
    DUPLICATE,
    /** The identity key is not the one the store trusts. */
    UNTRUSTED_IDENTITY,
    /** A prekey that the message names is not in the store. */
    NO_PREKEY,
    /** Malformed, forged, out of bounds, or for somebody else. */
    INVALID
  }

  private final Reason reason;

  public ProtocolException(Reason reason, String check) {
    super(check);
    this.reason = reason;
  }

  public ProtocolException(Reason reason, String check, Throwable cause) {
    super(check, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
