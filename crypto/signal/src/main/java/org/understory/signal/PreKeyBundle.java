package org.understory.signal;

import org.jspecify.annotations.Nullable;

/**
 * What starts a session to a device ({@code docs/protocol.md#prekey-bundle}); not yet verified.
 *
 * @param preKeyId with {@code preKey}; ignored when that is null
 * @param preKey one-time prekey, 33 bytes, or null when the shelf had run out
 * @param signedPreKey 33 bytes, with a 64-byte XEdDSA signature of the identity key
 * @param kyberPreKey 1569 bytes, one-time or last-resort, with its signature
 * @param identityKey 33 bytes; the caller compares it with the verified roster
 */
public record PreKeyBundle(
    int registrationId,
    int preKeyId,
    byte @Nullable [] preKey,
    int signedPreKeyId,
    byte[] signedPreKey,
    byte[] signedPreKeySignature,
    int kyberPreKeyId,
    byte[] kyberPreKey,
    byte[] kyberPreKeySignature,
    byte[] identityKey) {
  @Override
  public String toString() {
    return "PreKeyBundle" + (preKey == null ? "[last resort]" : "[one-time]");
  }
}
