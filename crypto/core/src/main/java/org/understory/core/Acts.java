package org.understory.core;

import java.util.List;
import org.understory.wire.id.LogId;

/**
 * What a person can do, by name: one call for all hosts, so that an act needs a case here and none
 * in what lies between. Each part carries out its own.
 */
final class Acts {
  private final Parts parts;

  Acts(Parts parts) {
    this.parts = parts;
  }

  /**
   * Does an act.
   *
   * @param args as the act wants them; numbers in decimal, ids in lower-case hexadecimal
   * @return empty when done, else a code
   */
  String act(String name, List<String> args) {
    try {
      return switch (name) {
        case "createInvite" -> parts.invites.create(args.get(0), number(args, 1));
        case "revokeInvite" -> parts.invites.revoke(args.get(0));
        case "approve" -> parts.requests.approve(args.get(0));
        case "decline" -> parts.requests.decline(args.get(0));
        case "createChannel" -> parts.stewarding.createChannel(args.get(0), (int) number(args, 1));
        case "setTimer" -> setTimer(args.get(0), (int) number(args, 1));
        case "removeMember" -> parts.stewarding.remove(args.get(0));
        case "leave" -> parts.proposals.leave();
        case "goOn" -> parts.leasing.goOn();
        case "undo" -> parts.undo.undo(args.get(0));
        case "createNeedToKnow" ->
            parts.narrow.create(args.get(0), (int) number(args, 1), args.get(2), args.get(3));
        case "addToChannel" -> parts.narrow.add(args.get(0), args.get(1));
        case "removeFromChannel" -> parts.narrow.remove(args.get(0), args.get(1));
        case "setKeeper" -> parts.narrow.setKeeper(args.get(0), args.get(1), number(args, 2) == 1);
        case "leaveChannel" -> parts.narrow.leave(args.get(0));
        case "resolve" -> parts.forking.resolve(args.get(0));
        case "moveOver" -> parts.forking.follow(true);
        case "stay" -> parts.forking.follow(false);
        case "deleteGroup" -> parts.stewarding.deleteGroup();
        default -> Codes.BAD_ARGUMENT;
      };
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Codes.BAD_ARGUMENT; // an act with fewer arguments, or a number that is none
    }
  }

  private String setTimer(String channel, int seconds) {
    LogId log = parts.channel(channel);
    Compartment narrow = log == null ? null : parts.compartments.of(log);
    return narrow == null
        ? parts.stewarding.setTimer(channel, seconds)
        : parts.narrow.setTimer(narrow, seconds);
  }

  private static long number(List<String> args, int index) {
    return Long.parseLong(args.get(index));
  }
}
