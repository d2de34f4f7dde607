package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.compartment.CompartmentAuthor;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentCheck;
import org.understory.core.roster.MemberId;
import org.understory.core.view.Wish;

/** Acts in a compartment that wait for further keepers, as its keepers see them. */
final class CompartmentWishes {
  private final Device device;
  private final Membership membership;
  private final CompartmentVoices voices;

  CompartmentWishes(Device device, Membership membership, CompartmentVoices voices) {
    this.device = device;
    this.membership = membership;
    this.voices = voices;
  }

  /** Those that only voices are missing to; none for who keeps nothing. */
  List<Wish> of(Compartment one) {
    List<Wish> wishes = new ArrayList<>();
    for (CompartmentBody body : one.amKeeper() ? voices.waiting(one) : List.<CompartmentBody>of()) {
      List<MemberId> by = voices.by(one, body);
      if (!by.isEmpty() && waits(one, body)) {
        wishes.add(wish(body, by));
      }
    }
    return wishes;
  }

  /** What a wish names. */
  CompartmentBody body(Compartment one, String id) {
    for (CompartmentBody body : voices.waiting(one)) {
      if (voices.subject(body).equals(id)) {
        return body;
      }
    }
    throw new IllegalArgumentException("no such wish");
  }

  private boolean waits(Compartment one, CompartmentBody body) {
    try {
      new CompartmentAuthor(
              device.sealer, one.state(), membership.state(), device.keys(), device.now())
          .append(body, List.of());
      return false;
    } catch (CompartmentAuthor.BrokenException e) {
      return e.check() == CompartmentCheck.VOICES;
    }
  }

  private Wish wish(CompartmentBody body, List<MemberId> by) {
    List<MemberId> members =
        switch (body) {
          case CompartmentBody.Add add -> add.members();
          case CompartmentBody.Remove remove -> remove.members();
          case CompartmentBody.Role role -> List.of(role.member());
          default -> List.of();
        };
    return new Wish(
        voices.subject(body),
        kind(body),
        members.stream().map(MemberId::hex).toList(),
        body instanceof CompartmentBody.Policy policy ? policy.value() : 0,
        by.stream().map(MemberId::hex).toList(),
        by.contains(device.keys().member()));
  }

  private static Wish.Kind kind(CompartmentBody body) {
    return switch (body) {
      case CompartmentBody.Add add -> Wish.Kind.ADD;
      case CompartmentBody.Role role ->
          role.role() == CompartmentBody.Role.KEEPER ? Wish.Kind.KEEPER : Wish.Kind.NO_KEEPER;
      case CompartmentBody.Policy policy ->
          policy.policy() == CompartmentBody.Policy.TIMER ? Wish.Kind.TIMER : Wish.Kind.VOICES;
      default -> Wish.Kind.REMOVE;
    };
  }
}
