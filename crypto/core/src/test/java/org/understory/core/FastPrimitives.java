package org.understory.core;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Aead;
import org.understory.signal.primitive.BlockCipher;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Ed25519;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;
import org.understory.signal.primitive.X25519;
import org.understory.signal.primitive.XEdDsa;

/**
 * Primitives for ten thousand schedules: hashes and ciphers are the JDK's, ML-KEM-768 is the real
 * one, and curves and Kyber are keyed hashes. Every check that the protocol makes is made: a
 * signature holds for one key and one message, and nobody makes one without the private half, which
 * a book inside keeps. They keep no secret from somebody who attacks the primitives themselves.
 */
final class FastPrimitives {
  private static final String GCM = "AES/GCM/NoPadding";

  private final Digest digest = new JdkDigest();

  /** Private halves by public ones. */
  private final Map<String, byte[]> book = new HashMap<>();

  private FastPrimitives() {}

  static Primitives create() {
    FastPrimitives fast = new FastPrimitives();
    Primitives real = BouncyCastlePrimitives.create();
    return new Primitives(
        fast.digest,
        new JdkAead(),
        new JdkCbc(),
        fast.new Agreement(),
        fast.new Signatures(),
        fast.new IdentitySignatures(),
        fast.new Encapsulations(),
        real.mlKem768(),
        real.passwordHash());
  }

  /** 32 bytes with the highest bit clear, as a point of the curve has it. */
  private byte[] point(String kind, byte[] secret) {
    byte[] point = digest.sha256(kind.getBytes(), secret);
    point[31] &= 0x7f;
    book.put(Hex.of(point), secret.clone());
    return point;
  }

  private byte[] tagged(byte @Nullable [] secret, byte[] message) {
    byte[] key = secret == null ? new byte[32] : secret;
    byte[] half = digest.hmacSha256(key, message);
    byte[] whole = Arrays.copyOf(half, 64);
    System.arraycopy(digest.sha256(half), 0, whole, 32, 32);
    whole[63] &= 0x1f;
    return whole;
  }

  private boolean holds(byte[] publicKey, byte[] message, byte[] signature) {
    byte[] secret = book.get(Hex.of(publicKey));
    return secret != null && Arrays.equals(tagged(secret, message), signature);
  }

  private final class Agreement implements X25519 {
    @Override
    public byte[] publicKey(byte[] privateKey) {
      return point("x", privateKey);
    }

    @Override
    public byte @Nullable [] agree(byte[] privateKey, byte[] publicKey) {
      byte[] own = point("x", privateKey);
      boolean first = Arrays.compare(own, publicKey) < 0;
      return isZero(publicKey)
          ? null
          : digest.sha256(first ? own : publicKey, first ? publicKey : own);
    }

    @Override
    public boolean isCanonical(byte[] publicKey) {
      return publicKey[31] >= 0;
    }

    private static boolean isZero(byte[] key) {
      return Arrays.equals(key, new byte[key.length]);
    }
  }

  private final class Signatures implements Ed25519 {
    @Override
    public byte[] publicKey(byte[] seed) {
      return point("ed", seed);
    }

    @Override
    public byte[] sign(byte[] seed, byte[] message) {
      publicKey(seed);
      return tagged(seed, message);
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
      return holds(publicKey, message, signature);
    }
  }

  private final class IdentitySignatures implements XEdDsa {
    @Override
    public byte[] sign(byte[] privateKey, byte[] message, byte[] random64) {
      point("x", privateKey);
      return tagged(privateKey, message);
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
      return holds(publicKey, message, signature);
    }
  }

  private final class Encapsulations implements Kem {
    private static final int KEY = 1568;

    @Override
    public KeyPair generate(byte[] random64) {
      byte[] seed = digest.sha256(random64);
      return new KeyPair(stretched(seed), Arrays.copyOf(seed, 3168));
    }

    private byte[] stretched(byte[] seed) {
      return digest.hkdfSha256(new byte[0], seed, new byte[] {1}, KEY);
    }

    @Override
    public @Nullable Encapsulation encapsulate(byte[] publicKey, byte[] random32) {
      byte[] secret = digest.sha256(publicKey, random32);
      byte[] ciphertext = Arrays.copyOf(random32, KEY);
      System.arraycopy(secret, 0, ciphertext, 32, 32);
      return new Encapsulation(ciphertext, digest.sha256(secret));
    }

