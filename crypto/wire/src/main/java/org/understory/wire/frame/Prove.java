package org.understory.wire.frame;

import org.jspecify.annotations.Nullable;
import org.understory.wire.id.SpaceId;

/**
 * Shows that this connection holds a private key. {@code docs/protocol.md#prove}
 *
 * @param kind what the key is to the server
 * @param space null for {@link KeyKind#DROP} alone
 * @param publicKey 32 bytes, Ed25519
 * @param nonce 32 bytes, from the greeting, a challenge or the last {@link Proved}
 * @param signature 64 bytes over {@code Statements.prove}
 * @param storeCounter for {@link KeyKind#OWNER}: the raised store counter; else 0
 */
public record Prove(
    KeyKind kind,
    @Nullable SpaceId space,
    byte[] publicKey,
    byte[] nonce,
    byte[] signature,
    long storeCounter)
    implements RequestBody {
  @Override
  public String toString() {
    return "Prove";
  }
}
