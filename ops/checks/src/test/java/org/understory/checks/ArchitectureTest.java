package org.understory.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void importEverything() {
    classes = Project.productionClasses();
  }

  @Test
  void wire_knows_only_the_language() {
    holds(ModuleRules.wireKnowsOnlyTheLanguage(Project.ROOT_PACKAGE));
  }

  @Test
  void the_protocol_does_no_input_or_output() {
    holds(PackageRules.protocolDoesNoInputOrOutput(Project.ROOT_PACKAGE));
  }

  @Test
  void only_the_primitives_know_bouncy_castle() {
    holds(ModuleRules.onlyPrimitivesKnowBouncyCastle(Project.ROOT_PACKAGE));
  }

  @Test
  void only_the_adapter_knows_libsignal() {
    holds(ModuleRules.onlyTheAdapterKnowsLibsignal(Project.ROOT_PACKAGE));
  }

  @Test
  void only_the_browser_module_knows_teavm() {
    holds(ModuleRules.onlyTheBrowserModuleKnowsTeaVm(Project.ROOT_PACKAGE));
  }

  @Test
  void nothing_that_is_shipped_knows_the_trial() {
    holds(ModuleRules.nothingKnowsTheTrial(Project.ROOT_PACKAGE));
  }

  @Test
  void the_server_cannot_decrypt() {
    holds(ModuleRules.theServerCannotDecrypt(Project.ROOT_PACKAGE));
    assertEquals(
        Set.of("understory-wire", "understory-verify"),
        ourDependencies(Project.read(Path.of("server/pom.xml"))));
  }

  @Test
  void layers_of_the_server_point_one_way() {
    holds(PackageRules.layersPointOneWay(Project.ROOT_PACKAGE));
  }

  @Test
  void only_stores_speak_sql() {
    holds(PackageRules.onlyStoresSpeakSql(Project.ROOT_PACKAGE));
  }

  @Test
  void packages_have_no_cycles() {
    holds(ModuleRules.packagesHaveNoCycles(Project.ROOT_PACKAGE));
  }

  @Test
  void time_and_chance_are_given() {
    holds(PackageRules.timeAndChanceAreGiven(Project.ROOT_PACKAGE));
  }

  @Test
  void the_server_logs_sentences() {
    holds(LoggingRules.theServerLogsSentences(Project.ROOT_PACKAGE));
  }

  @Test
  void records_with_byte_strings_have_a_text_of_their_own() {
    holds(SecretRules.recordsWithBytesHaveTheirOwnText(Project.ROOT_PACKAGE));
  }

  @Test
  void the_engine_makes_no_text_of_bytes() {
    holds(SecretRules.theEngineMakesNoTextOfBytes(Project.ROOT_PACKAGE));
  }

  private static void holds(ArchRule rule) {
    List<String> violations = rule.evaluate(classes).getFailureReport().getDetails();
    assertTrue(
        violations.isEmpty(), () -> rule.getDescription() + ":\n" + String.join("\n", violations));
  }

  /** The artifacts of this project that a pom depends on outside its tests. */
  private static Set<String> ourDependencies(String pom) {
    Set<String> found = new TreeSet<>();
    Matcher dependency = Pattern.compile("(?s)<dependency>(.*?)</dependency>").matcher(pom);
    while (dependency.find()) {
      Matcher ours =
          Pattern.compile("<artifactId>(understory-[a-z]+)</artifactId>")
              .matcher(dependency.group(1));
      if (ours.find() && !dependency.group(1).contains("<scope>test</scope>")) {
        found.add(ours.group(1));
      }
    }
    return found;
  }
}
