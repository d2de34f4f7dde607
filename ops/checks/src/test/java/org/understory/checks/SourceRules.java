package org.understory.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of the sources must and must not hold. Each answers with sentences; none is good.
 */
final class SourceRules {
  /** Above this a file is several files. 300 is the habit. */
  static final int MOST_LINES = 500;

  /** Written by a tool from the words of the interface. */
  private static final String GENERATED = "i18n/keys.ts";

  /** So many equal lines in a row are one piece of code that stands twice. */
  static final int EQUAL_LINES = 14;

  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|ts|tsx|css|sh|mjs|js|sql)");

  private static final Pattern VAGUE_NAME =
      Pattern.compile(".*(Impl|Helper|Helpers|Util|Utils|Manager|Data|Info)\\.(java|ts|tsx)");

  /**
   * Places of one machine and hosts of package registries; written so that this file holds none.
   */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          String.join(
              "|",
              "(?<![\\w./-])/w" + "ork/",
              "/tmp/bash" + "_jobs",
              "repo1?\\.mav" + "en\\.(apache\\.)?org",
              "registry\\.np" + "mjs\\.org",
              "deb\\.deb" + "ian\\.org",
              "repo\\.mav" + "en\\."));

  private SourceRules() {}

  static boolean isSource(Path file) {
    String name = file.toString();
    return SOURCE.matcher(name).matches()
        || (name.startsWith("ops/") && !name.substring(4).contains(".") && !name.contains("/lib/"));
  }

  static List<String> tooLong(Path file, String text) {
    long lines = text.lines().count();
    return lines > MOST_LINES && !file.endsWith(GENERATED)
        ? List.of(file + " has " + lines + " lines")
        : List.of();
  }

  /**
   * A class called ...Base says nothing when it is a base class; a record may be the base of a
   * bundle.
   */
  static List<String> vaguelyNamed(Path file, String text) {
    String name = file.getFileName().toString();
    boolean baseClass = name.endsWith("Base.java") && text.contains("abstract class");
    return (VAGUE_NAME.matcher(name).matches() && !name.equals("package-info.java")) || baseClass
        ? List.of(file + " is named for nothing in particular")
        : List.of();
  }

  static List<String> forbidden(Path file, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = FORBIDDEN.matcher(text);
    while (matcher.find()) {
      found.add(file + " names " + matcher.group());
    }
    return found;
  }

  /**
   * Runs of {@link #EQUAL_LINES} equal lines in two places. Layout, comments, imports and lines
   * without a word do not count, so that a run is a piece of work and not of grammar.
   */
  static List<String> copies(Map<Path, String> texts) {
    Map<String, String> firstPlaces = new HashMap<>();
    Set<String> told = new HashSet<>();
    List<String> found = new ArrayList<>();
    texts.forEach((file, text) -> {
      List<Map.Entry<Integer, String>> lines = significantLines(text);
      for (int i = 0; i + EQUAL_LINES <= lines.size(); i++) {
        StringBuilder run = new StringBuilder();
        lines.subList(i, i + EQUAL_LINES).forEach(line -> run.append(line.getValue()).append('\n'));
        String first = firstPlaces.putIfAbsent(run.toString(), file + ":" + lines.get(i).getKey());
        if (first != null && told.add(file + " " + first.replaceFirst(":.*", ""))) {
          found.add(file + ":" + lines.get(i).getKey() + " repeats " + first);
        }
      }
    });
    return found;
  }

  private static List<Map.Entry<Integer, String>> significantLines(String text) {
    List<Map.Entry<Integer, String>> kept = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String plain = line.strip();
      boolean grammar =
          plain.matches("(import|package|export \\*|//|/\\*|\\*|#|--).*")
              || !plain.matches(".*\\w{2}.*");
      if (!grammar) {
        kept.add(Map.entry(number, plain));
      }
    }
    return kept;
  }
}
