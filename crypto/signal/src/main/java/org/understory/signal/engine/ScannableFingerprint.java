package org.understory.signal.engine;

import java.util.Arrays;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/**
 * The safety number as a code to scan ({@code docs/protocol.md#fingerprint}): both halves at full
 * length, the shower's own first. Public values, so nothing here need be constant in time.
 */
public final class ScannableFingerprint {
  /** Of libsignal, for ids that are not telephone numbers. */
  static final int VERSION = 2;

  private static final int HALF = 32;

  /** What a scan says. */
  public enum Verdict {
    /** Both devices see the same two identities: nobody stands between them. */
    SAME,
    /** At least one identity differs: somebody may stand between them, or it is another person. */
    DIFFERENT,
    /** Made by a version that this one cannot compare with. */
    OTHER_VERSION,
    /** Not a fingerprint at all. */
    MALFORMED
  }

  private ScannableFingerprint() {}

  /**
   * @param local hash of the local side, at least 32 bytes
   * @param remote hash of the remote side, at least 32 bytes
   */
  static byte[] write(byte[] local, byte[] remote) {
    return new ProtoWriter()
        .uint32(1, VERSION)
        .bytes(2, half(local))
        .bytes(3, half(remote))
        .toByteArray();
  }

  private static byte[] half(byte[] hash) {
    return new ProtoWriter().bytes(1, Arrays.copyOf(hash, HALF)).toByteArray();
  }

  /**
   * Compares what this device would show with what was scanned from the other: their local side is
   * our remote one. A code compared with itself is therefore different.
   *
   * @param own of {@code SignalEngine.scannableFingerprint}
   * @throws IllegalArgumentException when {@code own} is not a fingerprint
   */
  public static Verdict compare(byte[] own, byte[] scanned) {
    Halves ours;
    try {
      ours = Halves.of(ProtoMessage.parse(own));
    } catch (ProtocolException e) {
      throw new IllegalArgumentException("not a fingerprint of ours", e);
    }
    try {
      ProtoMessage fields = ProtoMessage.parse(scanned);
      if (fields.uint32(1, 0) != VERSION) {
        return Verdict.OTHER_VERSION;
      }
      Halves theirs = Halves.of(fields);
      boolean same =
          Arrays.equals(ours.local, theirs.remote) && Arrays.equals(ours.remote, theirs.local);
      return same ? Verdict.SAME : Verdict.DIFFERENT;
    } catch (ProtocolException e) {
      return Verdict.MALFORMED;
    }
  }

  private record Halves(byte[] local, byte[] remote) {
    static Halves of(ProtoMessage fields) throws ProtocolException {
      return new Halves(
          ProtoMessage.parse(fields.bytes(2)).bytes(1),
          ProtoMessage.parse(fields.bytes(3)).bytes(1));
    }

    @Override
    public String toString() {
      return "Halves";
    }
  }
}
