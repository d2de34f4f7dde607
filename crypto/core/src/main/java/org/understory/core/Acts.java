package org.understory.core;

import java.util.List;

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
        case "setTimer" -> parts.stewarding.setTimer(args.get(0), (int) number(args, 1));
        case "removeMember" -> parts.stewarding.remove(args.get(0));
        case "leave" -> parts.proposals.leave();
        case "goOn" -> parts.leasing.goOn();
        case "undo" -> parts.undo.undo(args.get(0));
        case "deleteGroup" -> parts.stewarding.deleteGroup();
        default -> Codes.BAD_ARGUMENT;
      };
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return Codes.BAD_ARGUMENT; // an act with fewer arguments, or a number that is none
    }
  }

  private static long number(List<String> args, int index) {
    return Long.parseLong(args.get(index));
  }
}
