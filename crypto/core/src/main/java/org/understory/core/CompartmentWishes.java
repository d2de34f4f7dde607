package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    return open(one).stream().map(body -> wish(body, voices.by(one, body))).toList();
  }

  /** The act behind a wish of {@link #of}; null when there is none. */
  @Nullable CompartmentBody body(Compartment one, String id) {
    for (CompartmentBody body : open(one)) {
      if (voices.subject(body).equals(id)) {
        return body;
      }
    }
    return null;
  }

  private List<CompartmentBody> open(Compartment one) {
    List<CompartmentBody> open = new ArrayList<>();
    for (CompartmentBody body : one.amKeeper() ? voices.waiting(one) : List.<CompartmentBody>of()) {
      if (!voices.by(one, body).isEmpty() && refused(one, body) == CompartmentCheck.VOICES) {
        open.add(body);
      }
    }
    return open;
  }

  /** Why an act of the own alone could not be carried out now; null when it could. */
  @Nullable CompartmentCheck refused(Compartment one, CompartmentBody body) {
    try {
      new CompartmentAuthor(
              device.sealer, one.state(), membership.state(), device.keys(), device.now())
          .append(body, List.of());
      return null;
    } catch (CompartmentAuthor.BrokenException e) {
      return e.check();
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
