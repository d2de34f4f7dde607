package org.understory.cli.act;

import java.util.ArrayList;
import java.util.List;
import org.understory.cli.host.Host;

/** A parameter with what its value means. */
record Given(Sort sort, Parameter parameter) {

  static Given plain(Sort sort, String name, String about) {
    return new Given(sort, Parameter.positional(name, about));
  }

  static Given maybe(Sort sort, String name, String about) {
    return new Given(sort, Parameter.optionalPositional(name, about));
  }

  static Given option(Sort sort, String name, String shown, String about) {
    return new Given(sort, Parameter.optional(name, shown, about));
  }

  static Given flag(String name, String about) {
    return new Given(Sort.FLAG, Parameter.flag(name, about));
  }

  /** What the core is told without anybody being asked. */
  static Given always(String flag) {
    return new Given(Sort.ALWAYS, Parameter.flag(flag, "always so"));
  }

  static Given who() {
    return plain(Sort.MEMBER, "member", "name or id");
  }

  static Given several() {
    return plain(Sort.MEMBERS, "members", "names or ids, separated by commas");
  }

  /** A flag that takes something back. */
  static Given unless(String name, String about) {
    return new Given(Sort.UNLESS, Parameter.flag(name, about));
  }

  /** A message of the channel before it. */
  static Given message() {
    return plain(Sort.MESSAGE, "message", "its id, or the beginning of it; read shows it");
  }

  static Given messages() {
    return plain(Sort.MESSAGES, "messages", "ids, separated by commas; read shows them");
  }

  static Given channel() {
    return plain(Sort.CHANNEL, "channel", "name or id");
  }

  static Given request() {
    return plain(Sort.REQUEST, "request", "its id");
  }

  static Given decision() {
    return plain(Sort.TEXT, "decision", "as in decisions");
  }

  static Given returning() {
    return plain(Sort.TEXT, "recovery", "as in recoveries");
  }

  static Given code() {
    return plain(Sort.TEXT, "code", "its text");
  }

  static Given words() {
    return plain(Sort.TEXT, "text", "the words");
  }

  static Given kind() {
    return plain(Sort.TEXT, "kind", "know-well, met, worked-with or against");
  }

  static Given why() {
    return option(Sort.TEXT, "note", "TEXT", "what stewards should know");
  }

  static Given timer() {
    return option(Sort.SECONDS, "timer", "TIME", "when messages disappear: 5s to 4w, or off (1w)");
  }

  static List<Parameter> parameters(List<Given> all) {
    return all.stream().filter(one -> one.sort != Sort.ALWAYS).map(Given::parameter).toList();
  }

  /** What the core is told for a call: its arguments in order. */
  static List<String> arguments(List<Given> all, Call call, Host host) throws RefusedException {
    List<String> arguments = new ArrayList<>();
    for (Given one : all) {
      String name = one.parameter.name();
      if (one.sort == Sort.ALWAYS) {
        arguments.add("1");
      } else if (one.sort == Sort.FLAG) {
        arguments.add(call.has(name) ? "1" : "0");
      } else if (one.sort == Sort.UNLESS) {
        arguments.add(call.has(name) ? "0" : "1");
      } else if (one.sort == Sort.MESSAGE || one.sort == Sort.MESSAGES) {
        arguments.add(Finding.messages(host, arguments.get(0), call.value(name)));
      } else if (!call.has(name) && !one.parameter.required() && one.sort.names()) {
        arguments.add("");
      } else {
        arguments.addAll(one.sort.arguments(call.valueOr(name, one.sort.none()), host));
      }
    }
    return arguments;
  }

  /**
   * Checks what can be checked without a group.
   *
   * @throws UsageException with a sentence
   */
  static void check(List<Given> all, Call call) throws UsageException {
    for (Given one : all) {
      switch (one.sort) {
        case SECONDS -> call.seconds(one.parameter.name(), 0);
        case MILLIS, AHEAD, BEFORE -> call.seconds(one.parameter.name(), 1);
        case UNTIL_OR_EVER, UNTIL_OR_NEVER -> call.seconds(one.parameter.name(), 0);
        default -> {}
      }
    }
  }
}
