package org.understory.cli.act;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that can be typed after {@code understory}, and what it takes. */
public sealed interface Word permits Command, Phrased {
  /** As it is typed. */
  String word();

  String about();

  /** In the order in which words are given. */
  List<Parameter> parameters();

  /** Whether it makes a state where there is none. */
  boolean begins();

  /** Whether it only shows what is stored, and so also works without a connection. */
  boolean shows();

  default @Nullable Parameter parameter(String name) {
    for (Parameter parameter : parameters()) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    return null;
  }

  /** All there are, in the order in which help lists them. */
  static List<Word> all() {
    List<Word> all = new ArrayList<>(List.of(Command.values()));
    all.addAll(List.of(Saying.values()));
    all.addAll(List.of(Deed.values()));
    all.addAll(List.of(Question.values()));
    return all;
  }

  /** Null when there is no such word. */
  static @Nullable Word of(String typed) {
    for (Word word : all()) {
      if (word.word().equals(typed)) {
        return word;
      }
    }
    return null;
  }
}
