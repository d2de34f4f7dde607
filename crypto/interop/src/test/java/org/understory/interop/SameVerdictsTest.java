package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.core.roster.GeneratedRoster;
import org.understory.core.roster.Roster;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.trial.RemoteEngine;

/**
 * ROS-6: of one roster log every runtime says the same, entry by entry, and has the same head.
 * {@code -Dunderstory.rosters=5000} for as many logs as the requirement names.
 */
class SameVerdictsTest {
  private static final int LOGS = Integer.getInteger("understory.rosters", 40);
  private static final int STEPS = 30;

  private final Roster roster =
      new Roster(
          new Sealer(
              BouncyCastlePrimitives.create(),
              length -> {
                throw new IllegalStateException("judging draws nothing");
              }));

  @ParameterizedTest
  @EnumSource(names = {"WASM", "JS"})
  void in_every_runtime(Engine engine) {
    for (long seed = Settings.SEED; seed < Settings.SEED + LOGS; seed++) {
      List<byte[]> log = GeneratedRoster.of(seed, STEPS).log();
      assertEquals(
          GeneratedRoster.verdicts(roster, log),
          RemoteEngine.verdicts(engine.farSide(), log),
          "seed " + seed);
    }
  }
}
