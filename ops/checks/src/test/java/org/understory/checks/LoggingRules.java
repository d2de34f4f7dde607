package org.understory.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** What the server may say to whoever reads its log. See {@link ModuleRules} for the parameter. */
final class LoggingRules {
  /**
   * A sentence, or a sentence with words in it. What prints an object or an exception is not here.
   */
  private static final Set<List<String>> SENTENCES =
      Set.of(
          List.of("java.lang.System$Logger$Level", "java.lang.String"),
          List.of("java.lang.System$Logger$Level", "java.lang.String", "[Ljava.lang.Object;"));

  private static final Set<String> PRINTING =
      Set.of("log", "printStackTrace", "print", "println", "printf", "format", "write");

  private LoggingRules() {}

  /**
   * D11. An exception's own text may hold what a request held, so none is given to a logger; only
   * the program itself speaks on standard output.
   */
  static ArchRule theServerLogsSentences(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".server..")
        .and(describe("are not the program", type -> !type.getName().equals(root + ".server.Main")))
        .should()
        .callCodeUnitWhere(describe("print what they are given", LoggingRules::isLoose))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..",
            "org.slf4j..",
            "org.apache.logging..",
            "io.vertx.core.logging..",
            "io.vertx.core.internal.logging..")
        .as("D11: the server logs sentences of its own, and no exception or object")
        .allowEmptyShould(true);
  }

  private static boolean isLoose(JavaCall<?> call) {
    String method = call.getTarget().getName();
    if (!PRINTING.contains(method)) {
      return false;
    }
    List<String> parameters =
        call.getTarget().getRawParameterTypes().stream().map(type -> type.getName()).toList();
    return switch (call.getTarget().getOwner().getName()) {
      case "java.lang.System$Logger" -> !SENTENCES.contains(parameters);
      case "java.io.PrintStream" -> true;
      default -> method.equals("printStackTrace");
    };
  }
}
