package org.understory.interop;

import java.util.EnumSet;

/**
 * Where engines behave otherwise than ours, each looked at and with its reason: the only place from
 * which a test may take another expectation. Whatever is not here is a failing test.
 */
enum Difference {
  /**
   * libsignal's records hold no times, so that there is nothing by which a skipped key could be
   * old; it bounds their number alone. Ours keeps the time: a message that has expired for everyone
   * must not stay readable for who was offline.
   */
  SKIPPED_KEYS_STAY(Engine.JAR, Engine.NPM),

  /**
   * 0.86.5 still negotiates the post-quantum ratchet down to nothing, because peers of its time did
   * not have it. Newer ones and ours refuse, since whoever can strip it would.
   */
  SPEAKS_WITHOUT_POST_QUANTUM_RATCHET(Engine.JAR),

  /**
   * For the same reason the first messages of 0.86.5 are derived without the ratchet's key; it
   * enters with the first message after an answer. Ours mixes it in from the first.
   */
  FIRST_MESSAGES_WITHOUT_ITS_KEY(Engine.JAR);

  private final EnumSet<Engine> engines;

  Difference(Engine first, Engine... others) {
    this.engines = EnumSet.of(first, others);
  }

  boolean appliesTo(Engine engine) {
    return engines.contains(engine);
  }
}
