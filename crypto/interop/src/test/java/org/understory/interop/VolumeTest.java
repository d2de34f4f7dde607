package org.understory.interop;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.ProtocolException;

/** Thousands of messages over a bad network, each way, in both roles, without one failure. */
class VolumeTest {
  private static final int LOSS_PERCENT = 20;

  @ParameterizedTest
  @EnumSource(names = {"JVM_WITH_JAR", "JAR_WITH_JVM"})
  void sessions_with_libsignal(Pairing pairing) {
    LossyConversation talk = new LossyConversation(pairing, Settings.SEED, LOSS_PERCENT);
    told(talk, () -> talk.run(Settings.MESSAGES));
  }

  @ParameterizedTest
  @EnumSource(names = {"JVM_WITH_JVM", "JAR_WITH_JAR"})
  void each_engine_with_itself(Pairing pairing) {
    LossyConversation talk = new LossyConversation(pairing, Settings.SEED, LOSS_PERCENT);
    told(talk, () -> talk.run(Settings.MESSAGES / 10));
  }

  @ParameterizedTest
  @EnumSource(names = {"JVM_WITH_JAR", "JAR_WITH_JVM"})
  void most_messages_lost(Pairing pairing) {
    LossyConversation talk = new LossyConversation(pairing, Settings.SEED + 1, 60);
    told(talk, () -> talk.run(Settings.MESSAGES / 10));
  }

  @ParameterizedTest
  @EnumSource(names = {"JVM_WITH_JAR", "JAR_WITH_JVM"})
  void sender_keys_with_libsignal(Pairing pairing) {
    LossyGroup group = new LossyGroup(pairing, Settings.SEED, LOSS_PERCENT);
    told(group, () -> group.run(Settings.MESSAGES / 5));
  }

  private interface Run {
    void run() throws ProtocolException;
  }

  /** Says in any case what happened, and the seed to have it again. */
  private static void told(Object story, Run work) {
    try {
      work.run();
    } catch (AssertionError | ProtocolException e) {
      throw new AssertionError(story + "; " + Settings.describe(), e);
    }
    System.out.println(story + "; " + Settings.describe());
  }
}
