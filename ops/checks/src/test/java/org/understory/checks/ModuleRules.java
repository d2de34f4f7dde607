package org.understory.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * Which module may know which. The poms say the same; these rules also hold when a pom gains a
 * dependency that brings more with it than it seems.
 *
 * <p>Each takes the package below which the modules' packages lie, so that the planted violations
 * can stand below one of their own.
 */
final class ModuleRules {
  private ModuleRules() {}

  /** D1. */
  static ArchRule wireKnowsOnlyTheLanguage(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".wire..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(root + ".wire..", "java..", "org.jspecify.annotations.."))
        .as("D1: wire knows only java.* and JSpecify")
        .allowEmptyShould(true);
  }

  /** D3. */
  static ArchRule onlyPrimitivesKnowBouncyCastle(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".signal.primitive.internal..", root + ".verify..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .as("D3: only signal.primitive.internal and verify know Bouncy Castle")
        .allowEmptyShould(true);
  }

  /** D4. */
  static ArchRule onlyTheAdapterKnowsLibsignal(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".libsignal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.signal..")
        .as("D4: only crypto/libsignal knows libsignal")
        .allowEmptyShould(true);
  }

  /**
   * D5. The browser module also holds classes that stand in for some of TeaVM's own. The trial, for
   * tests alone, is compiled as that module is.
   */
  static ArchRule onlyTheBrowserModuleKnowsTeaVm(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".browser..", root + ".trial..", "org.teavm..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.teavm..")
        .as("D5: only crypto/browser, and its trial, knows TeaVM")
        .allowEmptyShould(true);
  }

  /** D5. */
  static ArchRule nothingKnowsTheTrial(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".trial..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".trial..")
        .as("D5: nothing that is shipped knows the trial")
        .allowEmptyShould(true);
  }

  /** D6. */
  static ArchRule theServerCannotDecrypt(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".server..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..")
                .and(
                    not(
                        resideInAnyPackage(
                            root + ".server..", root + ".wire..", root + ".verify.."))))
        .as("D6: of our modules the server knows wire and verify alone")
        .allowEmptyShould(true);
  }

  /**
   * D9. Every package is a slice of its own, a parent and its child two. Only a package called
   * {@code internal} is one with its parent, whose hidden half it is.
   */
  static ArchRule packagesHaveNoCycles(String root) {
    SliceAssignment onePerPackage =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.startsWith(root)
                ? SliceIdentifier.of(name.replaceFirst("\\.internal(\\..*)?$", ""))
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "packages";
          }
        };
    return slices()
        .assignedFrom(onePerPackage)
        .should()
        .beFreeOfCycles()
        .as("D9: no package cycles")
        .allowEmptyShould(true);
  }
}
