package org.understory.browser;

import org.teavm.interop.PlatformMarker;
import org.teavm.interop.Platforms;

/**
 * What this code was compiled to. The compiler puts the answer in place of each question and leaves
 * out what can then never run, so that a build carries no primitive that it does not use.
 */
final class CompiledTo {
  private CompiledTo() {}

  @PlatformMarker(Platforms.JAVASCRIPT)
  static boolean javaScript() {
    return false;
  }
}
