package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.understory.wire.id.LogId;

/** What a person can do about invites, requests, vouches and verifying others, by name. */
final class VettingActs {
  private final Parts parts;
  private final Admission admission;

  VettingActs(Parts parts) {
    this.parts = parts;
    this.admission = parts.admission;
  }

  /** As {@link Acts#act}. */
  String act(String name, List<String> args) {
    return switch (name) {
      case "invite" ->
          admission.invites.create(
              args.get(0), Long.parseLong(args.get(1)), args.get(2), channels(args.get(3)));
      case "revokeInvite" -> admission.invites.revoke(args.get(0));
      case "approve" -> admission.desk.approve(args.get(0));
      case "decline" ->
          admission.desk.decline(
              args.get(0),
              args.size() > 1 ? args.get(1) : "",
              args.size() > 2 && args.get(2).equals("shared"));
      case "askBack" -> admission.notes.askBack(args.get(0), args.get(1));
      case "handOver" -> admission.notes.handOver(args.get(0), args.get(1));
      case "escalate" -> admission.notes.escalate(args.get(0), args.get(1));
      case "note" -> admission.notes.note(args.get(0), args.get(1));
      case "met" -> admission.notes.met(args.get(0), args.get(1));
      case "chooseRequest" -> admission.notes.choose(args.get(0));
      case "askVouch" ->
          admission.vouches.ask(
              args.get(0), words(args.get(1)), args.get(2), Long.parseLong(args.get(3)));
      case "vouch" -> admission.vouches.vouch(args.get(0), args.get(1), args.get(2));
      case "vouchFor" -> admission.vouches.vouchFor(args.get(0), args.get(1), args.get(2));
      case "answer" -> admission.joining.answer(args);
      case "keepHead" -> admission.joining.keepHead(args.get(0));
      case "verify" -> admission.verification.verify(args.get(0));
      case "withdrawVerification" -> admission.verification.withdraw(args.get(0));
      case "scan" -> parts.scan(args.get(0), args.get(1));
      case "sendAnyway" -> sendAnyway(args.get(0));
      default -> parts.devices.act(name, args);
    };
  }

  private String sendAnyway(String channel) {
    LogId log = parts.channel(channel);
    return log == null ? Codes.NO_SUCH : admission.verification.sendAnyway(log);
  }

  private static List<LogId> channels(String ids) {
    return words(ids).stream().map(id -> LogId.of(Hex.parse(id))).toList();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Lines.of(text.replace(' ', '\n'))) {
      words.add(word);
    }
    return words;
  }
}
