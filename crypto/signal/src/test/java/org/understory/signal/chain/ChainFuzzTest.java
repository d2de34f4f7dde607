package org.understory.signal.chain;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.signal.Decoding;

/** Chains as a store holds them. */
class ChainFuzzTest {
  @FuzzTest
  void message_chain(byte[] bytes) {
    Decoding.refusedOrStable(bytes, MessageChain::parse, MessageChain::serialize);
  }

  @FuzzTest
  void skipped_seeds(byte[] bytes) {
    Decoding.refusedOrStable(bytes, SkippedSeeds::parse, SkippedSeeds::serialize);
  }
}
