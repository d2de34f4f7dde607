package org.understory.cli.act;

import org.understory.core.files.FilePointer;
import org.understory.core.view.Timeline;

/** What a message is about and what was said about it, in a few words around its text. */
final class Saids {
  private Saids() {}

  /** What stands before the text. */
  static String before(Timeline.Said said) {
    Timeline.Reply reply = said.replyTo();
    Timeline.Deleted deleted = said.deleted();
    return (said.gap() ? "(a message before this one is missing) " : "")
        + (reply == null ? "" : "(answers " + Plain.text(reply.name()) + ") ")
        + (deleted == null ? "" : deleted(deleted))
        + (said.viewOnce() ? "(to be seen once: open shows it)" : "");
  }

  private static String deleted(Timeline.Deleted deleted) {
    return "(deleted by "
        + Plain.text(deleted.by())
        + (deleted.reason().isEmpty() ? "" : ": " + Plain.text(deleted.reason()))
        + ")";
  }

  /** What stands behind it. */
  static String behind(Timeline.Said said) {
    StringBuilder text = new StringBuilder(said.edited() ? " (edited)" : "");
    for (FilePointer file : said.files()) {
      text.append(" [file ").append(Plain.text(file.name()));
      text.append(", ").append(file.size()).append(" bytes");
      text.append(file.alt().isEmpty() ? "]" : ": " + Plain.text(file.alt()) + "]");
    }
    Timeline.Poll poll = said.poll();
    for (int i = 0; poll != null && i < poll.options().size(); i++) {
      text.append("\n    ").append(i + 1).append(". ").append(Plain.text(poll.options().get(i)));
      text.append(": ").append(poll.votes().get(i));
      text.append(poll.mine().get(i) ? ", yours too" : "");
    }
    for (Timeline.Reaction reaction : said.reactions()) {
      text.append(' ').append(Plain.text(reaction.emoji()));
      text.append(reaction.by().size() > 1 ? " " + reaction.by().size() : "");
    }
    text.append(said.threadCount() == 0 ? "" : " (" + said.threadCount() + " in its thread)");
    return text.append(said.pinned() ? " (pinned)" : "").toString();
  }
}
