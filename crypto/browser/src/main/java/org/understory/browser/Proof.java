package org.understory.browser;

import org.teavm.jso.JSExport;
import org.understory.browser.noble.HostPrimitives;
import org.understory.browser.noble.NoblePrimitives;
import org.understory.signal.primitive.CompiledPrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * What the browsers' test compiles beside {@link Entry}, with the same settings: the primitives
 * alone, with inputs for which a member has no use. Not shipped.
 */
public final class Proof {
  private static Primitives primitives = CompiledPrimitives.create();

  private Proof() {}

  /** The compiler asks for it; there is nothing to start. */
  public static void main(String[] args) {}

  /** As {@link Entry#install}. */
  @JSExport
  public static void install(HostPrimitives host) {
    primitives = NoblePrimitives.over(host, primitives.digest());
  }

  /** As {@link Entry#wrongAnswers}. */
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
