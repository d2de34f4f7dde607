package org.understory.browser;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;

/**
 * Runs every primitive on fixed inputs and prints what comes out, so that two runtimes, or two
 * implementations on one runtime, can be compared line by line.
 *
 * <p>The inputs differ from line to line and cover the accepting and the refusing side. Nothing
 * here is secret.
 */
final class SelfTest {
  private static final String HEX = "0123456789abcdef";

  private final Primitives primitives;
  private final StringBuilder lines = new StringBuilder();

  private SelfTest(Primitives primitives) {
    this.primitives = primitives;
  }

  static String lines(Primitives primitives) {
    SelfTest test = new SelfTest(primitives);
    test.digests();
    test.ciphers();
    test.agreement();
    test.signatures();
    test.lines.append(TrickySignatures.lines(primitives.ed25519(), primitives.xeddsa()));
    test.xeddsa();
    test.kem("kyber1024", primitives.kyber1024());
    test.kem("mlkem768", primitives.mlKem768());
    test.add(
        "argon2id",
        primitives.passwordHash().argon2id(pattern("passphrase", 20), pattern("salt", 16), 64, 2));
    return test.lines.toString();
  }

  private void digests() {
    byte[] key = pattern("hmac key", 77);
    byte[] longText = pattern("long text", 4099);
    add("sha256", primitives.digest().sha256(pattern("part", 3), new byte[0], longText));
    add("sha512", primitives.digest().sha512(longText, pattern("part", 130)));
    add("hmacSha256", primitives.digest().hmacSha256(key, longText));
    add("hmacSha512", primitives.digest().hmacSha512(pattern("hmac key", 200), longText));
    add("hkdf", primitives.digest().hkdfSha256(pattern("salt", 32), key, pattern("info", 24), 112));
    add("hkdf.noSalt", primitives.digest().hkdfSha256(new byte[0], key, new byte[0], 32));
    add("equal", primitives.digest().equal(key, key.clone()));
    add("equal.differs", primitives.digest().equal(key, changed(key, 76)));
    add("equal.length", primitives.digest().equal(key, pattern("hmac key", 76)));
  }

  private void ciphers() {
    byte[] key = pattern("cipher key", 32);
    byte[] nonce = pattern("nonce", 12);
    byte[] iv = pattern("iv", 16);
    byte[] data = pattern("associated data", 21);
    for (int length : new int[] {0, 1, 15, 16, 1000}) {
      byte[] text = pattern("plaintext", length);
      byte[] sealed = primitives.aead().seal(key, nonce, data, text);
      add("gcm." + length, sealed);
      add("gcm.open." + length, primitives.aead().open(key, nonce, data, sealed));
      byte[] encrypted = primitives.cbc().encryptUnauthenticated(key, iv, text);
      add("cbc." + length, encrypted);
      add("cbc.decrypt." + length, primitives.cbc().decryptUnauthenticated(key, iv, encrypted));
    }
    byte[] sealed = primitives.aead().seal(key, nonce, data, pattern("plaintext", 40));
    add("gcm.tampered", primitives.aead().open(key, nonce, data, changed(sealed, 3)));
    add("gcm.otherData", primitives.aead().open(key, nonce, changed(data, 20), sealed));
    add("gcm.short", primitives.aead().open(key, nonce, data, pattern("short", 15)));
    add("cbc.ragged", primitives.cbc().decryptUnauthenticated(key, iv, pattern("ragged", 31)));
    add("cbc.empty", primitives.cbc().decryptUnauthenticated(key, iv, new byte[0]));
    add("cbc.padding", primitives.cbc().decryptUnauthenticated(key, iv, pattern("padding", 48)));
  }

  private void agreement() {
    byte[] alice = pattern("alice", 32);
    byte[] bob = pattern("bob", 32);
    byte[] bobPublic = primitives.x25519().publicKey(bob);
    byte[] highBit = bobPublic.clone();
    highBit[31] |= (byte) 0x80;
    add("x25519.publicKey", bobPublic);
    add("x25519.agree", primitives.x25519().agree(alice, bobPublic));
    add("x25519.agree.highBit", primitives.x25519().agree(alice, highBit));
    add("x25519.agree.zero", primitives.x25519().agree(alice, new byte[32]));
    add("x25519.agree.short", primitives.x25519().agree(alice, new byte[31]));
    add("x25519.canonical", primitives.x25519().isCanonical(bobPublic));
    add("x25519.canonical.highBit", primitives.x25519().isCanonical(highBit));
    add("x25519.canonical.zero", primitives.x25519().isCanonical(new byte[32]));
    for (int i = 0; i < 8; i++) {
      byte[] u = pattern("u" + i, 32);
      u[31] &= 0x7F;
      add("x25519.canonical.any" + i, primitives.x25519().isCanonical(u));
    }
  }

