package org.understory.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.cli.act.Call;
import org.understory.cli.act.Lengths;
import org.understory.cli.act.Parameter;
import org.understory.cli.act.UsageException;
import org.understory.cli.act.Word;

/**
 * What was typed, read and checked.
 *
 * @param call null when help is asked for
 * @param helpFor the command that help is asked for, or null for all
 * @param state the state's file
 * @param passphraseFile null: the passphrase is in the environment
 * @param timeoutSeconds null: the command's own
 */
record CommandLine(
    @Nullable Call call,
    @Nullable Word helpFor,
    Path state,
    @Nullable Path passphraseFile,
    boolean json,
    boolean offline,
    @Nullable Long timeoutSeconds) {
  private static final Set<String> COMMON_VALUES = Set.of("state", "passphrase-file", "timeout");
  private static final Set<String> COMMON_FLAGS = Set.of("json", "offline", "help");

  /**
   * Reads arguments; options may stand anywhere, and everything after {@code --} is a word.
   *
   * @throws UsageException with a sentence
   */
  static CommandLine parse(List<String> arguments) throws UsageException {
    return new Reader(arguments).read();
  }

  private static final class Reader {
    private final List<String> arguments;
    private final Map<String, String> common = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private @Nullable Word command;
    private boolean onlyWords;
    private int at;

    Reader(List<String> arguments) {
      this.arguments = arguments;
    }

    CommandLine read() throws UsageException {
      while (at < arguments.size()) {
        String argument = arguments.get(at++);
        if (argument.equals("--") && !onlyWords) {
          onlyWords = true;
        } else if (argument.equals("-h") && !onlyWords) {
          common.put("help", "");
        } else if (argument.startsWith("--") && !onlyWords) {
          option(argument.substring(2));
        } else {
          word(argument);
        }
      }
      return finish();
    }

    private void word(String argument) throws UsageException {
      if (command != null) {
        words.add(argument);
        return;
      }
      command = Word.of(argument);
      if (command == null && argument.equals("help")) {
        common.put("help", "");
      } else if (command == null) {
        throw new UsageException("There is no command " + argument + ".");
      }
    }

    private void option(String argument) throws UsageException {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      Parameter own = command == null ? null : command.parameter(name);
      boolean flag;
      Map<String, String> into;
      if (COMMON_VALUES.contains(name) || COMMON_FLAGS.contains(name)) {
        flag = COMMON_FLAGS.contains(name);
        into = common;
      } else if (own != null && own.kind() != Parameter.Kind.WORD) {
        flag = own.kind() == Parameter.Kind.FLAG;
        into = values;
      } else {
        throw new UsageException("There is no option --" + name + " here.");
      }
      if (flag && equals >= 0) {
        throw new UsageException("--" + name + " takes no value.");
      }
      if (into.put(name, flag ? "" : value(name, argument, equals)) != null && !flag) {
        throw new UsageException("--" + name + " is given twice.");
      }
    }

    private String value(String name, String argument, int equals) throws UsageException {
      if (equals >= 0) {
        return argument.substring(equals + 1);
      }
      if (at == arguments.size()) {
        throw new UsageException("--" + name + " needs a value.");
      }
      return arguments.get(at++);
    }

    private CommandLine finish() throws UsageException {
      boolean help = common.containsKey("help");
      Word asked = command;
      if (asked == null && !help) {
        throw new UsageException("Which command? --help lists them.");
      }
      String passphraseFile = common.get("passphrase-file");
      return new CommandLine(
          asked == null || help ? null : call(asked),
          asked,
          Path.of(common.getOrDefault("state", "understory.state")),
          passphraseFile == null ? null : Path.of(passphraseFile),
          common.containsKey("json"),
          common.containsKey("offline"),
          timeout());
    }

    private Call call(Word asked) throws UsageException {
      int next = 0;
      for (Parameter parameter : asked.parameters()) {
        if (parameter.kind() == Parameter.Kind.WORD && next < words.size()) {
          values.put(parameter.name(), words.get(next++));
        }
      }
      if (next < words.size()) {
        throw new UsageException(
            "\"" + words.get(next) + "\" is too much: put what has spaces between quotes.");
      }
      return Call.of(asked, values);
    }

    private @Nullable Long timeout() throws UsageException {
      String given = common.get("timeout");
      if (given == null) {
        return null;
      }
      long seconds = Lengths.seconds(given);
      if (seconds < 1) {
        throw new UsageException("--timeout is a length of time like 30s or 5m.");
      }
      return seconds;
    }
  }

  /** Without what was given to the command: a link or a message may be among it. */
  @Override
  public String toString() {
    return "CommandLine[" + call + "]";
  }
}
