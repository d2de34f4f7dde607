package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.understory.signal.Planted;

/** No type of this module shows a byte string in its text (VLT-7), whoever adds the next one. */
class SecretTextTest {
  /**
   * Looked through one by one: what they hold every member of the group sees in the roster (public
   * keys, hashes, commitments), and their text shows of it no more than an array's address.
   */
  private static final Set<String> PUBLIC =
      Set.of(
          "Compartment$Applied",
          "CompartmentState$Cited",
          "OpenDecisions$Asked",
          "OpenDecisions$Vote",
          "RosterLine$Applied",
          "StateDraft$Collected",
          "StateDraft$Link",
          "StewardSecrets$First");

  /** The same of every record in these: what entries say, and what members sign for them. */
  private static final Set<String> BODIES = Set.of("Act", "CompartmentBody", "EntryBody");

  @Test
  void nothing_prints_the_bytes_it_holds() throws IOException {
    Set<String> withoutTextOfTheirOwn = new TreeSet<>();
    int seen = 0;
    for (Class<?> type : Planted.typesWithText(GroupClient.class)) {
      String text = Planted.instance(type).toString();
      String leak = Planted.leakIn(text);
      assertTrue(leak == null || leak.equals(Planted.ADDRESS), () -> type + ": " + text);
      if (leak != null) {
        String name = type.getName().replaceFirst(".*\\.", "");
        int nested = name.indexOf('$');
        if (nested < 0 || !BODIES.contains(name.substring(0, nested))) {
          withoutTextOfTheirOwn.add(name);
        }
      }
      seen++;
    }
    assertTrue(seen > 60, "the classes were found: " + seen);
    assertEquals(new TreeSet<>(PUBLIC), withoutTextOfTheirOwn);
  }
}
