package org.understory.cli.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/** What a value means, and how the core wants to hear it. */
enum Sort {
  TEXT,
  /** Each line is an argument of its own. */
  LINES,
  /** Set or not. */
  FLAG,
  /** Set without being asked for. */
  ALWAYS,
  /** Set means no. */
  UNLESS,
  /** One message, or several, of the channel that is the first argument. */
  MESSAGE,
  MESSAGES,
  /** Answers of a poll, separated by a bar. */
  OPTIONS,
  /** Numbers from 1, which the core counts from 0. */
  CHOICES,
  /** A length of time from now on, as a moment; none: for ever, off: 0. */
  UNTIL_OR_EVER,
  /** A length of time from now on, as a moment; none: 0. */
  UNTIL_OR_NEVER,
  /** A length of time until now; told as a moment. */
  BEFORE,
  /** A length of time, in seconds. */
  SECONDS,
  /** A length of time, in milliseconds. */
  MILLIS,
  /** A length of time from now on; told as a moment. */
  AHEAD,
  /** The name of a rule of the group. */
  POLICY,
  MEMBER,
  /** Any member, also one who is frozen. */
  ANYONE,
  /** Several, separated by commas. */
  MEMBERS,
  CHANNEL,
  CHANNELS,
  REQUEST;

  private static final Map<String, String> POLICIES =
      Map.of(
          "approvals", "2",
          "lease-hours", "3",
          "absence-days", "4",
          "answers-days", "5",
          "device-voices", "7",
          "recovery-delay-hours", "8");

  /** The core's arguments for a value; ids for what people call by name. */
  List<String> arguments(String value, Host host) throws RefusedException {
    return switch (this) {
      case TEXT -> List.of(value);
      case LINES -> List.of(value.split("\n", -1));
      case FLAG, ALWAYS, UNLESS, MESSAGE, MESSAGES -> List.of(value);
      case OPTIONS -> List.of(value.replace('|', '\n'));
      case CHOICES -> List.of(choices(value));
      case UNTIL_OR_EVER -> List.of(until(value, host, "-1"));
      case UNTIL_OR_NEVER -> List.of(until(value, host, "0"));
      case BEFORE ->
          List.of(value.isEmpty() ? "" : Long.toString(host.now() - 1000 * Lengths.seconds(value)));
      case SECONDS -> List.of(Long.toString(Lengths.seconds(value)));
      case MILLIS -> List.of(Long.toString(1000 * Lengths.seconds(value)));
      case AHEAD -> List.of(Long.toString(host.now() + 1000 * Lengths.seconds(value)));
      case POLICY -> List.of(policy(value));
      case MEMBER -> List.of(Finding.member(host, value).id());
      case ANYONE -> List.of(anyone(host, value));
      case MEMBERS -> List.of(ids(value, one -> Finding.member(host, one).id()));
      case CHANNEL -> List.of(Finding.channel(host, value).id());
      case CHANNELS -> List.of(ids(value, one -> Finding.channel(host, one).id()));
      case REQUEST -> List.of(request(host, value));
    };
  }

  /** What stands for a value that was not given. */
  String none() {
    return switch (this) {
      case FLAG -> "0";
      case ALWAYS -> "1";
      case SECONDS, MILLIS, AHEAD -> "1w";
      default -> "";
    };
  }

  /** Whether it names one thing, and nothing where nothing was given. */
  boolean names() {
    return this == MEMBER || this == ANYONE || this == CHANNEL || this == REQUEST;
  }

  private static String until(String value, Host host, String none) {
    long seconds = value.isEmpty() ? 0 : Lengths.seconds(value);
    return value.isEmpty() ? none : seconds == 0 ? "0" : Long.toString(host.now() + 1000 * seconds);
  }

  private static String choices(String value) throws RefusedException {
    List<String> numbers = new ArrayList<>();
    try {
      for (String one : value.split(",", -1)) {
        if (!one.isBlank()) {
          numbers.add(Integer.toString(Math.subtractExact(Integer.parseInt(one.strip()), 1)));
        }
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new RefusedException("bad-argument");
    }
    return String.join(" ", numbers);
  }

  private interface Find {
    String id(String wanted) throws RefusedException;
  }

  private static String ids(String value, Find find) throws RefusedException {
    List<String> ids = new ArrayList<>();
    for (String one : value.split(",", -1)) {
      if (!one.isBlank()) {
        ids.add(find.id(one.strip()));
      }
    }
    return String.join(" ", ids);
  }

  private static String policy(String value) throws RefusedException {
    String number = POLICIES.get(value.toLowerCase(Locale.ROOT));
    if (number == null) {
      throw new RefusedException("no-such");
    }
    return number;
  }

  private static String anyone(Host host, String value) throws RefusedException {
    return Finding.one(host.view().members(), View.Member::id, View.Member::name, value).id();
  }

  private static String request(Host host, String value) throws RefusedException {
    return Finding.one(host.view().requests(), View.Request::id, View.Request::id, value).id();
  }
}
