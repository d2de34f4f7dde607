package org.understory.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.primitive.VectorSuite;
import org.understory.trial.FarSide;
import org.understory.trial.RemotePrimitives;

/** The published vectors, as they come out in the browser's two builds. */
@Tag("vectors")
class VectorsInBrowsersTest {
  @ParameterizedTest
  @EnumSource
  void as_webassembly(VectorSuite suite) throws IOException {
    holds(suite, Engine.WASM);
  }

  @ParameterizedTest
  @EnumSource
  void as_javascript_on_noble(VectorSuite suite) throws IOException {
    holds(suite, Engine.JS);
  }

  private static void holds(VectorSuite suite, Engine engine) throws IOException {
    FarSide browser = engine.farSide();
    suite.holdsFor(RemotePrimitives.over(browser), RemotePrimitives.mlKem1024(browser));
  }
}
