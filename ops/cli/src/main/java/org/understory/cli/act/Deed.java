package org.understory.cli.act;

import static org.understory.cli.act.Given.always;
import static org.understory.cli.act.Given.channel;
import static org.understory.cli.act.Given.code;
import static org.understory.cli.act.Given.decision;
import static org.understory.cli.act.Given.kind;
import static org.understory.cli.act.Given.maybe;
import static org.understory.cli.act.Given.option;
import static org.understory.cli.act.Given.plain;
import static org.understory.cli.act.Given.request;
import static org.understory.cli.act.Given.returning;
import static org.understory.cli.act.Given.several;
import static org.understory.cli.act.Given.timer;
import static org.understory.cli.act.Given.who;
import static org.understory.cli.act.Given.why;
import static org.understory.cli.act.Given.words;
import static org.understory.cli.act.Sort.AHEAD;
import static org.understory.cli.act.Sort.ANYONE;
import static org.understory.cli.act.Sort.LINES;
import static org.understory.cli.act.Sort.MEMBER;
import static org.understory.cli.act.Sort.MEMBERS;
import static org.understory.cli.act.Sort.POLICY;
import static org.understory.cli.act.Sort.TEXT;

/** What a person does with an act of the core as it is: its name, and what it is told. */
public enum Deed implements Phrased {
  // Who leads the group, and by which rules
  APPOINT("appoint", "appoint", "Proposes a member as a steward.", who()),
  ACCEPT_OFFICE("accept-office", "acceptOffice", "Takes the office one was offered.", decision()),
  REFUSE_OFFICE("refuse-office", "refuseOffice", "Does not take it.", decision()),
  DEMOTE("demote", "demote", "Takes a steward's office back.", who()),
  RESIGN("resign", "resign", "Gives one's own office back."),
  MOVE_OFFICE("move-office", "moveOffice", "Makes this the device that signs for one's office."),
  FREEZE("freeze", "removeMembers", "Puts members out for now.", several(), always("freeze")),
  UNFREEZE(
      "unfreeze",
      "unfreeze",
      "Brings a frozen member back.",
      plain(ANYONE, "member", "name or id")),
  SET_POLICY(
      "set-policy",
      "setPolicy",
      "Changes a rule of the group.",
      plain(
          POLICY,
          "rule",
          "approvals, lease-hours, absence-days, answers-days, device-voices or"
              + " recovery-delay-hours"),
      plain(TEXT, "value", "a number")),
  SET_QUESTIONS(
      "set-questions",
      "setQuestions",
      "Sets what newcomers are asked.",
      maybe(TEXT, "questions", "a line each; nothing: no questions")),
  AGREE("agree", "approveDecision", "Adds one's voice to an open decision.", decision()),
  WITHDRAW_DECISION(
      "withdraw-decision", "withdrawDecision", "Takes one's own proposal back.", decision()),
  UNDO("undo", "undo", "Takes back what has not left yet.", plain(TEXT, "id", "as in undos")),
  READMIT(
      "readmit",
      "readmit",
      "Removes a member who lost everything and makes them a new invite.",
      who(),
      option(TEXT, "name", "NAME", "for whom the invite is")),

  // Letting people in
  ANSWER(
      "answer",
      "answer",
      "Answers the invite's questions, or answers again.",
      plain(LINES, "answers", "a line each"),
      option(TEXT, "vouchers", "TEXT", "who may know you")),
  KEEP_HEAD("keep-head", "keepHead", "Keeps the code that a steward showed.", code()),
  ASK("ask", "askBack", "Asks a joiner something.", request(), words()),
  HAND_OVER(
      "hand-over",
      "handOver",
      "Asks another steward to decide.",
      request(),
      option(MEMBER, "to", "MEMBER", "which; all without it")),
  ESCALATE("escalate", "escalate", "Says that all stewards should look.", request(), words()),
  NOTE("note", "note", "Notes something for the other stewards.", request(), words()),
  MET(
      "met",
      "met",
      "Says that the safety number was compared in person.",
      request(),
      maybe(TEXT, "code", "what the joiner's screen shows")),
  CHOOSE("choose", "chooseRequest", "Says which of two requests is the right one.", request()),
  ASK_VOUCH(
      "ask-vouch",
      "askVouch",
      "Asks members whether they know a joiner.",
      request(),
      several(),
      option(TEXT, "text", "TEXT", "what they should know"),
      option(AHEAD, "within", "TIME", "until when (1w)")),
  VOUCH(
      "vouch",
      "vouch",
      "Says how one knows a joiner.",
      plain(TEXT, "request", "as in asked"),
      kind(),
      why()),
  VOUCH_FOR(
      "vouch-for", "vouchFor", "The same for a code that one scanned.", code(), kind(), why()),
  VERIFY("verify", "verify", "Says that the safety number was compared.", who()),
  UNVERIFY("unverify", "withdrawVerification", "Takes that back.", who()),
  SCAN("scan", "scan", "Compares a member's code with the own.", who(), code()),
  SEND_ANYWAY("send-anyway", "sendAnyway", "Sends although an identity is new.", channel()),
  GO_ON("go-on", "goOn", "Goes on without a current lease."),

