package org.understory.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.understory.cli.act.UsageException;
import org.understory.core.fork.ForkProof;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** What {@code verify-proof} says of a file: whether a group forked, and who signed both ways. */
record ProofReport(ForkProof.Finding finding) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /**
   * Looks at a file, as bytes or as base64url text; needs nothing else.
   *
   * @throws UsageException when it cannot be read
   */
  static ProofReport of(Path file) throws UsageException {
    byte[] bytes;
    try {
      if (Files.size(file) > 2L * ForkProof.MAX) {
        return new ProofReport(new ForkProof.Nothing(ForkProof.Refusal.MALFORMED));
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException("The file " + file + " cannot be read.");
    }
    // Verifying draws nothing at random.
    Sealer sealer =
        new Sealer(
            BouncyCastlePrimitives.create(),
            target -> {
              throw new IllegalStateException("nothing here is random");
            });
    ForkProof.Finding finding = ForkProof.verify(sealer, bytes);
    if (finding instanceof ForkProof.Nothing) {
      try {
        String text = new String(bytes, StandardCharsets.US_ASCII).strip();
        finding = ForkProof.verify(sealer, Base64.getUrlDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        return new ProofReport(finding);
      }
    }
    return new ProofReport(finding);
  }

  boolean proven() {
    return finding instanceof ForkProof.Proven;
  }

  List<String> lines() {
    return switch (finding) {
      case ForkProof.Proven proven -> proven(proven);
      case ForkProof.Nothing nothing -> List.of("This proves nothing: " + why(nothing.refusal()));
    };
  }

  private static List<String> proven(ForkProof.Proven proven) {
    List<String> lines = new ArrayList<>();
    lines.add("Proven: the group forked. Two valid entries stand at the same place.");
    lines.add("  group    " + proven.group().hex());
    lines.add("  place    entry " + proven.seq());
    lines.add("  one      " + signed(proven.oneAuthor(), proven.oneTime()));
    lines.add("  other    " + signed(proven.otherAuthor(), proven.otherTime()));
    if (proven.both().isEmpty()) {
      lines.add("Nobody is shown to have signed both: this accuses no one.");
    }
    for (MemberId member : proven.both()) {
      lines.add("Member " + member.hex() + " signed on both branches.");
    }
    return lines;
  }

  private static String signed(MemberId author, long time) {
    return "signed by member "
        + author.hex()
        + ", dated "
        + TIME.format(Instant.ofEpochMilli(time));
  }

  private static String why(ForkProof.Refusal refusal) {
    return switch (refusal) {
      case MALFORMED -> "the file is no proof, or damaged.";
      case LINE -> "the entries that both branches are said to stand on do not hold.";
      case BRANCH -> "an entry of a branch does not hold at its place.";
      case SAME -> "both branches begin with the same entry.";
    };
  }

  String json() {
    JsonObject json = new JsonObject();
    json.addProperty("proven", proven());
    switch (finding) {
      case ForkProof.Proven proven -> {
        json.addProperty("group", proven.group().hex());
        json.addProperty("seq", proven.seq());
        json.addProperty("oneAuthor", proven.oneAuthor().hex());
        json.addProperty("otherAuthor", proven.otherAuthor().hex());
        JsonArray both = new JsonArray();
        proven.both().forEach(member -> both.add(member.hex()));
        json.add("both", both);
      }
      case ForkProof.Nothing nothing -> json.addProperty("refusal", nothing.refusal().id());
    }
    return json.toString();
  }
}
