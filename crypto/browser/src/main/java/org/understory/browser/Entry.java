package org.understory.browser;

import org.teavm.jso.JSExport;
import org.understory.browser.noble.HostPrimitives;
import org.understory.browser.noble.NoblePrimitives;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/** What the compiled core exports. {@code src/main/web/loader.js} starts it. */
public final class Entry {
  private static Primitives primitives = BouncyCastlePrimitives.create();

  private Entry() {}

  /** The compiler asks for it; there is nothing to start. */
  public static void main(String[] args) {}

  /** Takes the host's primitives; only where the core itself is JavaScript, before all else. */
  @JSExport
  public static void install(HostPrimitives host) {
    primitives = NoblePrimitives.over(host, BouncyCastlePrimitives.create());
  }

  /** Names of primitives that fail known answers, space separated; empty when all is well. */
  @JSExport
  public static String wrongAnswers() {
    return KnownAnswers.wrong(primitives, new BrowserRandomness());
  }

  /** One {@code name=value} line for each primitive on fixed inputs; the same on every runtime. */
  @JSExport
  public static String selfTest() {
    return SelfTest.lines(primitives);
  }
}
