package org.understory.browser;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.understory.signal.Randomness;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;

/**
 * The start-up check: each primitive once against a published answer, before the core is used. A
 * runtime that computes wrongly is found here rather than in somebody's messages.
 *
 * <p>The KEMs and XEdDSA have no short published answer; theirs were agreed by two implementations.
 */
final class KnownAnswers {
  private final Primitives primitives;
  private final StringBuilder wrong = new StringBuilder();

  private KnownAnswers(Primitives primitives) {
    this.primitives = primitives;
  }

  /** The names of those that were wrong, space separated; empty when none was. */
  static String wrong(Primitives primitives, Randomness randomness) {
    KnownAnswers answers = new KnownAnswers(primitives);
    answers.expect("randomness", !sameTwice(randomness));
    answers.digests();
    answers.ciphers();
    answers.curves();
    answers.kem(
        "kyber1024",
        primitives.kyber1024(),
        "bbaac0f29036a1e8f9acedc38e79026c30a4825cd2502f2d593d6c1394a3306a",
        "cb8dd995b4bb226c75709af4c99c18324c224d3aaed3c46514948cd1809a7003");
    answers.kem(
        "mlKem768",
        primitives.mlKem768(),
        "e3b7b382d8579ab4384d7e7464d938e2f9e0741fd784b13926c31588777febd2",
        "eaa0d41304486cd2c1c16b520d829147b26208e6f0a2c622d8a7691a36919ec9");
    answers.expect(
        "argon2id",
        primitives.passwordHash().argon2id(text("passphrase"), text("salt salt salt s"), 8, 1),
        "4a50c75672ce5e21c5d5c2f49710d437dbdbd50b8cc68c621d1cda6bc20ae6c5");
    return answers.wrong.toString();
  }

  private static boolean sameTwice(Randomness randomness) {
    byte[] first = randomness.bytes(32);
    byte[] second = randomness.bytes(32);
    return SelfTest.hex(first).equals(SelfTest.hex(second));
  }

  /** FIPS 180-4, RFC 4231 case 2, RFC 5869 case 1. */
  private void digests() {
    expect(
        "sha256",
        primitives.digest().sha256(text("a"), text("bc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(
        "sha512",
        primitives.digest().sha512(text("abc")),
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    expect(
        "hmacSha256",
        primitives.digest().hmacSha256(text("Jefe"), text("what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    expect(
        "hkdf",
        primitives
            .digest()
            .hkdfSha256(
                SelfTest.bytes("000102030405060708090a0b0c"),
                SelfTest.bytes("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                SelfTest.bytes("f0f1f2f3f4f5f6f7f8f9"),
                42),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  /** Wycheproof: AES-GCM 91, AES-CBC 145. */
  private void ciphers() {
    byte[] key = SelfTest.bytes("92ace3e348cd821092cd921aa3546374299ab46209691bc28b8752d17f123c20");
    byte[] nonce = SelfTest.bytes("00112233445566778899aabb");
    byte[] data = SelfTest.bytes("00000000ffffffff");
    byte[] plain = SelfTest.bytes("00010203040506070809");
    String sealed = "e27abdd2d2a53d2f136b9a4a2579529301bcfb71c78d4060f52c";
    expect("gcm.seal", primitives.aead().seal(key, nonce, data, plain), sealed);
    expect(
        "gcm.open",
        primitives.aead().open(key, nonce, data, SelfTest.bytes(sealed)),
        "00010203040506070809");
    byte[] forged = SelfTest.bytes(sealed);
    forged[0] ^= 1;
    expect("gcm.forged", primitives.aead().open(key, nonce, data, forged) == null);
    byte[] cbcKey =
        SelfTest.bytes("7bf9e536b66a215c22233fe2daaa743a898b9acb9f7802de70b40e3d6e43ef97");
    byte[] iv = SelfTest.bytes("eb38ef61717e1324ae064e86f1c3e797");
    String empty = "e7c166554d1bb32792c981fa674cc4d8";
    expect("cbc", primitives.cbc().encryptUnauthenticated(cbcKey, iv, new byte[0]), empty);
    expect(
        "cbc.decrypt",
        primitives.cbc().decryptUnauthenticated(cbcKey, iv, SelfTest.bytes(empty)),
        "");
  }

  /** RFC 7748 5.2, RFC 8032 7.1 test 1; XEdDSA agreed. */
  private void curves() {
    byte[] scalar =
        SelfTest.bytes("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
    expect(
        "x25519",
        primitives
            .x25519()
            .agree(
                scalar,
                SelfTest.bytes("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")),
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    byte[] seed =
        SelfTest.bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    String key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    String signature =
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
    expect("ed25519.key", primitives.ed25519().publicKey(seed), key);
    expect("ed25519.sign", primitives.ed25519().sign(seed, new byte[0]), signature);
    expect(
        "ed25519.verify",
        primitives.ed25519().verify(SelfTest.bytes(key), new byte[0], SelfTest.bytes(signature)));
    expect(
        "ed25519.forged",
        !primitives.ed25519().verify(SelfTest.bytes(key), new byte[1], SelfTest.bytes(signature)));
    byte[] made = primitives.xeddsa().sign(scalar, text("abc"), new byte[64]);
    expect(
        "xeddsa.sign",
        primitives.digest().sha256(made),
        "178f264ea3e363be472e8dbeb3ff502655512deffa05cbb59b4d4210f0fd6c4e");
    byte[] u = primitives.x25519().publicKey(scalar);
    expect("xeddsa.verify", primitives.xeddsa().verify(u, text("abc"), made));
    expect("xeddsa.forged", !primitives.xeddsa().verify(u, text("abd"), made));
  }

  private void kem(String name, Kem kem, String ciphertextHash, String secret) {
    Kem.KeyPair pair = kem.generate(SelfTest.pattern(name, 64));
    Kem.Encapsulation made = kem.encapsulate(pair.publicKey(), SelfTest.pattern("m", 32));
    if (made == null) {
      expect(name, false);
      return;
    }
    byte[] ciphertext = made.ciphertext();
    expect(name + ".ciphertext", primitives.digest().sha256(ciphertext), ciphertextHash);
    expect(name + ".secret", made.sharedSecret(), secret);
    expect(name + ".decapsulate", kem.decapsulate(pair.privateKey(), ciphertext), secret);
  }

  private void expect(String name, byte @Nullable [] actual, String expected) {
    expect(name, actual != null && SelfTest.hex(actual).equals(expected));
  }

  private void expect(String name, boolean right) {
    if (!right) {
      wrong.append(wrong.isEmpty() ? "" : " ").append(name);
    }
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