    @Override
    public byte @Nullable [] decapsulate(byte[] privateKey, byte[] ciphertext) {
      byte[] publicKey = stretched(Arrays.copyOf(privateKey, 32));
      return digest.sha256(digest.sha256(publicKey, Arrays.copyOf(ciphertext, 32)));
    }
  }

  /** Looking an algorithm up takes longer than what it does here; one thread uses them. */
  private static final class JdkDigest implements Digest {
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest sha512 = digest("SHA-512");
    private final Mac hmacSha256 = mac("HmacSHA256");
    private final Mac hmacSha512 = mac("HmacSHA512");

    private static MessageDigest digest(String name) {
      try {
        return MessageDigest.getInstance(name);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Mac mac(String name) {
      try {
        return Mac.getInstance(name);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public byte[] sha256(byte[]... parts) {
      return hash(sha256, parts);
    }

    @Override
    public byte[] sha512(byte[]... parts) {
      return hash(sha512, parts);
    }

    private static byte[] hash(MessageDigest hash, byte[]... parts) {
      for (byte[] part : parts) {
        hash.update(part);
      }
      return hash.digest();
    }

    @Override
    public byte[] hmacSha256(byte[] key, byte[]... parts) {
      return mac(hmacSha256, key, parts);
    }

    @Override
    public byte[] hmacSha512(byte[] key, byte[]... parts) {
      return mac(hmacSha512, key, parts);
    }

    private static byte[] mac(Mac mac, byte[] key, byte[]... parts) {
      try {
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "Hmac"));
        for (byte[] part : parts) {
          mac.update(part);
        }
        return mac.doFinal();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public byte[] hkdfSha256(byte[] salt, byte[] ikm, byte[] info, int length) {
      byte[] key = hmacSha256(salt.length == 0 ? new byte[32] : salt, ikm);
      byte[] out = new byte[length];
      byte[] last = {};
      for (int at = 0, i = 1; at < length; at += 32, i++) {
        last = hmacSha256(key, last, info, new byte[] {(byte) i});
        System.arraycopy(last, 0, out, at, Math.min(32, length - at));
      }
      return out;
    }

    @Override
    public boolean equal(byte[] a, byte[] b) {
      return MessageDigest.isEqual(a, b);
    }
  }

  private static final class JdkAead implements Aead {
    private final Cipher opening;

    private JdkAead() {
      try {
        opening = Cipher.getInstance(GCM);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public byte[] seal(byte[] key32, byte[] nonce12, byte[] associatedData, byte[] plaintext) {
      byte[] sealed = run(Cipher.ENCRYPT_MODE, key32, nonce12, associatedData, plaintext);
      if (sealed == null) {
        throw new IllegalStateException("nothing can fail in sealing");
      }
      return sealed;
    }

    @Override
    public byte @Nullable [] open(
        byte[] key32, byte[] nonce12, byte[] associatedData, byte[] sealed) {
      return run(Cipher.DECRYPT_MODE, key32, nonce12, associatedData, sealed);
    }

    private byte @Nullable [] run(
        int mode, byte[] key, byte[] nonce, byte[] associatedData, byte[] text) {
      try {
        // One that has sealed refuses the same nonce again, also where its key seals once only.
        Cipher cipher = mode == Cipher.DECRYPT_MODE ? opening : Cipher.getInstance(GCM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associatedData);
        return cipher.doFinal(text);
      } catch (GeneralSecurityException e) {
        return null;
      }
    }
  }

  private static final class JdkCbc implements BlockCipher {
    @Override
    public byte[] encryptUnauthenticated(byte[] key32, byte[] iv16, byte[] plaintext) {
      byte[] text = run(Cipher.ENCRYPT_MODE, key32, iv16, plaintext);
      if (text == null) {
        throw new IllegalStateException("nothing can fail in encrypting");
      }
      return text;
    }

    @Override
    public byte @Nullable [] decryptUnauthenticated(byte[] key32, byte[] iv16, byte[] ciphertext) {
      return run(Cipher.DECRYPT_MODE, key32, iv16, ciphertext);
    }

    private static byte @Nullable [] run(int mode, byte[] key, byte[] iv, byte[] text) {
      try {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(text);
      } catch (GeneralSecurityException e) {
        return null;
      }
    }
  }
}