  private void signatures() {
    byte[] seed = pattern("seed", 32);
    byte[] message = pattern("message", 300);
    byte[] publicKey = primitives.ed25519().publicKey(seed);
    byte[] signature = primitives.ed25519().sign(seed, message);
    add("ed25519.publicKey", publicKey);
    add("ed25519.sign", signature);
    add("ed25519.verify", primitives.ed25519().verify(publicKey, message, signature));
    add("ed25519.badR", primitives.ed25519().verify(publicKey, message, changed(signature, 1)));
    add("ed25519.badS", primitives.ed25519().verify(publicKey, message, changed(signature, 33)));
    add("ed25519.highS", primitives.ed25519().verify(publicKey, message, changed(signature, 63)));
    add("ed25519.short", primitives.ed25519().verify(publicKey, message, pattern("short", 63)));
    add("ed25519.zeroKey", primitives.ed25519().verify(new byte[32], message, signature));
    add(
        "ed25519.badMessage",
        primitives.ed25519().verify(publicKey, changed(message, 299), signature));
  }

  private void xeddsa() {
    for (int i = 0; i < 4; i++) {
      byte[] key = pattern("xeddsa" + i, 32);
      byte[] message = pattern("xeddsa message", 33 + i);
      byte[] publicKey = primitives.x25519().publicKey(key);
      byte[] signature = primitives.xeddsa().sign(key, message, pattern("random" + i, 64));
      add("xeddsa.sign." + i, signature);
      add("xeddsa.verify." + i, primitives.xeddsa().verify(publicKey, message, signature));
      byte[] flipped = signature.clone();
      flipped[63] ^= (byte) 0x80;
      add("xeddsa.sign bit." + i, primitives.xeddsa().verify(publicKey, message, flipped));
      byte[] high = signature.clone();
      high[63] |= 0x60;
      add("xeddsa.high." + i, primitives.xeddsa().verify(publicKey, message, high));
    }
  }

  private void kem(String name, Kem kem) {
    Kem.KeyPair pair = kem.generate(pattern(name, 64));
    addDigest(name + ".publicKey", pair.publicKey());
    addDigest(name + ".privateKey", pair.privateKey());
    Kem.Encapsulation encapsulated = kem.encapsulate(pair.publicKey(), pattern("m", 32));
    if (encapsulated == null) {
      lines.append(name).append(".encapsulate=null\n");
      return;
    }
    byte[] ciphertext = encapsulated.ciphertext();
    addDigest(name + ".ciphertext", ciphertext);
    add(name + ".secret", encapsulated.sharedSecret());
    add(name + ".decapsulate", kem.decapsulate(pair.privateKey(), ciphertext));
    add(name + ".reject", kem.decapsulate(pair.privateKey(), changed(ciphertext, 700)));
    add(name + ".short", kem.decapsulate(pair.privateKey(), pattern("short", 100)));
    byte[] outOfRange = pair.publicKey().clone();
    outOfRange[0] = (byte) 0xFF;
    outOfRange[1] = (byte) 0xFF;
    add(name + ".modulus", kem.encapsulate(outOfRange, pattern("m", 32)) == null);
    add(name + ".length", kem.encapsulate(pattern("key", 800), pattern("m", 32)) == null);
  }

  private void add(String name, boolean value) {
    lines.append(name).append('=').append(value).append('\n');
  }

  private void add(String name, byte @Nullable [] value) {
    lines.append(name).append('=').append(value == null ? "null" : hex(value)).append('\n');
  }

  private void addDigest(String name, byte[] value) {
    lines.append(name).append('=').append(value.length).append(':');
    lines.append(hex(primitives.digest().sha256(value))).append('\n');
  }

  /** {@code length} bytes that follow from {@code name} alone (a xorshift over its letters). */
  static byte[] pattern(String name, int length) {
    int state = 0x9E3779B9;
    for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
      state = (state ^ letter) * 0x01000193;
    }
    state |= 1;
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      result[i] = (byte) (state >>> 11);
    }
    return result;
  }

  private static byte[] changed(byte[] original, int index) {
    byte[] result = original.clone();
    result[index] ^= 0x40;
    return result;
  }

  static String hex(byte[] value) {
    StringBuilder text = new StringBuilder(value.length * 2);
    for (byte each : value) {
      text.append(HEX.charAt((each >> 4) & 0xF)).append(HEX.charAt(each & 0xF));
    }
    return text.toString();
  }

  static byte[] bytes(String hex) {
    byte[] result = new byte[hex.length() / 2];
    for (int i = 0; i < result.length; i++) {
      int high = Character.digit(hex.charAt(2 * i), 16);
      result[i] = (byte) (high << 4 | Character.digit(hex.charAt(2 * i + 1), 16));
    }
    return result;
  }
}
