package org.understory.interop;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.understory.signal.ProtocolException;

/**
 * Very many messages over a network that loses none, some or most of them and brings the rest out
 * of order and twice, to devices that restart; in both roles, without one failure.
 */
class VolumeTest {
  private static final int[] LOSS_PERCENT = {0, 30, 60};

  /** Both roles of two engines, and how many messages they read of each other in all. */
  private record Volume(Pairing one, Pairing other, int messages, int inALongRun) {
    int toRead() {
      return Settings.LONG ? inALongRun : messages;
    }
  }

  private static final List<Volume> VOLUMES =
      List.of(
          new Volume(Pairing.JVM_WITH_JAR, Pairing.JAR_WITH_JVM, 6000, 100_000),
          new Volume(Pairing.JVM_WITH_NPM, Pairing.NPM_WITH_JVM, 1200, 20_000),
          new Volume(Pairing.WASM_WITH_JAR, Pairing.JAR_WITH_WASM, 600, 10_000),
          new Volume(Pairing.JS_WITH_JAR, Pairing.JAR_WITH_JS, 600, 10_000),
          new Volume(
              Pairing.FIREFOX_WASM_WITH_FIREFOX_JS,
              Pairing.FIREFOX_WASM_WITH_FIREFOX_JS,
              120,
              1000));

  /** Each pairing with each network, reading its share, from a seed of its own. */
  static List<Arguments> conversations() {
    List<Arguments> runs = new ArrayList<>();
    for (Volume volume : VOLUMES) {
      int shares = 2 * LOSS_PERCENT.length;
      for (Pairing pairing : List.of(volume.one(), volume.other())) {
        for (int lossPercent : LOSS_PERCENT) {
          int messages = (volume.toRead() + shares - 1) / shares;
          runs.add(Arguments.of(pairing, lossPercent, messages, Settings.SEED + runs.size()));
        }
      }
    }
    return runs;
  }

  @ParameterizedTest(name = "{0}, {1} % lost, {2} read, seed {3}")
  @MethodSource("conversations")
  void sessions(Pairing pairing, int lossPercent, int messages, long seed) {
    LossyConversation talk = new LossyConversation(pairing, seed, lossPercent);
    told(talk, seed, () -> talk.run((messages + 1) / 2));
  }

  @ParameterizedTest(name = "{0}, {1} % lost, a fifth of {2} read, seed {3}")
  @MethodSource("conversations")
  void sender_keys(Pairing pairing, int lossPercent, int messages, long seed) {
    LossyGroup group = new LossyGroup(pairing, seed, lossPercent);
    told(group, seed, () -> group.run((messages + 9) / 10));
  }

  private interface Run {
    void run() throws ProtocolException;
  }

  /** Says in any case what happened, and the seed to have it again. */
  private static void told(Object story, long seed, Run work) {
    try {
      work.run();
    } catch (AssertionError | ProtocolException e) {
      throw new AssertionError(story + "; seed " + seed + ", " + Settings.describe(), e);
    }
    System.out.println(story + "; seed " + seed + ", " + Settings.describe());
  }
}
