package org.understory.signal.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.understory.signal.primitive.internal.MlKem;

/** Every case of the files that concern our ports, on Bouncy Castle. */
@Tag("vectors")
class WycheproofTest {
  private final Primitives primitives = BouncyCastlePrimitives.create();

  @Test
  void x25519() throws IOException {
    run("x25519_test.json", VectorChecks::x25519);
  }

  @Test
  void ed25519() throws IOException {
    run("ed25519_test.json", VectorChecks::ed25519);
  }

  @Test
  void hkdf_sha256() throws IOException {
    run("hkdf_sha256_test.json", VectorChecks::hkdfSha256);
  }

  @Test
  void hmac_sha256() throws IOException {
    run("hmac_sha256_test.json", VectorChecks::hmacSha256);
  }

  @Test
  void hmac_sha512() throws IOException {
    run("hmac_sha512_test.json", VectorChecks::hmacSha512);
  }

  @Test
  void aes_gcm() throws IOException {
    run("aes_gcm_test.json", VectorChecks::aesGcm);
  }

  @Test
  void aes_cbc() throws IOException {
    run("aes_cbc_pkcs5_test.json", VectorChecks::aesCbc);
  }

  @Test
  void ml_kem_768() throws IOException {
    kem("mlkem_768", primitives.mlKem768());
  }

  /** The core of Kyber1024, without round 3's last step, for which no vectors are published. */
  @Test
  void ml_kem_1024() throws IOException {
    kem("mlkem_1024", MlKem.mlKem1024());
  }

  private void kem(String prefix, Kem kem) throws IOException {
    run(prefix + "_keygen_seed_test.json", (any, v) -> VectorChecks.kemKeys(kem, v));
    run(prefix + "_encaps_test.json", (any, v) -> VectorChecks.kemEncapsulation(kem, v));
    run(prefix + "_test.json", (any, v) -> VectorChecks.kemDecapsulation(kem, v));
  }

  private void run(String name, VectorChecks.Check check) throws IOException {
    Path file = VectorFile.find(name);
    assumeTrue(file != null, () -> "no " + name + "; name its directory by UNDERSTORY_VECTORS");
    List<String> differing = new ArrayList<>();
    int agreeing = 0;
    for (VectorCase vector : VectorFile.read(Objects.requireNonNull(file))) {
      switch (check.decide(primitives, vector)) {
        case AGREES -> agreeing++;
        case DIFFERS -> differing.add(vector.toString());
        case NOT_OFFERED -> {}
      }
    }
    assertEquals(List.of(), differing, name);
    assertTrue(agreeing > 0, name);
  }
}
