package org.understory.signal.primitive.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.codec.Bytes;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.IncrementalKem;
import org.understory.signal.primitive.Kem;

/**
 * Computes only the ciphertext's first part itself; everything else, and the proof that the first
 * part was right, is the whole ML-KEM-768's.
 */
public final class IncrementalMlKem768 implements IncrementalKem {
  private static final int RANK = 3;
  private static final int SYMBOL = 32;
  private static final int SMALL = 128;
  private static final int COMPRESSED = 320;

  private final Kem mlKem768;
  private final Digest digest;

  public IncrementalMlKem768(Kem mlKem768, Digest digest) {
    this.mlKem768 = mlKem768;
    this.digest = digest;
  }

  @Override
  public PublicKey publicKey(byte[] seed64) {
    Kem.KeyPair pair = mlKem768.generate(seed64);
    byte[] whole = pair.publicKey();
    byte[] matrixSeed = Arrays.copyOfRange(whole, VECTOR, whole.length);
    // FIPS 203 keeps the key's hash in the private key, before the last 32 bytes.
    int end = pair.privateKey().length - SYMBOL;
    byte[] keyHash = Arrays.copyOfRange(pair.privateKey(), end - SYMBOL, end);
    return new PublicKey(Bytes.concat(matrixSeed, keyHash), Arrays.copyOf(whole, VECTOR));
  }

  @Override
  public First encapsulateFirst(byte[] header64, byte[] random32) {
    if (header64.length != HEADER || random32.length != RANDOM) {
      throw new IllegalArgumentException("a header of 64 bytes and 32 random bytes");
    }
    byte[] matrixSeed = Arrays.copyOf(header64, SYMBOL);
    byte[] keyHash = Arrays.copyOfRange(header64, SYMBOL, HEADER);
    byte[] secretAndCoins = Keccak.sha3of512(random32, keyHash);
    byte[] coins = Arrays.copyOfRange(secretAndCoins, SYMBOL, 2 * SYMBOL);
    MlKemPolynomial[] secret = new MlKemPolynomial[RANK];
    for (int i = 0; i < RANK; i++) {
      MlKemPolynomial small = small(coins, i);
      secret[i] = small.ntt();
      small.wipe();
    }
    byte[] ciphertext = new byte[FIRST];
    for (int i = 0; i < RANK; i++) {
      MlKemPolynomial.productSum(column(matrixSeed, i), secret, small(coins, RANK + i))
          .compress10(ciphertext, COMPRESSED * i);
    }
    for (MlKemPolynomial part : secret) {
      part.wipe();
    }
    Arrays.fill(coins, (byte) 0);
    return new First(ciphertext, Arrays.copyOf(secretAndCoins, SYMBOL));
  }

  private static MlKemPolynomial small(byte[] coins, int counter) {
    return MlKemPolynomial.small(Keccak.shake256().absorb(coins).absorb(counter).squeeze(SMALL));
  }

  /** Row {@code index} of the matrix's transpose. */
  private static MlKemPolynomial[] column(byte[] matrixSeed, int index) {
    MlKemPolynomial[] result = new MlKemPolynomial[RANK];
    for (int j = 0; j < RANK; j++) {
      result[j] =
          MlKemPolynomial.uniform(Keccak.shake128().absorb(matrixSeed).absorb(index).absorb(j));
    }
    return result;
  }

  @Override
  public boolean belongs(byte[] header64, byte[] vector1152) {
    byte[] matrixSeed = Arrays.copyOf(header64, SYMBOL);
    byte[] keyHash = Arrays.copyOfRange(header64, SYMBOL, HEADER);
    return digest.equal(keyHash, Keccak.sha3of256(vector1152, matrixSeed));
  }

  @Override
  public byte @Nullable [] encapsulateSecond(
      byte[] header64, byte[] vector1152, byte[] random32, byte[] first960) {
    byte[] matrixSeed = Arrays.copyOf(header64, SYMBOL);
    Kem.Encapsulation whole = mlKem768.encapsulate(Bytes.concat(vector1152, matrixSeed), random32);
    if (whole == null) {
      return null;
    }
    Bytes.wipe(whole.sharedSecret());
    if (!digest.equal(first960, Arrays.copyOf(whole.ciphertext(), FIRST))) {
      return null;
    }
    return Arrays.copyOfRange(whole.ciphertext(), FIRST, FIRST + SECOND);
  }

  @Override
  public byte[] decapsulate(byte[] seed64, byte[] first960, byte[] second128) {
    byte[] privateKey = mlKem768.generate(seed64).privateKey();
    byte[] secret = mlKem768.decapsulate(privateKey, Bytes.concat(first960, second128));
    Bytes.wipe(privateKey);
    if (secret == null) {
      throw new IllegalArgumentException("a ciphertext of 960 and 128 bytes");
    }
    return secret;
  }
}
