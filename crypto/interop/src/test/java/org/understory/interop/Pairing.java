package org.understory.interop;

import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.Randomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.TestDevice;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** Which engine starts the session, and which one answers. */
enum Pairing {
  OURS_WITH_OURS(true, true),
  OURS_WITH_LIBSIGNAL(true, false),
  LIBSIGNAL_WITH_OURS(false, true),
  LIBSIGNAL_WITH_LIBSIGNAL(false, false);

  private final boolean oursStarts;
  private final boolean oursAnswers;

  Pairing(boolean oursStarts, boolean oursAnswers) {
    this.oursStarts = oursStarts;
    this.oursAnswers = oursAnswers;
  }

  SignalEngine starting(Randomness randomness) {
    return engine(oursStarts, randomness);
  }

  SignalEngine answering(Randomness randomness) {
    return engine(oursAnswers, randomness);
  }

  TestDevice alice(Randomness randomness) {
    return new TestDevice(starting(randomness), "alice");
  }

  TestDevice bob(Randomness randomness) {
    return new TestDevice(answering(randomness), "bob");
  }

  private static SignalEngine engine(boolean ours, Randomness randomness) {
    return ours
        ? new UnderstoryEngine(BouncyCastlePrimitives.create(), randomness)
        : new LibsignalEngine();
  }
}
