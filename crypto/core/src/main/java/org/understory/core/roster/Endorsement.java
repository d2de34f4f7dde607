package org.understory.core.roster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;

/**
 * A plain member's voice for other stewards, for one head alone ({@code docs/decisions/0011}, 9).
 *
 * <p>As entries carry it: device id (16) || signature (64).
 */
public final class Endorsement {
  /** The type of the statement that is signed. */
  static final String TYPE = "succession";

  private Endorsement() {}

  /**
   * Signs that these become stewards, should nothing be signed on top of this state's head.
   *
   * @param offices canonical {@link SignedProposal} OFFICE, by rising device id
   * @return 80 bytes
   */
  public static byte[] sign(
      Sealer sealer, RosterState state, DeviceKeySet device, List<byte[]> offices) {
    byte[] signature =
        sealer.sign(
            device.signingSeed(),
            TYPE,
            SuccessionRules.statement(
                sealer,
                state.groupId(),
                state.seq(),
                state.head(),
                SuccessionRules.officesHash(sealer, offices)));
    byte[] endorsement = Arrays.copyOf(device.device().bytes(), 80);
    System.arraycopy(signature, 0, endorsement, 16, 64);
    return endorsement;
  }

  /**
   * Whether a device endorsed offices at this state's head.
   *
   * @param offices 32 bytes, {@code H("offices", ...)}
   * @param signature 64 bytes
   */
  public static boolean verify(
      Sealer sealer, RosterState state, DeviceKeys by, byte[] offices, byte[] signature) {
    return sealer.verify(
        by.signingKey(),
        signature,
        TYPE,
        SuccessionRules.statement(sealer, state.groupId(), state.seq(), state.head(), offices));
  }

  /** How many of so many plain members it takes: two thirds, rounded up, and two at least. */
  public static int needed(int plainMembers) {
    return SuccessionRules.needed(plainMembers);
  }

  /** The steward that an entry proves to be false, beside the one that was applied, or null. */
  public static @Nullable MemberId falseSteward(Sealer sealer, RosterState state, byte[] entry) {
    return SuccessionRules.falseSteward(sealer, new Roster(sealer), state, entry);
  }
}
