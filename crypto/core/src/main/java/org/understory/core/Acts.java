package org.understory.core;

import java.util.List;
import org.understory.wire.id.LogId;

/**
 * What a person can do, by name: one call for all hosts, so that an act needs a case here and none
 * in what lies between. Each part carries out its own.
 */
final class Acts {
  private final Parts parts;
  private final VettingActs vetting;
  private final MessageActs messages;

  Acts(Parts parts) {
    this.parts = parts;
    vetting = new VettingActs(parts);
    messages = new MessageActs(parts);
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
        case "createInvite" -> vetting.act("invite", List.of(args.get(0), args.get(1), "", ""));
        case "createChannel" -> channels().create(args.get(0), (int) number(args, 1));
        case "setPosters" -> channels().setPosters(args.get(0), acts().list(args.get(1)));
        case "createAnnouncement" ->
            channels()
                .createAnnouncement(args.get(0), (int) number(args, 1), acts().list(args.get(2)));
        case "removeMember" -> acts().remove(args.get(0), false);
        case "removeMembers" -> acts().remove(args.get(0), args.get(1).equals("1"));
        case "unfreeze" -> acts().unfreeze(args.get(0));
        case "appoint" -> acts().appoint(args.get(0));
        case "demote" -> acts().demote(args.get(0));
        case "acceptOffice" -> acts().accept(args.get(0));
        case "refuseOffice" -> acts().refuse(args.get(0));
        case "resign" -> acts().resign();
        case "moveOffice" -> acts().moveHere();
        case "setPolicy" -> acts().policy((int) number(args, 0), number(args, 1));
        case "setTimerRange" -> acts().timerRange(args.get(0), number(args, 1), number(args, 2));
        case "setQuestions" -> acts().questions(args.get(0));
        case "moveServer" -> acts().moveServer(args.get(0));
        case "approveDecision" -> approve(args.get(0));
        case "withdrawDecision" -> parts.governing.decisions.withdraw(args.get(0));
        case "leave" -> parts.governing.leave();
        case "goOn" -> parts.leasing.goOn();
        case "undo" -> parts.undo.undo(args.get(0));
        case "deleteGroup" -> parts.governing.deletion.delete();
        case "setTimer" -> setTimer(args.get(0), (int) number(args, 1));
        case "createNeedToKnow" ->
            parts.narrow.create(args.get(0), (int) number(args, 1), args.get(2), args.get(3));
        case "addToChannel" -> parts.narrow.add(args.get(0), args.get(1));
        case "removeFromChannel" -> parts.narrow.remove(args.get(0), args.get(1));
        case "withdrawFromChannel" -> parts.narrow.withdraw(args.get(0), args.get(1));
        case "agreeInChannel" -> parts.narrow.agree(args.get(0), args.get(1));
        case "setKeeper" -> parts.narrow.setKeeper(args.get(0), args.get(1), number(args, 2) == 1);
        case "leaveChannel" -> parts.narrow.leave(args.get(0));
        case "endorse" -> parts.endorsing.endorse(args.get(0));
        case "resolve" -> parts.forking.resolve(args.get(0));
        case "moveOver" -> parts.forking.follow(true);
        case "stay" -> parts.forking.follow(false);
        case "openBlob" ->
            parts.blobs.open(args.get(0), number(args, 1), number(args, 2), args.get(3));
        default -> {
          String code = messages.act(name, args);
          yield code == null ? vetting.act(name, args) : code;
        }
      };
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Codes.BAD_ARGUMENT; // an act with fewer arguments, or a number that is none
    }
  }

  private String setTimer(String channel, int seconds) {
    LogId log = parts.channel(channel);
    Compartment narrow = log == null ? null : parts.compartments.of(log);
    return narrow == null
        ? channels().setTimer(channel, seconds)
        : parts.narrow.setTimer(narrow, seconds);
  }

  private ChannelDecisions channels() {
    return parts.governing.channels;
  }

  private OfficeActs acts() {
    return parts.governing.acts;
  }

  private String approve(String decision) {
    String code = parts.governing.decisions.approve(decision);
    return code.equals(Codes.NO_SUCH) ? parts.governing.deletion.approve(decision) : code;
  }

  private static long number(List<String> args, int index) {
    return Long.parseLong(args.get(index));
  }
}
