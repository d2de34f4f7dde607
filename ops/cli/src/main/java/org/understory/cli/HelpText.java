package org.understory.cli;

import org.jspecify.annotations.Nullable;
import org.understory.cli.act.Parameter;
import org.understory.cli.act.Word;

/** What {@code --help} prints. */
final class HelpText {
  private static final String COMMON =
      """

      With every command:
        --state FILE            where this member is kept (understory.state), FILE.half beside it
        --passphrase-file FILE  whose first line opens the state; else UNDERSTORY_PASSPHRASE does
        --json                  answers in JSON
        --timeout TIME          how long it may take (30s)
        --offline               only looks at what is stored
        --help                  about one command, or all

      Exit status: 0 done, 1 not done (one sentence says why), 2 not understood.
      """;

  private HelpText() {}

  static String of(@Nullable Word command) {
    return command == null ? all() : one(command);
  }

  private static String all() {
    StringBuilder text = new StringBuilder("understory COMMAND ...: a member of a group\n\n");
    for (Word command : Word.all()) {
      text.append("  ").append(pad(command.word(), 22)).append(command.about()).append('\n');
    }
    return text.append(COMMON).toString();
  }

  private static String one(Word command) {
    StringBuilder text = new StringBuilder("understory ").append(command.word());
    for (Parameter parameter : command.parameters()) {
      text.append(' ').append(parameter.required() ? form(parameter) : "[" + form(parameter) + "]");
    }
    text.append("\n\n").append(command.about()).append('\n');
    for (Parameter parameter : command.parameters()) {
      text.append("  ").append(pad(form(parameter), 24)).append(parameter.about()).append('\n');
    }
    return text.append(COMMON).toString();
  }

  private static String form(Parameter parameter) {
    return switch (parameter.kind()) {
      case WORD -> parameter.shown();
      case VALUE -> "--" + parameter.name() + " " + parameter.shown();
      case FLAG -> "--" + parameter.name();
    };
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
