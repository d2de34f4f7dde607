package org.understory.core.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes at all to the decoder of contents. With {@code JAZZER_FUZZ=1} it searches for new
 * bytes; otherwise it tries the corpus beside it again.
 */
class ContentFuzzTest {

  @FuzzTest
  void content(byte[] bytes) {
    Fixture.refusedOrCanonical(
        bytes,
        b -> {
          Content content = ContentCodec.decode(b);
          assertEquals(32, ContentChain.hash(Fixture.sealer(), content).length);
          return ContentCodec.encode(content);
        });
  }
}
