package org.understory.cli.act;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command with what it was given, complete and without anything it does not take.
 *
 * @param values by the parameter's name; a flag that is set has an empty value
 */
public record Call(Word command, Map<String, String> values) {
  private static final int MOST_ITEMS = 10_000;

  public Call {
    values = Map.copyOf(values);
  }

  /**
   * Checks that nothing is missing and nothing is too much.
   *
   * @throws UsageException with a sentence
   */
  public static Call of(Word command, Map<String, String> values) throws UsageException {
    for (String name : values.keySet()) {
      if (command.parameter(name) == null) {
        throw new UsageException(command.word() + " takes no \"" + name + "\".");
      }
    }
    for (Parameter parameter : command.parameters()) {
      if (parameter.required() && !values.containsKey(parameter.name())) {
        throw new UsageException(
            command.word()
                + " needs "
                + (parameter.kind() == Parameter.Kind.WORD
                    ? parameter.shown()
                    : "--" + parameter.name() + " " + parameter.shown())
                + ".");
      }
    }
    Call call = new Call(command, values);
    call.checkNumbers();
    if (command instanceof Phrased phrased) {
      phrased.phrase().check(call);
    }
    return call;
  }

  private void checkNumbers() throws UsageException {
    limit();
    seconds("timer", 0);
    seconds("time", 0);
    seconds("valid", 1);
    seconds("for", 1);
  }

  /** A required value. */
  String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(name + " was not checked");
    }
    return value;
  }

  String valueOr(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public boolean has(String flag) {
    return values.containsKey(flag);
  }

  /** How many items to show. */
  int limit() throws UsageException {
    String given = values.get("limit");
    if (given == null) {
      return 50;
    }
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= MOST_ITEMS) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // answered below, together with numbers out of range
    }
    throw new UsageException("--limit is a number from 1 to " + MOST_ITEMS + ".");
  }

  /**
   * A length of time in seconds; null when it was not given.
   *
   * @throws UsageException when it is none, or shorter than {@code least}
   */
  public @Nullable Long seconds(String name, long least) throws UsageException {
    String given = values.get(name);
    if (given == null) {
      return null;
    }
    long seconds = Lengths.seconds(given);
    if (seconds < least) {
      throw new UsageException(
          "\"" + given + "\" is no length of time: write it like 30s, 5m, 12h, 7d, 1w.");
    }
    return seconds;
  }

  /** Without the values: a link or a message may be among them. */
  @Override
  public String toString() {
    return "Call[" + command.word() + "]";
  }
}
