package org.understory.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.trial.RemoteEngine;
import org.understory.trial.Transcript;

/**
 * From one seed our engine sends, reads and stores the same bytes in every runtime, in hundreds of
 * messages over a bad network; and the same as when this was last looked at.
 */
class SameBytesTest {
  /** Each way in sessions, and as many in a group. */
  private static final int MESSAGES = 200;

  @ParameterizedTest
  @EnumSource(names = {"WASM", "JS", "FIREFOX_WASM", "FIREFOX_JS"})
  void in_every_runtime(Engine engine) {
    assertEquals(
        onTheJvm(Settings.SEED),
        RemoteEngine.transcript(engine.farSide(), Settings.SEED, MESSAGES));
  }

  private static String onTheJvm(long seed) {
    return Transcript.lines(BouncyCastlePrimitives.create(), seed, MESSAGES);
  }
}