  // Channels
  CREATE_ANNOUNCEMENT(
      "create-announcement",
      "createAnnouncement",
      "Makes a channel in which few write.",
      plain(TEXT, "name", "its name"),
      timer(),
      option(MEMBERS, "posters", "MEMBERS", "who may write besides stewards")),
  SET_POSTERS(
      "set-posters",
      "setPosters",
      "Says who may write there.",
      channel(),
      option(MEMBERS, "posters", "MEMBERS", "separated by commas")),
  CREATE_NEED_TO_KNOW(
      "create-need-to-know",
      "createNeedToKnow",
      "Makes a channel that others can't see.",
      plain(TEXT, "name", "its name"),
      timer(),
      option(MEMBERS, "people", "MEMBERS", "who is in it"),
      option(MEMBERS, "keepers", "MEMBERS", "who of them keeps it, two or more")),
  ADD_TO_CHANNEL("add-to-channel", "addToChannel", "Lets members in.", channel(), several()),
  REMOVE_FROM_CHANNEL(
      "remove-from-channel", "removeFromChannel", "Takes members out.", channel(), several()),
  SET_KEEPER(
      "set-keeper",
      "setKeeper",
      "Makes a member a keeper, or no longer.",
      channel(),
      who(),
      plain(TEXT, "on", "1 or 0")),
  WITHDRAW_FROM_CHANNEL(
      "withdraw-from-channel",
      "withdrawFromChannel",
      "Takes back what other keepers have not agreed to yet.",
      channel(),
      maybe(TEXT, "wish", "as in channels; nothing: all of them")),
  AGREE_IN_CHANNEL(
      "agree-in-channel",
      "agreeInChannel",
      "Agrees to what another keeper wants.",
      channel(),
      plain(TEXT, "wish", "as in channels")),
  LEAVE_CHANNEL("leave-channel", "leaveChannel", "Leaves a need-to-know channel.", channel()),

  // Devices and coming back
  LINK_START("link-start", "linkStart", "Shows a code to link another device of yours."),
  LINK_CONFIRM("link-confirm", "linkConfirm", "Says that both show the same four words."),
  LINK_CANCEL("link-cancel", "linkCancel", "Stops linking."),
  LINK("link", "link", "Becomes a further device of a member.", code()),
  LINK_BY_WORDS(
      "link-by-words",
      "linkByWords",
      "The same with the ten words.",
      plain(TEXT, "origin", "the server's address"),
      plain(TEXT, "words", "their numbers, separated by spaces")),
  REVOKE_DEVICES(
      "revoke-devices",
      "revokeDevices",
      "Takes devices of yours out.",
      plain(TEXT, "devices", "ids, separated by spaces"),
      option(TEXT, "keep", "IDS", "those that they linked and that stay")),
  REVOKE_MEMBER_DEVICES(
      "revoke-member-devices",
      "revokeMemberDevices",
      "Takes devices of a member out.",
      who(),
      plain(TEXT, "devices", "ids, separated by spaces")),
  SEEN("seen", "seen", "Has seen an alert.", plain(TEXT, "alert", "its id")),
  NEW_SHEET("new-sheet", "newSheet", "Makes a new recovery sheet; sheet prints it."),
  NO_SHEET("no-sheet", "noSheet", "Makes the own sheet worth nothing."),
  SHEET_KEPT("sheet-kept", "sheetRehearsed", "Says that the sheet is kept and was read back."),
  DEAL_SHARES(
      "deal-shares",
      "dealShares",
      "Gives members parts of the own sheet.",
      several(),
      plain(TEXT, "needed", "how many of them it takes")),
  RECALL_SHARES("recall-shares", "recallShares", "Takes the parts back."),
  RECOVER(
      "recover", "recover", "Comes back with a recovery sheet.", plain(TEXT, "sheet", "its text")),
  CONFIRM_RECOVERY("confirm-recovery", "confirmRecovery", "Lets them come back.", returning()),
  VETO_RECOVERY("veto-recovery", "vetoRecovery", "Says that it is not them.", returning()),

  // Two histories
  ENDORSE(
      "endorse",
      "endorse",
      "Says that these members should be the stewards, when those there are say nothing any more.",
      several()),
  RESOLVE("resolve", "resolve", "Says which history counts.", plain(TEXT, "branch", "as in fork")),
  MOVE_OVER("move-over", "moveOver", "Goes over to the other history."),
  STAY("stay", "stay", "Stays with this one.");

  private final Phrase phrase;

  Deed(String word, String act, String about, Given... given) {
    this.phrase = new Phrase(word, act, about, given);
  }

  @Override
  public Phrase phrase() {
    return phrase;
  }

  @Override
  public boolean begins() {
    return this == LINK || this == LINK_BY_WORDS || this == RECOVER;
  }
}
