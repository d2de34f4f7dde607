package org.understory.server.postgres;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.understory.server.config.ConfigurationException;

/**
 * PostgreSQL settings under which rows outlive their deletion in logs. The server does not start
 * with any of them (DIS-6).
 */
public final class ForbiddenSettings {
  /** Setting and the one value it may have. */
  private static final Map<String, String> REQUIRED =
      new TreeMap<>(
          Map.of(
              "log_statement", "none",
              "log_min_error_statement", "panic",
              "log_parameter_max_length", "0",
              "log_parameter_max_length_on_error", "0",
              "log_min_duration_statement", "-1",
              "log_min_duration_sample", "-1",
              "log_transaction_sample_rate", "0"));

  private static final List<String> FORBIDDEN_LIBRARIES =
      List.of("auto_explain", "pg_stat_statements", "pgaudit");

  private static final String SHOW =
      """
      SELECT name, setting FROM pg_settings
      WHERE name LIKE 'log\\_%' OR name LIKE '%\\_preload\\_libraries'
      """;

  private ForbiddenSettings() {}

  /** Fails with a ConfigurationException that names every setting to change. */
  public static Future<Void> refuse(Sql sql) {
    return sql.run(SHOW)
        .compose(rows -> {
          Map<String, String> settings = new TreeMap<>();
          rows.forEach(row -> settings.put(row.getString("name"), row.getString("setting")));
          List<String> wrong = wrongOf(settings);
          return wrong.isEmpty()
              ? Future.succeededFuture()
              : Future.failedFuture(
                  new ConfigurationException(
                      "PostgreSQL would keep messages in its logs. Change: "
                          + String.join("; ", wrong)
                          + "."));
        });
  }

  static List<String> wrongOf(Map<String, String> settings) {
    List<String> wrong = new ArrayList<>();
    REQUIRED.forEach((name, value) -> {
      String actual = settings.get(name);
      if (actual != null && !actual.equals(value)) {
        wrong.add(name + " = " + value + " (it is " + actual + ")");
      }
    });
    String least = settings.getOrDefault("log_min_messages", "fatal");
    boolean errorsLogged = !least.equals("fatal") && !least.equals("panic");
    if (errorsLogged && !"terse".equals(settings.get("log_error_verbosity"))) {
      // The details of an error name the keys of the row that it is about.
      wrong.add("log_error_verbosity = terse, or log_min_messages = fatal");
    }
    settings.forEach((name, value) -> {
      if (name.endsWith("_preload_libraries")) {
        FORBIDDEN_LIBRARIES.stream()
            .filter(value::contains)
            .forEach(library -> wrong.add(name + " without " + library));
      }
    });
    return wrong;
  }
}
