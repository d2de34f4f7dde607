package org.understory.cli.act;

import static org.understory.cli.act.Given.flag;
import static org.understory.cli.act.Given.plain;
import static org.understory.cli.act.Given.several;
import static org.understory.cli.act.Given.who;
import static org.understory.cli.act.Sort.TEXT;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.understory.cli.host.Host;

/** What can be looked at: a part of the view, or an answer of the core to a question. */
public enum Question implements Phrased {
  DECISIONS("decisions", "Lists decisions that wait for voices.", "decisions"),
  UNDOS("undos", "Lists what can still be taken back.", "undos"),
  RULES("rules", "Shows the group's rules.", "policy"),
  LEASE("lease", "Shows how sure one can be that nothing is hidden.", "lease"),
  FORK("fork", "Shows two histories, where there are two.", "fork"),
  SUCCESSION(
      "succession", "Shows how long no steward was heard of, and what members want.", "succession"),
  ASKED("asked", "Lists the joiners that one was asked about.", "vouchAsks"),
  INVITATION("invitation", "Shows what the invite asks.", "invitation"),
  LINKING("linking", "Shows how far linking has come.", "linking"),
  RECOVERIES("recoveries", "Lists who wants to come back with a sheet.", "recoveries"),
  SHARES("shares", "Lists parts of others' sheets that are kept here.", "heldShares"),
  ALERTS("alerts", "Lists alerts about the own devices.", "alerts"),
  GAPS("gaps", "Lists what can't be read, from when to when.", "gaps"),

  THREAD(
      "thread",
      "Shows what stands under a message; send --thread adds to it.",
      asks("thread"),
      Given.channel(),
      Given.message()),
  HISTORY(
      "history",
      "Shows what an edited message said before.",
      asks("editHistory"),
      Given.channel(),
      Given.message()),
  SEARCH(
      "search",
      "Finds messages on this device that hold every word; newest first, 50 at most.",
      asks("search"),
      plain(TEXT, "text", "words, or parts of words"),
      Given.option(Sort.MEMBER, "from", "MEMBER", "of this member alone"),
      Given.option(Sort.CHANNEL, "in", "CHANNEL", "in this channel alone"),
      Given.option(TEXT, "has", "WHAT", "link, file, poll or mention"),
      Given.option(Sort.BEFORE, "before", "TIME", "older than that, as 2d")),
  REPORTS("reports", "Lists what was reported, and how far it is proven.", asks("reports")),
  BLOCKED("blocked", "Lists the members of whom nothing is shown here.", asks("blocked")),

  PREVIEW(
      "preview",
      "Shows what a removal takes away, and how many voices it needs.",
      asks("previewRemoval"),
      several(),
      flag("freeze", "only for now")),
  CAME_IN_THROUGH(
      "came-in-through", "Lists who came in only through a member.", asks("cameInThrough"), who()),
  AUDIT("audit", "Shows who invited and who approved a member.", asks("audit"), who()),
  PROOF("proof", "Prints the proof of two histories; verify-proof checks it.", asks("proof")),
  SHEET("sheet", "Prints the recovery sheet, as long as it is there.", asks("sheet")),
  SAFETY_CODE("safety-code", "Prints the code for a member's camera.", asks("safetyCode"), who()),
  DEVICE_TREE(
      "device-tree",
      "Shows what goes when devices are revoked.",
      asks("deviceTree"),
      plain(TEXT, "devices", "ids, separated by spaces"));

  private final Phrase phrase;
  private final boolean asked;

  /** Where the answer stands: a part of the view, or a question by its name. */
  private record Source(String name, boolean asked) {}

  Question(String word, String about, String part) {
    this(word, about, new Source(part, false));
  }

  Question(String word, String about, Source source, Given... given) {
    this.phrase = new Phrase(word, source.name, about, given);
    this.asked = source.asked;
  }

  private static Source asks(String name) {
    return new Source(name, true);
  }

  @Override
  public Phrase phrase() {
    return phrase;
  }

  @Override
  public boolean shows() {
    return true;
  }

  /** The answer, under the name of what was asked. */
  JsonObject answer(Call call, Host host) throws RefusedException {
    JsonElement answer =
        asked
            ? JsonParser.parseString(
                host.client().query(phrase.core(), phrase.arguments(call, host)))
            : Forms.of(host.view()).get(phrase.core());
    if (answer instanceof JsonObject object) {
      return object;
    }
    JsonObject json = new JsonObject();
    json.add(phrase.core(), answer);
    return json;
  }
}
