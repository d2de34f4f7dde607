package org.understory.signal.primitive.constanttime;

/** What {@link Leaky} does; outside of it, so that both loaders know it as one. */
public interface WrongWork {
  boolean equalUpToTheFirstDifference(byte[] a, byte[] b);

  int lookUp(byte[] secret);

  int divide(byte[] secret);

  long store(byte[] secret);

  int choose(byte[] secret);

  /** Nothing in it depends on the secret but values. */
  int sound(byte[] secret);
}
