package org.understory.checks.planted.core;

import java.security.SecureRandom;

/** Breaks D10. */
public final class TakesChance {
  private TakesChance() {}

  static SecureRandom random() {
    return new SecureRandom();
  }
}
