package org.understory.server.space;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.wire.id.SpaceId;

/**
 * A space's row.
 *
 * @param id chosen by its founder
 * @param rosterHead how many entries the roster log has
 * @param memberKey the current epoch's, 32 bytes
 * @param accessVersion rises with every new member key
 * @param setVersion rises with every change of the steward set
 * @param threshold how many stewards it takes to change the set
 * @param stewards their keys
 * @param rescueKey may replace the set once, 32 bytes; empty: none
 * @param deleteAfter when a scheduled deletion is carried out, seconds; null: none is
 */
public record Space(
    SpaceId id,
    long rosterHead,
    byte[] memberKey,
    long accessVersion,
    long setVersion,
    int threshold,
    List<byte[]> stewards,
    byte[] rescueKey,
    @Nullable Long deleteAfter) {
  /** Whether a key is a current steward's. */
  public boolean isSteward(byte[] key) {
    return stewards.stream().anyMatch(steward -> Arrays.equals(steward, key));
  }

  /** Whether a key is the rescue key. */
  public boolean isRescue(byte[] key) {
    return rescueKey.length > 0 && Arrays.equals(rescueKey, key);
  }

  @Override
  public String toString() {
    return "Space";
  }

  /** How a key stands in its space. */
  public enum Standing {
    CURRENT,
    /** The rescue key: it commits a new steward set, and nothing else. */
    RESCUE,
    PAST,
    UNKNOWN
  }

  /**
   * What is known of a member key.
   *
   * @param standing whether it is current
   * @param version the access version, when it is
   */
  public record MemberKey(Standing standing, long version) {}
}
