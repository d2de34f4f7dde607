package org.understory.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What documents and code say of each other. */
final class DocumentRules {
  static final Path PROTOCOL = Path.of("docs/protocol.md");
  static final Path CHECKS = Path.of("docs/checks.md");

  static final Path PAPERS = Path.of("docs/papers.md");
  static final Path ENGINE = Path.of("crypto/signal/src/main/java/org/understory/signal");

  private static final Pattern JAVA_FILE = Pattern.compile("`([A-Za-z0-9/]+\\.java)`");
  private static final Pattern CITED = Pattern.compile("protocol\\.md#([a-z0-9-]+)");

  /** The further ones of a list: the first with the name of the document, the others without it. */
  private static final Pattern CITED_BESIDE = Pattern.compile("\\{@code\\s+#([a-z0-9-]+)}");

  private static final Pattern DEFINED = Pattern.compile("\\[([a-z0-9][a-z0-9-]*)]");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z][A-Za-z0-9]*Test)\\b(?:\\.([a-z0-9_]+))?");

  private DocumentRules() {}

  /** The ids that the protocol's document has, however they are set. */
  static Set<String> ids(String protocol) {
    Set<String> ids = new TreeSet<>();
    Matcher matcher = DEFINED.matcher(protocol);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  /** Citations in a file of ids that are not there. */
  static List<String> unknownIds(Path file, String text, Set<String> known) {
    List<String> found = new ArrayList<>();
    for (Pattern pattern : List.of(CITED, CITED_BESIDE)) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (!known.contains(matcher.group(1))) {
          found.add(file + " cites #" + matcher.group(1));
        }
      }
    }
    return found;
  }

  /** The Java files that a document names. */
  static List<String> files(String document) {
    return JAVA_FILE.matcher(document).results().map(each -> each.group(1)).toList();
  }

  /**
   * Tests named in a document that are not there: neither a class of that name, nor one that has a
   * method which begins as the document says.
   *
   * @param tests the text of each test class, by its name
   */
  static List<String> unknownTests(String document, Map<String, String> tests) {
    List<String> found = new ArrayList<>();
    Matcher matcher = TEST.matcher(document);
    while (matcher.find()) {
      String text = tests.get(matcher.group(1));
      String method = matcher.group(2);
      if (text == null) {
        found.add("no test " + matcher.group(1));
      } else if (method != null && !text.contains(" " + method)) {
        found.add(matcher.group(1) + " has nothing that begins with " + method);
      }
    }
    return found;
  }
}
