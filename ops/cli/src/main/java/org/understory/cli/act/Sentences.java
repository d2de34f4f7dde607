package org.understory.cli.act;

import java.util.Map;

/** What the codes of the core, and some of the command line's own, say to a person. */
public final class Sentences {
  private static final Map<String, String> OF =
      Map.ofEntries(
          Map.entry("bad-link", "This is not a link of Understory, or a part of it is missing."),
          Map.entry("wrong-server", "The server is not the one that the link names."),
          Map.entry("name-length", "A name or note is empty, too long, or the time is too long."),
          Map.entry("text-length", "The text is empty or too long."),
          Map.entry("not-steward", "Only stewards can do this."),
          Map.entry("no-such", "There is no such thing in this group."),
          Map.entry("ambiguous", "More than one fits: give the id."),
          Map.entry("timer-range", "A timer is off, or between 5 seconds and 4 weeks."),
          Map.entry("already-decided", "This was decided already, or can no longer be."),
          Map.entry("last-steward", "The only steward cannot leave: delete the group instead."),
          Map.entry("offline", "The server could not be reached in time."),
          Map.entry("timeout", "It was not done in time; it goes on with the next command."),
          Map.entry("ticket-used", "This founding link was used already."),
          Map.entry("invite-used", "This invite was used already."),
          Map.entry("invite-expired", "The time of this invite is over."),
          Map.entry("not-allowed", "The server or the group does not allow this."),
          Map.entry(
              "busy", "This state holds a group already, or the group has as many as it can."),
          Map.entry("self", "You cannot do this to yourself."),
          Map.entry("no-group", "There is no group in this state yet."),
          Map.entry("founding", "The group is not founded yet."),
          Map.entry("requesting", "Your request has not reached the server yet."),
          Map.entry("waiting", "You are not in the group yet: your request waits for a decision."),
          Map.entry("welcomed", "You are being let in: try again in a moment."),
          Map.entry("declined", "Your request was declined, or its invite was closed."),
          Map.entry("removed", "You were removed from this group."),
          Map.entry("left", "You left this group."),
          Map.entry("deleted", "This group is no longer at the server."),
          Map.entry("fork", "The server showed two histories of this group: nothing is sent."),
          Map.entry("halted", "The server showed two histories of this group: nothing is sent."),
          Map.entry("stopped", "It was stopped before it was done."),
          Map.entry("engine", "The message could not be encrypted."),
          Map.entry("expired", "The message disappeared before it could be sent."),
          Map.entry("clock", "The clock of this device is wrong: the server refused the message."),
          Map.entry("quota", "The group has no room left at the server."),
          Map.entry("refused", "The server refused the message."),
          Map.entry("answering", "The invite asks questions first: see invitation, then answer."),
          Map.entry("bad-argument", "Something is missing, or is not what it should be."),
          Map.entry(
              "not-silent",
              "A steward was heard of in the last seven days, or you were away on most of them."),
          Map.entry("not-keeper", "Only those who keep this channel can do this."),
          Map.entry("last-keeper", "You are its only keeper: make somebody else one first."),
          Map.entry("too-many", "There are as many of these as there may be."),
          Map.entry("frozen", "The group's stewards have put you out for now."),
          Map.entry("revoked", "This device was taken out of the group."),
          Map.entry("alarm", "Two requests came by one link: say first which is right."),
          Map.entry("no-match", "They are not the same: somebody may sit between you."),
          Map.entry("not-understood", "This code is none, or of something else."),
          Map.entry("no-file", "This message has no such file."),
          Map.entry("not-once", "This message is none that is to be seen once."),
          Map.entry("file-exists", "There is such a file already; nothing is overwritten."),
          Map.entry("file-unreadable", "The file cannot be read, or not be written."),
          Map.entry("file-name", "A file cannot be called that, or what it shows is too long."),
          Map.entry("file-size", "The file is too large, or changed meanwhile."),
          Map.entry("file-corrupt", "What the server gave is not the file that was sent."),
          Map.entry("file-gone", "The file is no longer at the server."),
          Map.entry("file-refused", "The server did not take or give the file."),
          Map.entry("file-no-server", "The server did not answer for too long."),
          Map.entry("bad-command", "This line is not a command in JSON."));

  private Sentences() {}

  /** The sentence of a code. */
  public static String of(String code) {
    return OF.getOrDefault(code, "It was not done (" + code + ").");
  }

  /** Whether a code has a sentence of its own. */
  static boolean knows(String code) {
    return OF.containsKey(code);
  }
}
