package org.understory.core.roster;

import java.util.Arrays;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.id.SpaceId;

/**
 * Holds an epoch secret against the EPOCH entry it should be of ({@code docs/protocol.md#epoch}).
 */
public final class EpochCheck {
  private EpochCheck() {}

  /** Whether this is the secret that the entry committed to, and gives its member access key. */
  public static boolean matches(
      Sealer sealer, SpaceId space, EpochEntry entry, EpochSecret secret) {
    return entry.generation() == secret.generation()
        && entry.step() == secret.step()
        && Arrays.equals(entry.secretHash(), secret.secretHash(sealer))
        && Arrays.equals(entry.memberKey(), secret.memberAccessKey(sealer, space));
  }
}
