package org.understory.browser.noble;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Kem;

/** FIPS 203 ML-KEM. */
final class NobleKem implements Kem {
  private static final int SYMBOL = 32;
  private static final int POLYNOMIAL = 384;

  interface Generate {
    byte[] apply(byte[] random);
  }

  interface Encapsulate {
    byte @Nullable [] apply(byte[] publicKey, byte[] random);
  }

  interface Decapsulate {
    byte @Nullable [] apply(byte[] privateKey, byte[] ciphertext);
  }

  private final int publicSize;
  private final int privateSize;
  private final int ciphertextSize;
  private final Generate generate;
  private final Encapsulate encapsulate;
  private final Decapsulate decapsulate;

  NobleKem(
      int rank,
      int ciphertextSize,
      Generate generate,
      Encapsulate encapsulate,
      Decapsulate decapsulate) {
    this.publicSize = POLYNOMIAL * rank + SYMBOL;
    this.privateSize = 2 * POLYNOMIAL * rank + 3 * SYMBOL;
    this.ciphertextSize = ciphertextSize;
    this.generate = generate;
    this.encapsulate = encapsulate;
    this.decapsulate = decapsulate;
  }

  @Override
  public KeyPair generate(byte[] random64) {
    Sizes.require(random64, 2 * SYMBOL, "ML-KEM's randomness");
    byte[] both = generate.apply(random64);
    return new KeyPair(
        Arrays.copyOfRange(both, 0, publicSize),
        Arrays.copyOfRange(both, publicSize, publicSize + privateSize));
  }

  @Override
  public @Nullable Encapsulation encapsulate(byte[] publicKey, byte[] random32) {
    Sizes.require(random32, SYMBOL, "ML-KEM's randomness");
    if (publicKey.length != publicSize) {
      return null;
    }
    byte[] both = encapsulate.apply(publicKey, random32);
    return both == null
        ? null
        : new Encapsulation(
            Arrays.copyOfRange(both, 0, ciphertextSize),
            Arrays.copyOfRange(both, ciphertextSize, ciphertextSize + SYMBOL));
  }

  @Override
  public byte @Nullable [] decapsulate(byte[] privateKey, byte[] ciphertext) {
    return privateKey.length == privateSize && ciphertext.length == ciphertextSize
        ? decapsulate.apply(privateKey, ciphertext)
        : null;
  }
}
