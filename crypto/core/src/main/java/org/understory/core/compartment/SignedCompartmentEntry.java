package org.understory.core.compartment;

import org.understory.core.seal.Sealer;

/**
 * An entry of a compartment with its signature and the very bytes that were signed; not yet
 * verified. CP-1: the statement is a compartment's own, so that no entry of one is ever an entry of
 * the group, nor the other way round.
 *
 * @param entryBytes canonical bytes of {@code entry}: what the signature covers
 * @param signature 64 bytes
 */
public record SignedCompartmentEntry(CompartmentEntry entry, byte[] entryBytes, byte[] signature) {
  private static final String SIGNATURE = "compartment-entry";

  static SignedCompartmentEntry sign(Sealer sealer, byte[] signingSeed, CompartmentEntry entry) {
    byte[] bytes = CompartmentCodec.encodeEntry(entry);
    return new SignedCompartmentEntry(entry, bytes, sealer.sign(signingSeed, SIGNATURE, bytes));
  }

  /** The canonical {@code SignedEntry}. */
  public byte[] bytes() {
    return CompartmentCodec.encode(this);
  }

  /** 32 bytes: the next entry's {@code prevHash}; of CREATE, the compartment's id. */
  public byte[] hash(Sealer sealer) {
    return sealer.hash("compartment", bytes());
  }

  boolean isSignedBy(Sealer sealer, byte[] signingKey) {
    return sealer.verify(signingKey, signature, SIGNATURE, entryBytes);
  }

  @Override
  public String toString() {
    return "Signed" + entry;
  }
}
