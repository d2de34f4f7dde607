package org.understory.core.roster;

import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * An {@link Approval} under its device's signature, not yet verified.
 *
 * @param approvalBytes canonical bytes of {@code approval}: what the signature covers
 * @param signature 64 bytes
 */
public record SignedApproval(Approval approval, byte[] approvalBytes, byte[] signature) {
  static final Bounds APPROVAL = Bounds.of(1, 184);

  /** Of the whole, encoded. */
  static final Bounds WHOLE = Bounds.of(1, 256);

  static final String TYPE = "approval";

  /**
   * @param signingSeed of the approval's device, 32 bytes
   */
  public static SignedApproval sign(Sealer sealer, byte[] signingSeed, Approval approval) {
    return sign(sealer, signingSeed, TYPE, approval);
  }

  /** The same, over the statement of another kind of chain. */
  public static SignedApproval sign(
      Sealer sealer, byte[] signingSeed, String statement, Approval approval) {
    byte[] bytes = approval.encode();
    return new SignedApproval(approval, bytes, sealer.sign(signingSeed, statement, bytes));
  }

  /** By which an approval that was cited is known: 32 bytes, of its canonical bytes. */
  public static byte[] hash(Sealer sealer, byte[] encoded) {
    return sealer.hash(TYPE, encoded);
  }

  /** The same of this one. */
  public byte[] hash(Sealer sealer) {
    return hash(sealer, encode());
  }

  /** Whether {@code signingKey} signed it, for a group. */
  public boolean isSignedBy(Sealer sealer, byte[] signingKey) {
    return isSignedBy(sealer, signingKey, TYPE);
  }

  /** Whether {@code signingKey} signed it over that statement. */
  public boolean isSignedBy(Sealer sealer, byte[] signingKey, String statement) {
    return sealer.verify(signingKey, signature, statement, approvalBytes);
  }

  /** The canonical bytes, which entries carry. */
  public byte[] encode() {
    return ProtoWriter.encode(
        this,
        (w, signed) -> {
          w.bytes(1, approvalBytes, APPROVAL);
          w.bytes(2, signature, Bounds.exactly(64));
        });
  }

  /** What {@link #encode} wrote, the approval inside canonical too. */
  public static SignedApproval decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(
        bytes,
        WHOLE,
        r -> {
          byte[] approval = r.bytes(1, APPROVAL);
          return new SignedApproval(
              Approval.decode(approval), approval, r.bytes(2, Bounds.exactly(64)));
        });
  }

  @Override
  public String toString() {
    return "SignedApproval";
  }
}
