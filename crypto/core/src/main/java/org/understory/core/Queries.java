package org.understory.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.content.MessageId;
import org.understory.core.view.Answers;
import org.understory.core.view.JsonWriter;
import org.understory.core.view.Timeline;
import org.understory.core.view.ViewJson;
import org.understory.wire.id.LogId;

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
        case "reports" -> parts.reports.json();
        case "blocked" ->
            new JsonWriter()
                .beginObject()
                .strings("members", parts.settings.blocked())
                .endObject()
                .text();
        case "search" ->
            parts.search.search(args.get(0), args.get(1), args.get(2), args.get(3), args.get(4));
        default -> {
          LogId channel = args.isEmpty() ? null : parts.channel(args.get(0));
          yield channel == null ? NOTHING : inChannel(name, channel, args);
        }
      };
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return NOTHING;
    }
  }

  private String inChannel(String name, LogId channel, List<String> args) {
    return switch (name) {
      case "timeline" ->
          ViewJson.of(
              parts.timelines.timeline(channel, args.get(1), Integer.parseInt(args.get(2))));
      case "thread" ->
          ViewJson.of(parts.timelines.thread(channel, MessageId.of(Hex.parse(args.get(1)))));
      case "around" -> {
        MessageId id = MessageId.of(Hex.parse(args.get(1)));
        Timeline page = parts.timelines.around(channel, id, Integer.parseInt(args.get(2)));
        yield page == null ? NOTHING : ViewJson.of(page);
      }
      case "gone" -> parts.receipts.json(channel);
      case "oldest" -> {
        List<MessageRow> first = parts.messages.from(channel, MessageRow.channelPrefix(channel), 1);
        JsonWriter json = new JsonWriter().beginObject();
        yield (first.isEmpty()
                ? json.member("at", (String) null)
                : json.member("at", Messages.at(first.get(0))))
            .endObject()
            .text();
      }
      case "draft" -> {
        Settings.Draft draft = parts.settings.draft(channel);
        yield draft == null
            ? NOTHING
            : new JsonWriter()
                .beginObject()
                .member("text", draft.text())
                .member("replyTo", draft.replyTo() == null ? null : draft.replyTo().hex())
                .endObject()
                .text();
      }
      case "editHistory", "once" -> {
        MessageRow row = parts.messages.first(channel, MessageId.of(Hex.parse(args.get(1))));
        if (row == null) {
          yield NOTHING;
        }
        yield name.equals("once") ? MessageViews.once(row) : parts.shown.history(row);
      }
      default -> NOTHING;
    };
  }

  private RemovalPreview removal() {
    return new RemovalPreview(
        parts.membership, parts.governing.open, parts.governing.acts, parts.compartments);
  }

  private static String orNothing(@Nullable String answer) {
    return answer == null ? NOTHING : answer;
  }
}
