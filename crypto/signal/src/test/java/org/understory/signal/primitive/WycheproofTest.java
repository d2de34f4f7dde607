package org.understory.signal.primitive;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.primitive.internal.MlKem;

/** Every case of the files that concern our ports, on Bouncy Castle. */
@Tag("vectors")
class WycheproofTest {
  private final Primitives primitives = BouncyCastlePrimitives.create();

  @ParameterizedTest
  @EnumSource
  void every_case_gives_what_the_file_says(VectorSuite suite) throws IOException {
    suite.holdsFor(primitives, MlKem.mlKem1024());
  }
}
