package org.understory.signal.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The files that concern our ports, to be put to the primitives of any runtime. */
public enum VectorSuite {
  X25519("x25519_test.json", VectorChecks::x25519),
  ED25519("ed25519_test.json", VectorChecks::ed25519),
  HKDF_SHA256("hkdf_sha256_test.json", VectorChecks::hkdfSha256),
  HMAC_SHA256("hmac_sha256_test.json", VectorChecks::hmacSha256),
  HMAC_SHA512("hmac_sha512_test.json", VectorChecks::hmacSha512),
  AES_GCM("aes_gcm_test.json", VectorChecks::aesGcm),
  AES_CBC("aes_cbc_pkcs5_test.json", VectorChecks::aesCbc),
  ML_KEM_768_KEYS("mlkem_768_keygen_seed_test.json", VectorChecks::kemKeys),
  ML_KEM_768_ENCAPSULATION("mlkem_768_encaps_test.json", VectorChecks::kemEncapsulation),
  ML_KEM_768("mlkem_768_test.json", VectorChecks::kemDecapsulation),
  /** The core of Kyber1024, without round 3's last step, for which no vectors are published. */
  ML_KEM_1024_KEYS("mlkem_1024_keygen_seed_test.json", VectorChecks::kemKeys),
  ML_KEM_1024_ENCAPSULATION("mlkem_1024_encaps_test.json", VectorChecks::kemEncapsulation),
  ML_KEM_1024("mlkem_1024_test.json", VectorChecks::kemDecapsulation);

  private interface KemCheck {
    VectorChecks.Outcome decide(Kem kem, VectorCase vector);
  }

  private interface Check {
    VectorChecks.Outcome decide(Primitives primitives, Kem kem, VectorCase vector);
  }

  private final String file;
  private final Check check;

  VectorSuite(String file, VectorChecks.Check check) {
    this.file = file;
    this.check = (primitives, kem, vector) -> check.decide(primitives, vector);
  }

  VectorSuite(String file, KemCheck check) {
    this.file = file;
    this.check = (primitives, kem, vector) -> check.decide(kem, vector);
  }

  /**
   * Every case of the file gives what it says; a test without the file counts as skipped.
   *
   * @param mlKem1024 ML-KEM-1024 as published
   */
  public void holdsFor(Primitives primitives, Kem mlKem1024) throws IOException {
    Path found = VectorFile.find(file);
    assumeTrue(found != null, () -> "no " + file + "; name its directory by UNDERSTORY_VECTORS");
    Kem kem = name().startsWith("ML_KEM_1024") ? mlKem1024 : primitives.mlKem768();
    List<String> differing = new ArrayList<>();
    int agreeing = 0;
    for (VectorCase vector : VectorFile.read(Objects.requireNonNull(found))) {
      switch (check.decide(primitives, kem, vector)) {
        case AGREES -> agreeing++;
        case DIFFERS -> differing.add(vector.toString());
        case NOT_OFFERED -> {}
      }
    }
    assertEquals(List.of(), differing, file);
    assertTrue(agreeing > 0, file);
  }
}
