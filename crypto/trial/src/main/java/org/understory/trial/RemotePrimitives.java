package org.understory.trial;

import org.jspecify.annotations.Nullable;
import org.understory.signal.primitive.Aead;
import org.understory.signal.primitive.BlockCipher;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Ed25519;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;
import org.understory.signal.primitive.X25519;
import org.understory.signal.primitive.XEdDsa;

/** The primitives of a browser, so that the vectors read on the JVM can be put to them. */
public final class RemotePrimitives {
  private final FarSide farSide;

  private RemotePrimitives(FarSide farSide) {
    this.farSide = farSide;
  }

  public static Primitives over(FarSide farSide) {
    RemotePrimitives remote = new RemotePrimitives(farSide);
    return new Primitives(
        remote.digest(),
        remote.aead(),
        remote.cbc(),
        remote.x25519(),
        remote.ed25519(),
        remote.xeddsa(),
        kem(farSide, "kyber1024"),
        kem(farSide, "mlKem768"),
        (passphrase, salt, memoryKiB, iterations) ->
            remote
                .call("argon2id")
                .with(passphrase)
                .with(salt)
                .with(memoryKiB)
                .with(iterations)
                .run()
                .next());
  }

  /** ML-KEM-1024 as published, of which Kyber1024 is made. */
  public static Kem mlKem1024(FarSide farSide) {
    return kem(farSide, "mlKem1024");
  }

  private RemoteCall call(String name, byte[]... arguments) {
    return call(farSide, name, arguments);
  }

  private static RemoteCall call(FarSide farSide, String name, byte[]... arguments) {
    RemoteCall call = new RemoteCall(farSide, "primitive/" + name);
    for (byte[] argument : arguments) {
      call.with(argument);
    }
    return call;
  }

  private byte[] bytes(String name, byte[]... arguments) {
    return call(name, arguments).run().next();
  }

  private byte @Nullable [] bytesOrNull(String name, byte[]... arguments) {
    return call(name, arguments).run().nextOrNull();
  }

  private boolean answer(String name, byte[]... arguments) {
    return call(name, arguments).run().nextNumber() == 1;
  }

  private byte[] digest(RemoteCall call, byte[]... parts) {
    call.with(parts.length);
    for (byte[] part : parts) {
      call.with(part);
    }
    return call.run().next();
  }

  private Digest digest() {
    return new Digest() {
      @Override
      public byte[] sha256(byte[]... parts) {
        return digest(call("sha256"), parts);
      }

      @Override
      public byte[] sha512(byte[]... parts) {
        return digest(call("sha512"), parts);
      }

      @Override
      public byte[] hmacSha256(byte[] key, byte[]... parts) {
        return digest(call("hmacSha256", key), parts);
      }

      @Override
      public byte[] hmacSha512(byte[] key, byte[]... parts) {
        return digest(call("hmacSha512", key), parts);
      }

      @Override
      public byte[] hkdfSha256(byte[] salt, byte[] ikm, byte[] info, int length) {
        return call("hkdfSha256", salt, ikm, info).with(length).run().next();
      }

      @Override
      public boolean equal(byte[] a, byte[] b) {
        return answer("equal", a, b);
      }
    };
  }

  private Aead aead() {
    return new Aead() {
      @Override
      public byte[] seal(byte[] key32, byte[] nonce12, byte[] associatedData, byte[] plaintext) {
        return bytes("gcmSeal", key32, nonce12, associatedData, plaintext);
      }

      @Override
      public byte @Nullable [] open(
          byte[] key32, byte[] nonce12, byte[] associatedData, byte[] sealed) {
        return bytesOrNull("gcmOpen", key32, nonce12, associatedData, sealed);
      }
    };
  }

  private BlockCipher cbc() {
    return new BlockCipher() {
      @Override
      public byte[] encryptUnauthenticated(byte[] key32, byte[] iv16, byte[] plaintext) {
        return bytes("cbcEncrypt", key32, iv16, plaintext);
      }

      @Override
      public byte @Nullable [] decryptUnauthenticated(
          byte[] key32, byte[] iv16, byte[] ciphertext) {
        return bytesOrNull("cbcDecrypt", key32, iv16, ciphertext);
      }
    };
  }

  private X25519 x25519() {
    return new X25519() {
      @Override
      public byte[] publicKey(byte[] privateKey) {
        return bytes("x25519PublicKey", privateKey);
      }

      @Override
      public byte @Nullable [] agree(byte[] privateKey, byte[] publicKey) {
        return bytesOrNull("x25519Agree", privateKey, publicKey);
      }

      @Override
      public boolean isCanonical(byte[] publicKey) {
        return answer("x25519IsCanonical", publicKey);
      }
    };
  }

  private Ed25519 ed25519() {
    return new Ed25519() {
      @Override
      public byte[] publicKey(byte[] seed) {
        return bytes("ed25519PublicKey", seed);
      }

      @Override
      public byte[] sign(byte[] seed, byte[] message) {
        return bytes("ed25519Sign", seed, message);
      }

      @Override
      public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return answer("ed25519Verify", publicKey, message, signature);
      }
    };
  }

  private XEdDsa xeddsa() {
    return new XEdDsa() {
      @Override
      public byte[] sign(byte[] privateKey, byte[] message, byte[] random64) {
        return bytes("xeddsaSign", privateKey, message, random64);
      }

      @Override
      public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return answer("xeddsaVerify", publicKey, message, signature);
      }
    };
  }

  private static Kem kem(FarSide farSide, String name) {
    return new Kem() {
      @Override
      public KeyPair generate(byte[] random64) {
        Packet out = call(farSide, name).with("generate").with(random64).run();
        return new KeyPair(out.next(), out.next());
      }

      @Override
      public @Nullable Encapsulation encapsulate(byte[] publicKey, byte[] random32) {
        Packet out = call(farSide, name).with("encapsulate").with(publicKey).with(random32).run();
        return out.hasNext() ? new Encapsulation(out.next(), out.next()) : null;
      }

      @Override
      public byte @Nullable [] decapsulate(byte[] privateKey, byte[] ciphertext) {
        return call(farSide, name)
            .with("decapsulate")
            .with(privateKey)
            .with(ciphertext)
            .run()
            .nextOrNull();
      }
    };
  }
}
