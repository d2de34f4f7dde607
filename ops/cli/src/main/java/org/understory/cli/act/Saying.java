package org.understory.cli.act;

import static org.understory.cli.act.Given.channel;
import static org.understory.cli.act.Given.flag;
import static org.understory.cli.act.Given.maybe;
import static org.understory.cli.act.Given.message;
import static org.understory.cli.act.Given.messages;
import static org.understory.cli.act.Given.option;
import static org.understory.cli.act.Given.plain;
import static org.understory.cli.act.Given.unless;
import static org.understory.cli.act.Given.who;
import static org.understory.cli.act.Sort.CHOICES;
import static org.understory.cli.act.Sort.MEMBERS;
import static org.understory.cli.act.Sort.OPTIONS;
import static org.understory.cli.act.Sort.SECONDS;
import static org.understory.cli.act.Sort.TEXT;
import static org.understory.cli.act.Sort.UNTIL_OR_EVER;
import static org.understory.cli.act.Sort.UNTIL_OR_NEVER;

/** What is said about messages, with an act of the core as it is. */
public enum Saying implements Phrased {
  REACT(
      "react",
      "react",
      "Sets a sign under a message; without one takes it back.",
      channel(),
      message(),
      maybe(TEXT, "emoji", "the sign")),
  EDIT(
      "edit",
      "edit",
      "Changes a message of yours; what it said before stays to be seen.",
      channel(),
      message(),
      plain(TEXT, "text", "what it says from now on"),
      option(MEMBERS, "mention", "MEMBERS", "whom it mentions, separated by commas")),
  DELETE(
      "delete",
      "deleteForAll",
      "Takes messages away from everyone: yours, or as a steward or keeper anyone's.",
      channel(),
      messages(),
      option(TEXT, "reason", "TEXT", "everyone sees it")),
  DELETE_FOR_ME(
      "delete-for-me", "deleteForMe", "Deletes messages on this device.", channel(), messages()),
  PIN(
      "pin",
      "pin",
      "Keeps a message at hand for all. Stewards and keepers only.",
      channel(),
      message(),
      unless("off", "not any more")),
  POLL(
      "poll",
      "poll",
      "Asks a question with answers to choose from.",
      channel(),
      plain(TEXT, "question", "the question"),
      plain(OPTIONS, "answers", "two to ten, separated by |"),
      flag("several", "more than one may be chosen"),
      option(UNTIL_OR_NEVER, "closes", "TIME", "after which no vote counts")),
  VOTE(
      "vote",
      "vote",
      "Votes in a poll; without numbers takes the vote back.",
      channel(),
      message(),
      maybe(CHOICES, "numbers", "of the answers from 1, separated by commas")),
  DIRECT_TIMER(
      "direct-timer",
      "setDirectTimer",
      "Sets when messages between two disappear.",
      channel(),
      plain(SECONDS, "time", "5s to 4w, or off")),
  MUTE(
      "mute",
      "mute",
      "Tells nothing of a channel on this device.",
      channel(),
      maybe(UNTIL_OR_EVER, "time", "for how long, or off; for ever without it")),
  BLOCK(
      "block",
      "block",
      "Shows nothing of what a member says; nobody is told.",
      who(),
      unless("off", "shows it again")),
  REPORT(
      "report",
      "report",
      "Shows messages between two to the stewards. Of a channel's messages only the page has the"
          + " proof.",
      channel(),
      messages(),
      maybe(TEXT, "text", "what they should know")),
  DISMISS_REPORT(
      "dismiss-report",
      "dismissReport",
      "Puts a report away on this device.",
      plain(TEXT, "report", "as in reports")),
  ASK_AGAIN(
      "ask-again",
      "askAgain",
      "Asks for what opens a message that cannot be read.",
      channel(),
      plain(TEXT, "item", "its id, as in read --json"));

  private final Phrase phrase;

  Saying(String word, String act, String about, Given... given) {
    this.phrase = new Phrase(word, act, about, given);
  }

  @Override
  public Phrase phrase() {
    return phrase;
  }
}
