package org.understory.browser;

import java.security.SecureRandom;
import org.understory.signal.Randomness;

/**
 * The browser's {@code crypto.getRandomValues}: that is what the compiled {@link SecureRandom}
 * calls. Without it the class would fall back to a weak generator in silence, so the loader refuses
 * to start in a browser that lacks it.
 */
public final class BrowserRandomness implements Randomness {
  /** {@code getRandomValues} gives no more at once. */
  private static final int MOST = 65_536;

  private final SecureRandom random = new SecureRandom();

  @Override
  public void fill(byte[] target) {
    if (target.length <= MOST) {
      random.nextBytes(target);
      return;
    }
    for (int at = 0; at < target.length; at += MOST) {
      byte[] part = new byte[Math.min(MOST, target.length - at)];
      random.nextBytes(part);
      System.arraycopy(part, 0, target, at, part.length);
    }
  }
}
