package org.teavm.classlib.java.security;

import org.jspecify.annotations.Nullable;

/** {@code java.security.Security} in the compiled core: no property is set. */
public final class TSecurity {
  private TSecurity() {}

  /** Always null, so that whoever asks takes the default. */
  public static @Nullable String getProperty(String key) {
    return null;
  }
}
