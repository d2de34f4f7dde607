package org.understory.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static final Path ANY = Path.of("Any.java");

  @Test
  void every_paragraph_of_the_protocol_that_code_cites_is_there() {
    Set<String> known = DocumentRules.ids(Project.read(DocumentRules.PROTOCOL));
    List<String> found = new ArrayList<>();
    for (Path file : Project.files()) {
      if (SourceRules.isSource(file)) {
        found.addAll(DocumentRules.unknownIds(file, Project.read(file), known));
      }
    }
    nothing(found);
  }

  @Test
  void a_cited_paragraph_that_is_not_there_is_found() {
    Set<String> known = DocumentRules.ids("**[seal]** this, ## 2. That [kdf]");
    assertEquals(Set.of("seal", "kdf"), known);
    String beside = "{@code docs/protocol.md#seal}, {@code #kdf}, {@code #no" + "ne}";
    assertEquals(1, DocumentRules.unknownIds(ANY, beside, known).size());
    assertEquals(1, DocumentRules.unknownIds(ANY, "docs/proto" + "col.md#none", known).size());
  }

  @Test
  void every_test_that_the_list_of_checks_names_is_there() {
    Map<String, String> tests = new TreeMap<>();
    for (Path file : Project.files()) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith("Test.java")) {
        String simple = name.substring(0, name.length() - ".java".length());
        tests.merge(simple, Project.read(file), String::concat);
      }
    }
    nothing(DocumentRules.unknownTests(Project.read(DocumentRules.CHECKS), tests));
  }

  @Test
  void every_file_that_the_map_of_the_papers_names_is_there() {
    List<String> named = DocumentRules.files(Project.read(DocumentRules.PAPERS));
    assertTrue(named.size() > 20, "the map names few files");
    nothing(
        named.stream()
            .filter(each -> !Project.files().contains(DocumentRules.ENGINE.resolve(each)))
            .toList());
  }

  @Test
  void a_named_test_that_is_not_there_is_found() {
    Map<String, String> tests = Map.of("SealTest", "void a_seal_holds() {}");
    assertTrue(DocumentRules.unknownTests("`SealTest`, `SealTest.a_seal_…`", tests).isEmpty());
    assertEquals(1, DocumentRules.unknownTests("`SealTest.another_…`", tests).size());
    assertEquals(1, DocumentRules.unknownTests("`OpenTest`", tests).size());
  }

  private static void nothing(List<String> found) {
    assertTrue(found.isEmpty(), () -> found.size() + " found:\n" + String.join("\n", found));
  }
}
