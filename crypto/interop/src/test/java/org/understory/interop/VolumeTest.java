package org.understory.interop;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.ProtocolException;

/** Thousands of messages over a bad network, each way, in both roles, without one failure. */
class VolumeTest {
  private static final int LOSS_PERCENT = 20;

  @ParameterizedTest
  @EnumSource(names = {"OURS_WITH_LIBSIGNAL", "LIBSIGNAL_WITH_OURS"})
  void sessions_with_libsignal(Pairing pairing) throws ProtocolException {
    LossyConversation talk = new LossyConversation(pairing, Settings.SEED, LOSS_PERCENT);
    run(talk, Settings.MESSAGES);
  }

  @ParameterizedTest
  @EnumSource(names = {"OURS_WITH_OURS", "LIBSIGNAL_WITH_LIBSIGNAL"})
  void each_engine_with_itself(Pairing pairing) throws ProtocolException {
    LossyConversation talk = new LossyConversation(pairing, Settings.SEED, LOSS_PERCENT);
    run(talk, Settings.MESSAGES / 10);
  }

  @ParameterizedTest
  @EnumSource(names = {"OURS_WITH_LIBSIGNAL", "LIBSIGNAL_WITH_OURS"})
  void most_messages_lost(Pairing pairing) throws ProtocolException {
    LossyConversation talk = new LossyConversation(pairing, Settings.SEED + 1, 60);
    run(talk, Settings.MESSAGES / 10);
  }

  @ParameterizedTest
  @EnumSource(names = {"OURS_WITH_LIBSIGNAL", "LIBSIGNAL_WITH_OURS"})
  void sender_keys_with_libsignal(Pairing pairing) throws ProtocolException {
    LossyGroup group = new LossyGroup(pairing, Settings.SEED, LOSS_PERCENT);
    group.run(Settings.MESSAGES / 5);
    System.out.println(group + "; " + Settings.describe());
  }

  private static void run(LossyConversation talk, int messages) throws ProtocolException {
    try {
      talk.run(messages);
    } catch (AssertionError | ProtocolException e) {
      throw new AssertionError(talk + "; " + Settings.describe(), e);
    }
    System.out.println(talk + "; " + Settings.describe());
  }
}
