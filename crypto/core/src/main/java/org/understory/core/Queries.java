package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.view.Answers;

/** What a host can ask by name without changing anything; answers are JSON. */
final class Queries {
  /** What nobody knows an answer to. */
  private static final String NOTHING = "null";

  private final Parts parts;

  Queries(Parts parts) {
    this.parts = parts;
  }

  /** Answers a question as JSON; {@code null} for one that is unknown or has wrong arguments. */
  String query(String name, List<String> args) {
    try {
      return switch (name) {
        case "sheet" -> parts.devices.sheets.json();
        case "share" -> parts.devices.shares.json(args.get(0));
        case "deviceTree" -> parts.devices.view.tree(args.get(0));
        case "audit" -> Answers.audit(new Trail(parts.membership).of(args.get(0)));
        case "safetyCode" -> parts.safetyCode(args.get(0));
        case "proof" -> parts.forking.proofJson();
        case "blob" -> orNothing(parts.blobs.json(args.get(0)));
        case "previewRemoval" -> orNothing(removal().preview(args.get(0), args.get(1).equals("1")));
        case "cameInThrough" -> orNothing(removal().cameInThrough(args.get(0)));
        default -> NOTHING;
      };
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return NOTHING;
    }
  }

  private RemovalPreview removal() {
    return new RemovalPreview(
        parts.membership, parts.governing.open, parts.governing.acts, parts.compartments);
  }

  private static String orNothing(@Nullable String answer) {
    return answer == null ? NOTHING : answer;
  }
}
