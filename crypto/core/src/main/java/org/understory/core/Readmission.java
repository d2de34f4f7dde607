package org.understory.core;

import java.util.List;
import org.understory.core.roster.Member;

/**
 * One act for who lost everything, sheet and devices: the old member is put out, and as soon as it
 * is, there is an invite for the same person ({@code docs/protocol.md#recovery}).
 */
final class Readmission {
  private static final String WANTED = "ra/";
  private static final long VALID_MILLIS = 7 * 86_400_000L;

  private final Device device;
  private final Membership membership;
  private final Governing governing;
  private final Invites invites;

  Readmission(Device device, Membership membership, Governing governing, Invites invites) {
    this.device = device;
    this.membership = membership;
    this.governing = governing;
    this.invites = invites;
  }

  /** Puts the member out, and invites anew whoever it was. */
  String readmit(String memberId, String forName) {
    if (!membership.amSteward()) {
      return Codes.NOT_STEWARD;
    }
    if (!Codes.isName(forName)) {
      return Codes.NAME_LENGTH;
    }
    String refused = governing.acts.remove(memberId, false);
    if (refused.isEmpty()) {
      device.facts.text(WANTED + memberId, forName);
    }
    return refused;
  }

  /** Invites those who are out by now. */
  void pump() {
    for (Member member : membership.state().members().values()) {
      String key = WANTED + member.id().hex();
      String forName = device.facts.text(key);
      if (forName != null && !member.isActive()) {
        device.facts.text(key, null);
        invites.create("", VALID_MILLIS, forName, List.of());
      }
    }
  }
}
