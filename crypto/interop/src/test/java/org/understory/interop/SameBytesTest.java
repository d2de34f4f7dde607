package org.understory.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
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
  private static final int MESSAGES = 300;

  private static final long PINNED_SEED = 20_260_101;

  @ParameterizedTest
  @EnumSource(names = {"WASM", "JS", "FIREFOX_WASM", "FIREFOX_JS"})
  void in_every_runtime(Engine engine) {
    assertEquals(
        onTheJvm(Settings.SEED),
        RemoteEngine.transcript(engine.farSide(), Settings.SEED, MESSAGES));
  }

  /**
   * Peers and stored states of earlier builds depend on these bytes: a change of them is one of the
   * format, never of the code alone. What is printed where this fails is the file's next contents.
   */
  @Test
  void as_when_this_was_last_looked_at() throws IOException {
    try (InputStream pinned =
        Objects.requireNonNull(SameBytesTest.class.getResourceAsStream("transcript.txt"))) {
      assertEquals(new String(pinned.readAllBytes(), UTF_8), onTheJvm(PINNED_SEED));
    }
  }

  private static String onTheJvm(long seed) {
    return Transcript.lines(BouncyCastlePrimitives.create(), seed, MESSAGES);
  }
}
