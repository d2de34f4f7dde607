package org.understory.core.roster;

import org.understory.core.seal.Sealer;

/**
 * An entry with its signature, and the very bytes that were signed. The signature is not verified
 * yet: {@link Roster#apply} does. Immutable as long as nobody writes into an array it handed out.
 */
public final class SignedEntry {
  /** The type of the statement that is signed. */
  static final String SIGNATURE_TYPE = "roster-entry";

  private final Entry entry;
  private final byte[] entryBytes;
  private final byte[] signature;

  SignedEntry(Entry entry, byte[] entryBytes, byte[] signature) {
    this.entry = entry;
    this.entryBytes = entryBytes;
    this.signature = signature;
  }

  /** Signs an entry with its actor's signing seed. */
  static SignedEntry sign(Sealer sealer, byte[] signingSeed, Entry entry) {
    byte[] bytes = EntryCodec.encodeEntry(entry);
    return new SignedEntry(entry, bytes, sealer.sign(signingSeed, SIGNATURE_TYPE, bytes));
  }

  public Entry entry() {
    return entry;
  }

  /** The canonical {@code Entry}: what the signature covers. */
  public byte[] entryBytes() {
    return entryBytes.clone();
  }

  /** 64 bytes. */
  public byte[] signature() {
    return signature.clone();
  }

  /** The canonical {@code SignedEntry}. */
  public byte[] bytes() {
    return EntryCodec.encode(this);
  }

  /** {@code H("entry", SignedEntry)}, 32 bytes: the next entry's {@code prevHash}. */
  public byte[] hash(Sealer sealer) {
    return sealer.hash("entry", bytes());
  }

  /** Whether {@code signingKey} signed this entry. */
  boolean isSignedBy(Sealer sealer, byte[] signingKey) {
    return sealer.verify(signingKey, signature, SIGNATURE_TYPE, entryBytes);
  }

  @Override
  public String toString() {
    return "SignedEntry[" + entry.seq() + ", " + entry.kind() + "]";
  }
}
