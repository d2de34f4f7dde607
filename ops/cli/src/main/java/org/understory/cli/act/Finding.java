package org.understory.cli.act;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/** Finds what a person means by an id, the beginning of one, or a name. */
final class Finding {
  private static final int SHORTEST_PREFIX = 4;

  private Finding() {}

  static View.Channel channel(Host host, String wanted) throws RefusedException {
    String name = wanted.startsWith("#") ? wanted.substring(1) : wanted;
    return one(host.view().channels(), View.Channel::id, View.Channel::name, name);
  }

  static View.Member member(Host host, String wanted) throws RefusedException {
    List<View.Member> active =
        host.view().members().stream()
            .filter(member -> member.standing() == View.Standing.ACTIVE)
            .toList();
    return one(active, View.Member::id, View.Member::name, wanted);
  }

  /**
   * The one thing with this id; else the one with this name; else the one whose id begins so.
   *
   * @throws RefusedException "no-such" or "ambiguous"
   */
  static <T> T one(
      List<T> all, Function<T, String> id, Function<T, @Nullable String> name, String wanted)
      throws RefusedException {
    List<T> found = all.stream().filter(one -> id.apply(one).equals(wanted)).toList();
    if (found.isEmpty()) {
      found = all.stream().filter(one -> wanted.equals(name.apply(one))).toList();
    }
    if (found.isEmpty() && wanted.length() >= SHORTEST_PREFIX) {
      found = all.stream().filter(one -> id.apply(one).startsWith(wanted)).toList();
    }
    if (found.isEmpty()) {
      throw new RefusedException("no-such");
    }
    if (found.size() > 1) {
      throw new RefusedException("ambiguous");
    }
    return found.get(0);
  }
}
