package org.understory.checks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RulesBiteTest {
  private static final String PLANTED = "org.understory.checks.planted";

  private static JavaClasses planted;

  @BeforeAll
  static void importWhatIsPlanted() {
    planted = new ClassFileImporter().importPackages(PLANTED);
  }

  @Test
  void wire_that_knows_a_library_is_found() {
    finds(ModuleRules.wireKnowsOnlyTheLanguage(PLANTED), "wire.KnowsBouncyCastle");
  }

  @Test
  void a_thread_in_the_core_is_found() {
    finds(PackageRules.protocolDoesNoInputOrOutput(PLANTED), "core.StartsThread");
  }

  @Test
  void bouncy_castle_outside_the_primitives_is_found() {
    finds(ModuleRules.onlyPrimitivesKnowBouncyCastle(PLANTED), "wire.KnowsBouncyCastle");
  }

  @Test
  void libsignal_in_the_core_is_found() {
    finds(ModuleRules.onlyTheAdapterKnowsLibsignal(PLANTED), "core.KnowsLibsignal");
  }

  @Test
  void teavm_in_the_core_is_found() {
    finds(ModuleRules.onlyTheBrowserModuleKnowsTeaVm(PLANTED), "core.KnowsTeaVm");
  }

  @Test
  void the_trial_in_the_core_is_found() {
    finds(ModuleRules.nothingKnowsTheTrial(PLANTED), "core.KnowsTrial");
  }

  @Test
  void a_server_that_knows_the_core_is_found() {
    finds(ModuleRules.theServerCannotDecrypt(PLANTED), "server.KnowsCore");
  }

  @Test
  void a_store_that_knows_its_service_is_found() {
    finds(PackageRules.layersPointOneWay(PLANTED), "log.LogStore");
  }

  @Test
  void a_service_that_uses_the_store_of_another_domain_is_found() {
    finds(PackageRules.layersPointOneWay(PLANTED), "mailbox.MailboxService");
  }

  @Test
  void sql_in_a_route_is_found() {
    finds(PackageRules.onlyStoresSpeakSql(PLANTED), "log.LogRoutes");
  }

  @Test
  void two_packages_that_know_each_other_are_found() {
    finds(ModuleRules.packagesHaveNoCycles(PLANTED), "first");
  }

  @Test
  void a_clock_that_is_taken_is_found() {
    finds(PackageRules.timeAndChanceAreGiven(PLANTED), "core.TakesTime");
  }

  @Test
  void chance_that_is_taken_is_found() {
    finds(PackageRules.timeAndChanceAreGiven(PLANTED), "core.TakesChance");
  }

  @Test
  void a_logged_exception_is_found_and_a_sentence_is_not() {
    finds(LoggingRules.theServerLogsSentences(PLANTED), "log.LogsException");
    assertFalse(finding(LoggingRules.theServerLogsSentences(PLANTED), "log.LogsSentence"));
  }

  @Test
  void a_record_with_bytes_and_no_text_of_its_own_is_found_and_another_is_not() {
    finds(SecretRules.recordsWithBytesHaveTheirOwnText(PLANTED), "signal.SpeaksOfBytes$Untold");
    assertFalse(
        finding(
            SecretRules.recordsWithBytesHaveTheirOwnText(PLANTED), "signal.SpeaksOfBytes$Told"));
  }

  @Test
  void a_text_made_of_bytes_is_found() {
    finds(SecretRules.theEngineMakesNoTextOfBytes(PLANTED), "signal.SpeaksOfBytes");
  }

  @Test
  void what_breaks_no_rule_is_not_found() {
    assertFalse(
        finding(
            PackageRules.layersPointOneWay(PLANTED),
            "Class <" + PLANTED + ".server.log.LogService"));
  }

  private static void finds(ArchRule rule, String name) {
    assertTrue(finding(rule, name), () -> rule.getDescription() + " did not find " + name);
  }

  private static boolean finding(ArchRule rule, String name) {
    List<String> violations = rule.evaluate(planted).getFailureReport().getDetails();
    return violations.stream().anyMatch(violation -> violation.contains(name));
  }
}
