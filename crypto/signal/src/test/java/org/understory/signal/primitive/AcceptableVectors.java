package org.understory.signal.primitive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The decisions of {@code acceptable-vectors.txt}. */
final class AcceptableVectors {
  private static final Map<String, Boolean> REFUSED_BY_FLAG = read();

  private AcceptableVectors() {}

  /** Whether a case with these flags is to be refused; each flag has to be decided. */
  static boolean refused(Set<String> flags) {
    boolean refused = false;
    for (String flag : flags) {
      Boolean decision = REFUSED_BY_FLAG.get(flag);
      if (decision == null) {
        throw new IllegalStateException("nobody decided about acceptable cases of " + flag);
      }
      refused |= decision;
    }
    return refused;
  }

  private static Map<String, Boolean> read() {
    Map<String, Boolean> decisions = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(
            AcceptableVectors.class.getResourceAsStream("acceptable-vectors.txt"))) {
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          String[] words = line.split(" +", 3);
          if (words.length < 3 || !Set.of("refused", "computed").contains(words[1])) {
            throw new IllegalStateException("not a decision with its reason: " + line);
          }
          decisions.put(words[0], words[1].equals("refused"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return decisions;
  }
}
