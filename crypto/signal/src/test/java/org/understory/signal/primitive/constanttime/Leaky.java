package org.understory.signal.primitive.constanttime;

/** Done wrong on purpose, to show that it is found. */
public final class Leaky implements WrongWork {
  private static final int[] TABLE = new int[256];

  @Override
  public boolean equalUpToTheFirstDifference(byte[] a, byte[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int lookUp(byte[] secret) {
    int sum = 0;
    for (byte each : secret) {
      sum += TABLE[each & 0xFF];
    }
    return sum;
  }

  @Override
  public int divide(byte[] secret) {
    return (secret[0] & 0xFF) / 7;
  }

  @Override
  public long store(byte[] secret) {
    long[] target = new long[256];
    target[secret[0] & 0xFF] = 1;
    return target.length;
  }

  @Override
  public int choose(byte[] secret) {
    return switch (secret[0]) {
      case 0 -> 5;
      case 1 -> 6;
      default -> 7;
    };
  }

  @Override
  public int sound(byte[] secret) {
    int sum = 0;
    long[] sums = new long[4];
    for (int i = 0; i < secret.length; i++) {
      sum |= secret[i] ^ 0x55;
      sums[i % 4] += sum;
    }
    return sum + (int) sums[0] + secret.length;
  }
}
