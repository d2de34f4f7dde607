package org.understory.signal.primitive.internal;

import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Kem;

/**
 * FIPS 203 ML-KEM. Private keys in FIPS 203's expanded form: {@code dk_pke || ek || H(ek) || z}.
 */
public final class MlKem implements Kem {
  private static final int SYMBOL = 32;
  private static final int POLYNOMIAL = 384;

  private final MLKEMParameters parameters;
  private final int publicSize;
  private final int privateSize;

  private MlKem(MLKEMParameters parameters, int rank) {
    this.parameters = parameters;
    this.publicSize = POLYNOMIAL * rank + SYMBOL;
    this.privateSize = 2 * POLYNOMIAL * rank + 3 * SYMBOL;
  }

  public static MlKem mlKem768() {
    return new MlKem(MLKEMParameters.ml_kem_768, 3);
  }

  public static MlKem mlKem1024() {
    return new MlKem(MLKEMParameters.ml_kem_1024, 4);
  }

  @Override
  public KeyPair generate(byte[] random64) {
    if (random64.length != 2 * SYMBOL) {
      throw new IllegalArgumentException("ML-KEM keys are made from 64 random bytes");
    }
    MLKEMPrivateKeyParameters key = new MLKEMPrivateKeyParameters(parameters, random64);
    byte[] expanded =
        key.getParametersWithFormat(MLKEMPrivateKeyParameters.EXPANDED_KEY).getEncoded();
    return new KeyPair(key.getPublicKey(), expanded);
  }

  @Override
  public @Nullable Encapsulation encapsulate(byte[] publicKey, byte[] random32) {
    if (random32.length != SYMBOL) {
      throw new IllegalArgumentException("ML-KEM encapsulates with 32 random bytes");
    }
    if (publicKey.length != publicSize) {
      return null;
    }
    SecretWithEncapsulation result;
    try {
      MLKEMPublicKeyParameters key = new MLKEMPublicKeyParameters(parameters, publicKey);
      result = MLKEMGenerator.internalGenerateEncapsulated(key, random32);
    } catch (IllegalArgumentException invalidModulus) {
      return null;
    }
    return new Encapsulation(result.getEncapsulation(), result.getSecret());
  }

  @Override
  public byte @Nullable [] decapsulate(byte[] privateKey, byte[] ciphertext) {
    if (privateKey.length != privateSize
        || ciphertext.length != parameters.getEncapsulationLength()) {
      return null;
    }
    try {
      MLKEMPrivateKeyParameters key = new MLKEMPrivateKeyParameters(parameters, privateKey);
      return new MLKEMExtractor(key).extractSecret(ciphertext);
    } catch (IllegalArgumentException hashMismatch) {
      return null;
    }
  }
}
