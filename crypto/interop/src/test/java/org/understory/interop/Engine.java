package org.understory.interop;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.Randomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.trial.FarSide;
import org.understory.trial.RemoteEngine;

/**
 * The engines that are held against each other. Those in another process are started when they are
 * first needed, and kept; a test that needs one that is not there counts as skipped, with the
 * reason.
 */
public enum Engine {
  /** Ours, on the JVM. */
  JVM(null),
  /** Signal's own for the JVM, 0.86.5: takes peers without the post-quantum ratchet. */
  JAR(null),
  /** Signal's own for Node, 0.103.0: insists on the post-quantum ratchet. */
  NPM(FarSide::libsignal),
  /** Ours as WebAssembly in Chromium. */
  WASM(() -> FarSide.browser("chrome", "wasm")),
  /** Ours as JavaScript with noble's primitives in Chromium. */
  JS(() -> FarSide.browser("chrome", "javascript")),
  FIREFOX_WASM(() -> FarSide.browser("firefox", "wasm")),
  FIREFOX_JS(() -> FarSide.browser("firefox", "javascript"));

  private final @Nullable Callable<FarSide> start;
  private @Nullable FarSide farSide;
  private String unavailable = "";

  Engine(@Nullable Callable<FarSide> start) {
    this.start = start;
  }

  /** An engine of this kind. */
  public SignalEngine create(Randomness randomness) {
    return switch (this) {
      case JVM -> new UnderstoryEngine(BouncyCastlePrimitives.create(), randomness);
      case JAR -> new LibsignalEngine();
      default -> new RemoteEngine(farSide(), randomness);
    };
  }

  /** So many trials of something, or fewer where each goes to another process and back. */
  int thoroughly(int trials) {
    return start == null ? trials : trials / 5;
  }

  /** The process it runs in; skips the test where it cannot. */
  synchronized FarSide farSide() {
    if (farSide != null) {
      return farSide;
    }
    if (unavailable.isEmpty() && start != null) {
      try {
        FarSide started = start.call();
        System.out.println(this + ": " + started.description());
        farSide = started;
        return started;
      } catch (Exception e) {
        unavailable = this + " cannot run here: " + e.getMessage();
        System.out.println(unavailable);
      }
    }
    return abort(unavailable);
  }
}
