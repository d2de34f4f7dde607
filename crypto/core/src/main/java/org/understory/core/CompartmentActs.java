package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.understory.core.compartment.CompartmentAuthor;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentCheck;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.Opening;
import org.understory.core.seal.EpochSecret;
import org.understory.core.sync.Purpose;
import org.understory.wire.frame.OpenLogs;
import org.understory.wire.id.LogId;

/** What a person does with need-to-know channels. Each act answers with a code, or nothing. */
final class CompartmentActs {
  private static final int MOST_ADDED = 64;

  private final Device device;
  private final Membership membership;
  private final Compartments compartments;

  CompartmentActs(Device device, Membership membership, Compartments compartments) {
    this.device = device;
    this.membership = membership;
    this.compartments = compartments;
  }

  /**
   * Founds one; the person who does is in it, and keeps it where two keepers are not named without.
   *
   * @param members ids in hexadecimal, one space apart
   * @param keepers of them, at least two
   */
  String create(String name, int timerSeconds, String members, String keepers) {
    if (device.facts.phase() != Phase.READY || membership.secret() == null) {
      return Codes.NO_SUCH;
    }
    if (!Codes.isName(name)) {
      return Codes.NAME_LENGTH;
    }
    List<MemberId> in = active(members, device.keys().member());
    List<MemberId> keep = active(keepers, null);
    if (in == null || keep == null) {
      return Codes.NO_SUCH;
    }
    EpochSecret secret =
        EpochSecret.fresh(EpochSecret.Of.COMPARTMENT, device.sealer.randomness(), 1);
    Opening opening = Opening.fresh(device.sealer.randomness(), NameKind.CHANNEL, name);
    LogId log = LogId.of(device.random(16));
    LogId rosterLog = LogId.of(device.random(16));
    CompartmentAuthor author =
        new CompartmentAuthor(
            device.sealer,
            CompartmentState.empty(),
            membership.state(),
            device.keys(),
            device.now());
    try {
      author.append(
          new CompartmentBody.Create(
              device.random(32),
              membership.state().groupId(),
              log,
              rosterLog,
              in,
              keep,
              timerSeconds,
              opening.commitment(device.sealer).value()),
          List.of());
      author.epoch(secret);
    } catch (CompartmentAuthor.BrokenException | IllegalArgumentException e) {
      return Codes.isTimer(timerSeconds) ? Codes.BAD_ARGUMENT : Codes.TIMER_RANGE;
    }
    return found(author, secret, opening, rosterLog, log);
  }

  private String found(
      CompartmentAuthor author, EpochSecret secret, Opening name, LogId rosterLog, LogId log) {
    GroupId id = author.state().id();
    Compartment made = compartments.open(id, rosterLog);
    if (made == null) {
      return Codes.BUSY;
    }
    device.names.learn(name);
    made.epochs.offer(secret);
    compartments.moves.found(made, author.entries(), device.random(32));
    device
        .outbox()
        .add(
            Purpose.OPEN_LOGS,
            id.hex(),
            new OpenLogs(
                device.newWriteId(),
                device.facts.space(),
                compartments.moves.keysOf(secret, rosterLog, log)));
    device.changed();
    return "";
  }

  String add(String channel, String members) {
    List<MemberId> added = active(members, null);
    if (added == null || added.isEmpty() || added.size() > MOST_ADDED) {
      return Codes.NO_SUCH;
    }
    return act(channel, new CompartmentBody.Add(added));
  }

  String remove(String channel, String members) {
    List<MemberId> removed = ids(members, null);
    return removed.isEmpty() ? Codes.NO_SUCH : act(channel, new CompartmentBody.Remove(removed));
  }

  String leave(String channel) {
    return act(channel, new CompartmentBody.Remove(List.of(device.keys().member())));
  }

  String setKeeper(String channel, String member, boolean keeper) {
    int role = keeper ? CompartmentBody.Role.KEEPER : CompartmentBody.Role.MEMBER;
    return act(channel, new CompartmentBody.Role(MemberId.of(Hex.parse(member)), role));
  }

  /**
   * Takes back what the person wanted here and other keepers have not agreed to yet.
   *
   * @param wish one act; empty: all
   */
  String withdraw(String channel, String wish) {
    Compartment one = compartments.of(LogId.of(Hex.parse(channel)));
    return one != null && compartments.moves.withdraw(one, wish) ? "" : Codes.NO_SUCH;
  }

  /** Wants what another keeper wants. */
  String agree(String channel, String wish) {
    Compartment one = compartments.of(LogId.of(Hex.parse(channel)));
    CompartmentBody body = one == null ? null : compartments.wishes.body(one, wish);
    return one == null || body == null ? Codes.NO_SUCH : act(one, body);
  }

  String setTimer(Compartment one, int seconds) {
    return act(one, new CompartmentBody.Policy(CompartmentBody.Policy.TIMER, seconds));
  }

  private String act(String channel, CompartmentBody body) {
    Compartment one = compartments.of(LogId.of(Hex.parse(channel)));
    return one == null ? Codes.NO_SUCH : act(one, body);
  }

  /** Tries it in the state of now, and keeps it until the chain shows it. */
  private String act(Compartment one, CompartmentBody body) {
    CompartmentCheck refused = compartments.wishes.refused(one, body);
    if (refused != null && refused != CompartmentCheck.VOICES) {
      return code(refused);
    }
    compartments.moves.want(one, body);
    return "";
  }

  private static String code(CompartmentCheck refused) {
    return switch (refused) {
      case NOT_KEEPER, CLEAN_UP -> Codes.NOT_KEEPER;
      case LAST_KEEPER -> Codes.LAST_KEEPER;
      case TIMER -> Codes.TIMER_RANGE;
      case EPOCH_DUE -> Codes.BUSY;
      default -> Codes.NO_SUCH;
    };
  }

  /** Rising ids of active members, {@code also} among them; null when one is not. */
  private @Nullable List<MemberId> active(String spaced, @Nullable MemberId also) {
    List<MemberId> ids = ids(spaced, also);
    for (MemberId id : ids) {
      var member = membership.state().member(id);
      if (member == null || !member.isActive()) {
        return null;
      }
    }
    return ids;
  }

  private static List<MemberId> ids(String spaced, @Nullable MemberId also) {
    TreeSet<String> rising = new TreeSet<>();
    if (also != null) {
      rising.add(also.hex());
    }
    int from = 0;
    while (from < spaced.length()) {
      int space = spaced.indexOf(' ', from);
      int end = space < 0 ? spaced.length() : space;
      rising.add(spaced.substring(from, end));
      from = end + 1;
    }
    List<MemberId> ids = new ArrayList<>();
    rising.forEach(hex -> ids.add(MemberId.of(Hex.parse(hex))));
    return ids;
  }
}
