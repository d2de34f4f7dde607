package org.understory.cli.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.core.view.View;

/** A group on the real server goes on without the only steward it had ({@code #succession}). */
class SuccessionTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir Path folder;

  private static List<String> stewards(MovedClock.Member of) {
    return of.view().members().stream()
        .filter(m -> m.role() == View.Role.STEWARD)
        .map(View.Member::id)
        .sorted()
        .toList();
  }

  @Test
  void members_choose_other_stewards_and_the_server_takes_their_word() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder);
        MovedClock clock = new MovedClock(server.foundingLink())) {
      MovedClock.Member ada = clock.founder(server.foundingLink());
      MovedClock.Member ben = clock.joiner(ada, "Ben");
      MovedClock.Member cleo = clock.joiner(ada, "Cleo");
      MovedClock.Member dora = clock.joiner(ada, "Dora");
      clock.leap(HOUR + 60_000); // the rescue key is named, and dealt
      ada.vanish();
      for (int day = 0; day < 8; day++) {
        clock.leap(DAY);
      }
      var silence = Objects.requireNonNull(ben.view().office().succession());
      assertTrue(silence.part(), "its part of the rescue key came");
      assertTrue(silence.open());
      assertEquals(2, silence.needed());
      List<String> chosen = Stream.of(ben, cleo).map(MovedClock.Member::id).sorted().toList();
      ben.act("endorse", String.join(" ", chosen));
      cleo.act("endorse", String.join(" ", chosen));
      clock.until(
          () -> stewards(dora).equals(chosen) && stewards(ben).equals(chosen), "other stewards");
      clock.until(() -> !ben.client.hasWork() && !cleo.client.hasWork(), "rest");
      MovedClock.Member emil = clock.joiner(cleo, "Emil");
      assertEquals(chosen, stewards(emil));
      assertFalse(stewards(emil).contains(ada.id()));
    }
  }
}
