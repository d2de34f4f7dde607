package org.understory.signal.primitive;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.primitive.internal.MlKem;

/**
 * Every case of the files that concern our ports, on Bouncy Castle and as the compiled core has
 * them.
 */
@Tag("vectors")
class WycheproofTest {
  @ParameterizedTest
  @EnumSource
  void every_case_gives_what_the_file_says(VectorSuite suite) throws IOException {
    suite.holdsFor(BouncyCastlePrimitives.create(), MlKem.mlKem1024());
  }

  @ParameterizedTest
  @EnumSource
  void every_case_gives_the_same_in_the_arithmetic_of_the_compiled_core(VectorSuite suite)
      throws IOException {
    suite.holdsFor(CompiledPrimitives.create(), MlKem.mlKem1024());
  }
}
