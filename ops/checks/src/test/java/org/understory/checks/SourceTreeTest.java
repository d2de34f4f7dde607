package org.understory.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceTreeTest {
  private static final Path ANY = Path.of("server/src/Any.java");

  @Test
  void no_source_file_is_longer_than_it_may_be() {
    nothing(
        sources().entrySet().stream()
            .flatMap(e -> SourceRules.tooLong(e.getKey(), e.getValue()).stream())
            .toList());
  }

  @Test
  void a_file_that_is_too_long_is_found() {
    String text = "line\n".repeat(SourceRules.MOST_LINES);
    assertTrue(SourceRules.tooLong(ANY, text).isEmpty());
    assertFalse(SourceRules.tooLong(ANY, text + "line\n").isEmpty());
  }

  @Test
  void no_type_has_a_name_that_says_nothing() {
    nothing(
        sources().entrySet().stream()
            .flatMap(e -> SourceRules.vaguelyNamed(e.getKey(), e.getValue()).stream())
            .toList());
  }

  @Test
  void a_name_that_says_nothing_is_found() {
    assertFalse(SourceRules.vaguelyNamed(Path.of("a/SpaceManager.java"), "").isEmpty());
    assertFalse(SourceRules.vaguelyNamed(Path.of("a/Util.ts"), "").isEmpty());
    assertFalse(
        SourceRules.vaguelyNamed(Path.of("a/StoreBase.java"), "abstract class StoreBase")
            .isEmpty());
    assertTrue(
        SourceRules.vaguelyNamed(Path.of("a/PreKeyBase.java"), "record PreKeyBase").isEmpty());
    assertTrue(SourceRules.vaguelyNamed(Path.of("a/package-info.java"), "").isEmpty());
  }

  @Test
  void no_committed_file_names_one_machine_or_a_registry() {
    List<String> found = new ArrayList<>();
    for (Path file : Project.files()) {
      found.addAll(SourceRules.forbidden(file, Project.read(file)));
    }
    nothing(found);
  }

  @Test
  void a_place_of_one_machine_and_a_registry_are_found() {
    assertEquals(1, SourceRules.forbidden(ANY, "cd /wo" + "rk/main").size());
    assertEquals(1, SourceRules.forbidden(ANY, "https://registry.npm" + "js.org/x").size());
    assertTrue(SourceRules.forbidden(ANY, "src/work/Unit.java, at work/").isEmpty());
  }

  @Test
  void no_block_stands_in_two_places() {
    nothing(SourceRules.copies(sources()));
  }

  @Test
  void a_block_in_two_places_is_found_and_a_shorter_one_is_not() {
    assertEquals(1, SourceRules.copies(twice(SourceRules.EQUAL_LINES)).size());
    assertTrue(SourceRules.copies(twice(SourceRules.EQUAL_LINES - 1)).isEmpty());
  }

  private static Map<Path, String> twice(int lines) {
    String block =
        IntStream.range(0, lines)
            .mapToObj(i -> "  step" + i + "();\n")
            .collect(Collectors.joining());
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(Path.of("One.java"), "before();\n" + block + "after();\n");
    texts.put(Path.of("Two.java"), "other();\n" + block + "// a comment\nelse();\n");
    return texts;
  }

  @Test
  void every_package_says_what_it_is_and_is_null_marked() {
    TreeSet<String> missing = new TreeSet<>();
    for (Path file : Project.files()) {
      if (file.toString().contains("src/main/java/org/understory/")
          && file.toString().endsWith(".java")) {
        Path said = file.resolveSibling("package-info.java");
        if (!Files.exists(Project.root().resolve(said))
            || !Project.read(said).contains("@NullMarked")) {
          missing.add(said.toString());
        }
      }
    }
    nothing(List.copyOf(missing));
  }

  private static Map<Path, String> sources() {
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Path file : Project.files()) {
      if (SourceRules.isSource(file)) {
        texts.put(file, Project.read(file));
      }
    }
    return texts;
  }

  private static void nothing(List<String> found) {
    assertTrue(found.isEmpty(), () -> found.size() + " found:\n" + String.join("\n", found));
  }
}
