package org.understory.cli.act;

import static org.understory.cli.act.Parameter.flag;
import static org.understory.cli.act.Parameter.optional;
import static org.understory.cli.act.Parameter.optionalPositional;
import static org.understory.cli.act.Parameter.positional;
import static org.understory.cli.act.Parameter.required;

import java.util.List;

/** The commands that are more than an act or a question by its name. */
public enum Command implements Word {
  FOUND(
      "found",
      "Founds a group with the link that the server printed.",
      positional("link", "the founding link"),
      required("group", "NAME", "the group's name"),
      required("name", "NAME", "your name in the group")),
  INVITE(
      "invite",
      "Makes an invite link for one person and prints it. Stewards only.",
      optional("note", "TEXT", "for whom it is; stays on this device"),
      optional("valid", "TIME", "how long it can be used, up to 30d (7d)")),
  INVITES("invites", "Lists the invites made here."),
  REVOKE("revoke", "Takes an invite back.", positional("invite", "its id")),
  JOIN(
      "join",
      "Asks to be let in with an invite link.",
      positional("link", "the invite link"),
      required("name", "NAME", "your name in the group"),
      optional("answer", "TEXT", "what the stewards are to know"),
      flag("wait", "until it is decided, as long as --timeout lets it (a day)")),
  STATUS(
      "status",
      "Shows where this member stands; picks up a welcome that came meanwhile.",
      flag("wait", "until a join request is decided, as long as --timeout lets it (a day)")),
  REQUESTS("requests", "Lists who asks to be let in, with safety numbers to compare."),
  APPROVE("approve", "Lets somebody in.", positional("request", "its id")),
  DECLINE("decline", "Refuses a request and closes its invite.", positional("request", "its id")),
  CHANNELS("channels", "Lists the channels."),
  CREATE_CHANNEL(
      "create-channel",
      "Makes a channel. Stewards only.",
      positional("name", "its name"),
      optional("timer", "TIME", "when messages disappear: 5s to 4w, or off (1w)")),
  TIMER(
      "timer",
      "Sets when a channel's messages disappear. Stewards only.",
      positional("channel", "name or id"),
      positional("time", "5s to 4w, or off")),
  SEND(
      "send",
      "Sends a message and waits until the server has it.",
      positional("channel", "name or id"),
      positional("text", "the message; - reads it from standard input"),
      optional("reply", "MESSAGE", "which it answers"),
      optional("thread", "MESSAGE", "under which it stands"),
      optional("mention", "MEMBERS", "names or ids, separated by commas; everyone: all"),
      optional("timer", "TIME", "when it disappears, where that is sooner than in the channel"),
      flag("once", "to be seen once"),
      flag("no-wait", "only writes it down; it leaves with the next command that connects")),
  READ(
      "read",
      "Shows a channel's newest messages and marks them as read.",
      positional("channel", "name or id"),
      optional("limit", "N", "at most so many (50)")),
  REPLY(
      "reply",
      "Answers a message.",
      positional("channel", "name or id"),
      positional("message", "its id, or the beginning of it; read shows it"),
      positional("text", "the answer")),
  DM(
      "dm",
      "Writes to one member alone; read @NAME shows what was said.",
      positional("member", "name or id"),
      positional("text", "the message")),
  OPEN(
      "open",
      "Shows a message that is to be seen once, and deletes it.",
      positional("channel", "name or id"),
      positional("message", "its id, or the beginning of it")),
  ATTACH(
      "attach",
      "Sends a file as it is, with all that is hidden in it; the page cleans pictures, this does"
          + " not.",
      positional("channel", "name or id"),
      positional("file", "its path"),
      optional("alt", "TEXT", "what it shows, for who can't see it"),
      optional("text", "TEXT", "a message with it"),
      optional("name", "NAME", "how it is called; else as on this disk")),
  SAVE(
      "save",
      "Saves the file of a message; nothing is overwritten.",
      positional("channel", "name or id"),
      positional("message", "its id, or the beginning of it"),
      positional("file", "where to"),
      optional("number", "N", "which file of the message (1)")),
  FOLLOW(
      "follow",
      "Shows new messages as they come, until SIGTERM or the end of standard input.",
      optionalPositional("channel", "name or id; all without it"),
      optional("for", "TIME", "ends after this time; standard input is not looked at")),
  MEMBERS("members", "Lists the members."),
  SAFETY_NUMBER(
      "safety-number",
      "Shows the number to compare with a member over another way.",
      positional("member", "name or id")),
  REMOVE(
      "remove",
      "Removes a member, who reads nothing from then on. Stewards only.",
      positional("member", "name or id")),
  LEAVE("leave", "Leaves the group."),
  DELETE_GROUP("delete-group", "Deletes the group at the server, for everyone. Stewards only."),
  EXPORT(
      "export",
      "Writes every message that is readable here into a sealed file, or prints them in JSON.",
      optionalPositional("file", "where to; without it they are printed"),
      optional("export-passphrase-file", "FILE", "opens the sealed file; else it is asked for")),
  OPEN_EXPORT(
      "open-export",
      "Prints a sealed file of messages. Needs no state and no connection.",
      positional("file", "what export wrote"),
      optional("export-passphrase-file", "FILE", "whose first line opens it; else asked for")),
  AGENT(
      "agent",
      "Stays, carries out commands read from standard input, and prints what happens; JSON lines."),
  VERIFY_PROOF(
      "verify-proof",
      "Checks a proof that a group forked. Needs no state, no passphrase and no connection.",
      positional("file", "what a member exported")),
  WIPE("wipe", "Destroys this member's state. Needs no passphrase.");

  private final String word;
  private final String about;
  private final List<Parameter> parameters;

  Command(String word, String about, Parameter... parameters) {
    this.word = word;
    this.about = about;
    this.parameters = List.of(parameters);
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public boolean begins() {
    return this == FOUND || this == JOIN || this == AGENT;
  }

  @Override
  public boolean shows() {
    return switch (this) {
      case STATUS, CHANNELS, READ, MEMBERS, SAFETY_NUMBER, EXPORT, INVITES -> true;
      default -> false;
    };
  }
}
