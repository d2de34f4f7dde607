package org.understory.core.fork;

import java.util.Arrays;
import java.util.Set;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;

/**
 * A valid entry that is not on the own line.
 *
 * @param hash 32 bytes
 * @param after the state after it, on its own branch
 * @param author the member whose device signed it
 * @param voices whose signatures of it count against the own line (FK-1)
 */
public record Twig(
    SignedEntry entry, byte[] hash, RosterState after, MemberId author, Set<MemberId> voices) {

  /** Whether this one stands on {@code other}. */
  boolean isOn(Twig other) {
    return Arrays.equals(entry.entry().prevHash(), other.hash);
  }

  boolean is(byte[] otherHash) {
    return Arrays.equals(hash, otherHash);
  }

  @Override
  public String toString() {
    return "Twig[" + entry + "]";
  }
}
