package org.understory.signal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.TestDevice;
import org.understory.signal.primitive.BlockCipher;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;
import org.understory.signal.primitive.X25519;

/**
 * Secrets in between (Diffie-Hellman and KEM secrets, what goes into and comes out of key
 * derivation, message keys and IVs) are zero once a call is over. The ports see the arrays; what
 * the runtime copied nobody sees ({@code docs/memory.md}).
 */
class WipingTest {
  private record Secret(String what, byte[] bytes) {
    @Override
    public String toString() {
      return what;
    }
  }

  private final List<Secret> secrets = new ArrayList<>();
  private final UnderstoryEngine engine =
      new UnderstoryEngine(watched(BouncyCastlePrimitives.create()), new SeededRandomness(2));
  private final TestDevice alice = new TestDevice(engine, "alice");
  private final TestDevice bob = new TestDevice(engine, "bob");

  @Test
  void a_handshake_leaves_nothing() throws ProtocolException {
    alice.startSessionWith(bob);
    say(alice, bob);
    nothingIsLeftOf(Set.of("agreed", "KEM secret", "derived", "derived from", "salt"));
  }

  /** Long enough for the braid to agree twice. */
  @Test
  void a_conversation_leaves_nothing() throws ProtocolException {
    alice.startSessionWith(bob);
    for (int i = 0; i < 100; i++) {
      say(alice, bob);
      say(bob, alice);
    }
    nothingIsLeftOf(
        Set.of("agreed", "KEM secret", "derived", "derived from", "salt", "cipher key", "IV"));
  }

  @Test
  void a_message_that_was_overtaken_leaves_nothing() throws ProtocolException {
    alice.startSessionWith(bob);
    say(alice, bob);
    var late = alice.encryptTo(bob, new byte[3]);
    say(alice, bob);
    assertArrayEquals(new byte[3], bob.decryptFrom(alice, late));
    nothingIsLeftOf(Set.of("derived", "derived from", "salt", "cipher key", "IV"));
  }

  @Test
  void a_group_message_leaves_nothing() throws ProtocolException {
    byte[] id = new byte[16];
    byte[] distribution = engine.createSenderKeyDistribution(alice.store(), alice.address(), id);
    engine.processSenderKeyDistribution(bob.store(), alice.address(), distribution);
    byte[] post = engine.groupEncrypt(alice.store(), alice.address(), id, new byte[9]);
    assertArrayEquals(
        new byte[9], engine.groupDecrypt(bob.store(), alice.address(), post, TestDevice.NOW));
    nothingIsLeftOf(Set.of("derived", "derived from", "cipher key", "IV"));
  }

  private void nothingIsLeftOf(Set<String> kinds) {
    Set<String> seen = new TreeSet<>();
    for (Secret secret : secrets) {
      assertArrayEquals(new byte[secret.bytes().length], secret.bytes(), secret.what());
      seen.add(secret.what());
    }
    assertTrue(seen.containsAll(kinds), () -> "only saw " + seen);
  }

  private static void say(TestDevice from, TestDevice to) throws ProtocolException {
    assertEquals(5, to.decryptFrom(from, from.encryptTo(to, new byte[5])).length);
  }

  private Primitives watched(Primitives ports) {
    return new Primitives(
        watched(Digest.class, ports.digest()),
        ports.aead(),
        watched(BlockCipher.class, ports.cbc()),
        watched(X25519.class, ports.x25519()),
        ports.ed25519(),
        ports.xeddsa(),
        watched(Kem.class, ports.kyber1024()),
        watched(Kem.class, ports.mlKem768()),
        ports.passwordHash());
  }

  private <T> T watched(Class<T> type, T port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object result = call(port, method, arguments);
              note(method.getName(), arguments, result);
              return result;
            }));
  }

  private void note(String method, Object[] arguments, @Nullable Object result) {
    switch (method) {
      case "hkdfSha256" -> {
        keep("salt", arguments[0]);
        keep("derived from", arguments[1]);
        keep("derived", result);
      }
      case "encryptUnauthenticated", "decryptUnauthenticated" -> {
        keep("cipher key", arguments[0]);
        keep("IV", arguments[1]);
      }
      case "agree" -> keep("agreed", result);
      case "decapsulate" -> keep("KEM secret", result);
      case "encapsulate" -> {
        if (result instanceof Kem.Encapsulation made) {
          keep("KEM secret", made.sharedSecret());
        }
      }
      default -> {}
    }
  }

  private void keep(String what, @Nullable Object bytes) {
    if (bytes instanceof byte[] secret && secret.length > 0) {
      secrets.add(new Secret(what, secret));
    }
  }

  private static @Nullable Object call(Object port, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(port, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
