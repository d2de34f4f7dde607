package org.understory.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the packages inside a module may do. See {@link ModuleRules} for the parameter. */
final class PackageRules {
  /** Calls that make time or chance out of nothing; the names of types to the names of members. */
  private static final Map<String, Set<String>> AMBIENT =
      Map.ofEntries(
          Map.entry(
              "java.security.SecureRandom", Set.of("<init>", "getInstance", "getInstanceStrong")),
          Map.entry("java.util.Random", Set.of("<init>")),
          Map.entry("java.util.SplittableRandom", Set.of("<init>")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.lang.System", Set.of("currentTimeMillis")),
          Map.entry("java.time.Instant", Set.of("now")),
          Map.entry("java.time.LocalDate", Set.of("now")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.ZonedDateTime", Set.of("now")),
          Map.entry("java.time.OffsetDateTime", Set.of("now")),
          Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")));

  private PackageRules() {}

  /** D2. */
  static ArchRule protocolDoesNoInputOrOutput(String root) {
    DescribedPredicate<JavaClass> threads =
        resideInAPackage("java.util.concurrent..").and(not(belongToAnyOf(TimeUnit.class)));
    return noClasses()
        .that()
        .resideInAnyPackage(
            root + ".wire..", root + ".verify..", root + ".signal..", root + ".core..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.vertx..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.lang.reflect..")
                .or(threads)
                .or(belongToAnyOf(Thread.class, java.util.Timer.class, java.io.File.class)))
        .as("D2: wire, verify, signal and core do no I/O and know no thread, clock or reflection")
        .allowEmptyShould(true);
  }

  /**
   * D7. Routes may know services, services stores; a store serves its own package and the wiring.
   */
  static ArchRule layersPointOneWay(String root) {
    String server = root + ".server";
    return classes()
        .that()
        .resideInAPackage(server + "..")
        .should(keepToTheLayers(server))
        .as("D7: routes -> service -> store, and no store of another domain")
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> keepToTheLayers(String server) {
    return new ArchCondition<>("point from routes to services to stores") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          JavaClass to = dependency.getTargetClass();
          if (!to.getPackageName().startsWith(server)) {
            continue;
          }
          boolean backwards = layer(from) > 0 && layer(to) > layer(from);
          boolean foreign =
              layer(to) == 1
                  && !to.getPackageName().equals(from.getPackageName())
                  && !from.getPackageName().equals(server);
          if (backwards || foreign) {
            events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static int layer(JavaClass type) {
    String name = outermost(type).getSimpleName();
    if (name.endsWith("Store")) {
      return 1;
    }
    if (name.endsWith("Service")) {
      return 2;
    }
    return name.endsWith("Routes") ? 3 : 0;
  }

  /** D8. */
  static ArchRule onlyStoresSpeakSql(String root) {
    DescribedPredicate<JavaClass> store =
        describe(
            "are called Pg...Store", type -> outermost(type).getSimpleName().matches("Pg.*Store"));
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(not(store))
        .and()
        .resideOutsideOfPackage(root + ".server.postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", "javax.sql..")
        .as("D8: only Pg*Store and server.postgres speak SQL")
        .allowEmptyShould(true);
  }

  /** D10. Each kind of process has one class, called so, in which it gets its clock and chance. */
  static ArchRule timeAndChanceAreGiven(String root) {
    DescribedPredicate<JavaClass> source =
        describe(
            "are the sources",
            type ->
                outermost(type).getSimpleName().matches("Sources|BrowserRandomness|System[A-Z].*"));
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(not(source))
        .should()
        .callCodeUnitWhere(describe("makes time or chance out of nothing", PackageRules::isAmbient))
        .as("D10: clock and randomness are given, not taken")
        .allowEmptyShould(true);
  }

  private static boolean isAmbient(JavaCall<?> call) {
    CodeUnitCallTarget target = call.getTarget();
    String owner = target.getOwner().getName();
    return AMBIENT.getOrDefault(owner, Set.of()).contains(target.getName());
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass at = type;
    while (at.getEnclosingClass().isPresent()) {
      at = at.getEnclosingClass().get();
    }
    return at;
  }
}
