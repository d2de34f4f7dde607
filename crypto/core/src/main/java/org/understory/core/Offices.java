package org.understory.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Act;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.signal.primitive.Ed25519;

/**
 * Holding a steward's office with this device: the access key that it brings along, and the offer
 * that comes before (docs/decisions/0011, 5).
 */
final class Offices {
  /** The seed of the steward access key that the server knows of this device. */
  static final String SEED = "steward-seed";

  /** The seed of one that was offered, until the roster has it. */
  private static final String OFFERED = "office-seed";

  private final Device device;
  private final Membership membership;

  Offices(Device device, Membership membership) {
    this.device = device;
    this.membership = membership;
  }

  /** Whether an act asks this member to become a steward. */
  static boolean isOfferTo(MemberId member, Act act) {
    return act instanceof Act.Propose propose
        && propose.asked() instanceof EntryBody.Role role
        && isOffer(role)
        && role.member().equals(member);
  }

  /** A ROLE to steward whose consent is still to come. */
  static boolean isOffer(EntryBody.Role role) {
    return role.role() == EntryBody.Role.STEWARD && role.consent().length == 0;
  }

  /** This device is ready to hold office, with a fresh access key. */
  Act.Office consent() {
    byte[] seed = device.facts.bytes(OFFERED);
    if (seed == null) {
      seed = device.random(32);
      device.facts.bytes(OFFERED, seed);
    }
    return Act.Office.of(device.sealer, device.facts.group(), device.keys().device(), seed);
  }

  /** The access key that was offered is in the roster now: from here on it is the one proved. */
  void rosterMoved() {
    byte[] offered = device.facts.bytes(OFFERED);
    Member.Office office = own();
    if (offered != null
        && office != null
        && Arrays.equals(office.stewardKey(), ed25519().publicKey(offered))) {
      device.facts.bytes(SEED, offered);
      device.facts.bytes(OFFERED, null);
    }
  }

  /** The office that this device holds, or null. */
  private Member.@Nullable Office own() {
    Member member = membership.state().member(device.keys().member());
    return membership.amSteward() && member != null ? member.office() : null;
  }

  private Ed25519 ed25519() {
    return device.sealer.primitives().ed25519();
  }
}
