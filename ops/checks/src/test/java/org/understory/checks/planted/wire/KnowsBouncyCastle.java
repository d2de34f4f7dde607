package org.understory.checks.planted.wire;

import org.bouncycastle.util.Arrays;

/** Breaks D1 and D3. */
public final class KnowsBouncyCastle {
  private KnowsBouncyCastle() {}

  static boolean equal(byte[] a, byte[] b) {
    return Arrays.constantTimeAreEqual(a, b);
  }
}
