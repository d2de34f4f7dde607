package org.understory.cli.act;

import java.util.List;
import org.understory.cli.host.Host;

/** A word that the core knows by a name of its own: what it takes is what the core is given. */
sealed interface Phrased extends Word permits Deed, Saying, Question {
  /**
   * What such a word is made of.
   *
   * @param core the core's name for it
   */
  record Phrase(String word, String core, String about, List<Given> given) {
    Phrase(String word, String core, String about, Given... given) {
      this(word, core, about, List.of(given));
    }

    void check(Call call) throws UsageException {
      Given.check(given, call);
    }

    List<String> arguments(Call call, Host host) throws RefusedException {
      return Given.arguments(given, call, host);
    }

    /** Asks the core for it: an empty text, or a code. */
    String tell(Call call, Host host) throws RefusedException {
      return host.client().act(core, arguments(call, host), host.now());
    }
  }

  Phrase phrase();

  @Override
  default String word() {
    return phrase().word();
  }

  @Override
  default String about() {
    return phrase().about();
  }

  @Override
  default List<Parameter> parameters() {
    return Given.parameters(phrase().given());
  }

  @Override
  default boolean begins() {
    return false;
  }

  @Override
  default boolean shows() {
    return false;
  }
}
