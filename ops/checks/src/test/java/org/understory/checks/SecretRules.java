package org.understory.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Nothing that holds key material has a text that shows it. */
final class SecretRules {
  /**
   * Records with byte strings that keep the language's text, looked through one by one: roster
   * entries and what is read of them. Every member sees what they hold, and the text shows an
   * array's address only.
   */
  static final Set<String> PUBLIC =
      Set.of(
          "core.Compartment$Applied",
          "core.compartment.CompartmentState$Cited",
          "core.OpenDecisions$Asked",
          "core.OpenDecisions$Vote",
          "core.RosterLine$Applied",
          "core.roster.StateDraft$Collected",
          "core.roster.StateDraft$Link");

  /** The same of every record in these: what entries say, and what members sign for them. */
  private static final Set<String> BODIES =
      Set.of("core.roster.Act", "core.compartment.CompartmentBody", "core.roster.EntryBody");

  private SecretRules() {}

  /** A record with a byte string says itself what its text is. */
  static ArchRule recordsWithBytesHaveTheirOwnText(String root) {
    return classes()
        .that(describe("are records with bytes", type -> type.isRecord() && holdsBytes(type)))
        .and()
        .resideInAnyPackage(
            root + ".wire..", root + ".verify..", root + ".signal..", root + ".core..")
        .and(describe("are not reviewed", type -> !isReviewed(within(type, root))))
        .should(haveTheirOwnText())
        .as("records with byte strings have a text of their own")
        .allowEmptyShould(true);
  }

  /** The engine makes no text of bytes, so no message of an exception can have any. */
  static ArchRule theEngineMakesNoTextOfBytes(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".signal..")
        .should()
        .callCodeUnitWhere(describe("make a text of bytes", SecretRules::makesTextOfBytes))
        .as("the engine makes no text of bytes")
        .allowEmptyShould(true);
  }

  private static boolean isReviewed(String name) {
    int nested = name.indexOf('$');
    return PUBLIC.contains(name) || (nested > 0 && BODIES.contains(name.substring(0, nested)));
  }

  private static String within(JavaClass type, String root) {
    return type.getName().substring(root.length() + 1);
  }

  private static boolean holdsBytes(JavaClass type) {
    return type.getFields().stream()
        .anyMatch(field ->
            !field.getModifiers().contains(JavaModifier.STATIC)
                && field.getRawType().getName().equals("[B"));
  }

  /** The text that the compiler makes for a record is final; one that was written is not. */
  private static ArchCondition<JavaClass> haveTheirOwnText() {
    return new ArchCondition<>("declare toString") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean own =
            type.tryGetMethod("toString")
                .map(method -> !method.getModifiers().contains(JavaModifier.FINAL))
                .orElse(false);
        events.add(new SimpleConditionEvent(type, own, type.getName() + " has no toString"));
      }
    };
  }

  private static boolean makesTextOfBytes(JavaCall<?> call) {
    boolean ofBytes =
        call.getTarget().getRawParameterTypes().stream().anyMatch(t -> t.getName().equals("[B"));
    return switch (call.getTarget().getOwner().getName()) {
      case "java.util.Arrays" -> ofBytes && call.getName().equals("toString");
      case "java.util.HexFormat", "java.util.Base64$Encoder", "java.math.BigInteger" -> true;
      case "java.lang.String" -> ofBytes && call.getName().equals("<init>");
      default -> false;
    };
  }
}
