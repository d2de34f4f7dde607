package org.understory.libsignal;

import org.signal.libsignal.protocol.DuplicateMessageException;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidKeyIdException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.InvalidVersionException;
import org.signal.libsignal.protocol.LegacyMessageException;
import org.signal.libsignal.protocol.NoSessionException;
import org.signal.libsignal.protocol.UntrustedIdentityException;
import org.signal.libsignal.protocol.groups.InvalidSenderKeySessionException;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;

/** libsignal's checked exceptions in the port's words. */
final class Refusals {
  private Refusals() {}

  /** Work of libsignal's. */
  @FunctionalInterface
  interface Work<T> {
    T run()
        throws DuplicateMessageException,
            InvalidKeyException,
            InvalidKeyIdException,
            InvalidMessageException,
            InvalidVersionException,
            LegacyMessageException,
            NoSessionException,
            UntrustedIdentityException;
  }

  /**
   * Runs it. libsignal's messages can name addresses and keys, so only the kind of exception is
   * kept.
   *
   * @param missing what the absence of a session means here
   */
  static <T> T translate(Reason missing, Work<T> work) throws ProtocolException {
    try {
      return work.run();
    } catch (DuplicateMessageException e) {
      throw refusal(Reason.DUPLICATE, e);
    } catch (NoSessionException e) {
      throw refusal(missing, e);
    } catch (UntrustedIdentityException e) {
      throw refusal(Reason.UNTRUSTED_IDENTITY, e);
    } catch (InvalidKeyIdException e) {
      throw refusal(Reason.NO_PREKEY, e);
    } catch (InvalidKeyException
        | InvalidMessageException
        | InvalidVersionException
        | LegacyMessageException e) {
      throw refusal(Reason.INVALID, e);
    } catch (InvalidSenderKeySessionException e) {
      throw refusal(Reason.NO_SENDER_KEY, e);
    } catch (AssertionError e) {
      throw undeclared(e);
    }
  }

  /**
   * Where its Java signatures do not declare what its native code refuses with, libsignal wraps the
   * refusal in an AssertionError: a wrong signature of a group message, for one.
   */
  private static ProtocolException undeclared(AssertionError error) {
    if (error.getCause() instanceof Exception cause
        && cause.getClass().getName().startsWith("org.signal.")) {
      return refusal(Reason.INVALID, cause);
    }
    throw error;
  }

  private static ProtocolException refusal(Reason reason, Exception cause) {
    return new ProtocolException(reason, "libsignal: " + cause.getClass().getSimpleName());
  }
}
