package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.SignedEntry;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Ed25519;
import org.understory.signal.primitive.Primitives;
import org.understory.wire.codec.InvalidWireException;

/** A newcomer verifies the history once; what was judged is no free pass for anything else. */
class JudgedOnceTest {
  private final Map<String, Integer> verified = new HashMap<>();
  private final Simulation simulation = new Simulation(4711, counting());

  private Primitives counting() {
    Primitives all = BouncyCastlePrimitives.create();
    Ed25519 real = all.ed25519();
    Ed25519 counted =
        new Ed25519() {
          @Override
          public byte[] publicKey(byte[] seed) {
            return real.publicKey(seed);
          }

          @Override
          public byte[] sign(byte[] seed, byte[] message) {
            return real.sign(seed, message);
          }

          @Override
          public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
            verified.merge(Hex.of(signature), 1, Integer::sum);
            return real.verify(publicKey, message, signature);
          }
        };
    return new Primitives(
        all.digest(),
        all.aead(),
        all.cbc(),
        all.x25519(),
        counted,
        all.xeddsa(),
        all.kyber1024(),
        all.mlKem768(),
        all.passwordHash());
  }

  private static int verifiedBy(Map<String, Integer> verified, List<SignedEntry> entries) {
    return entries.stream()
        .mapToInt(entry -> verified.getOrDefault(Hex.of(entry.signature()), 0))
        .max()
        .orElseThrow();
  }

  private static List<SignedEntry> history(Simulation.Person person) {
    return person.client.parts().membership.history().stream()
        .map(RosterLine.Applied::entry)
        .toList();
  }

  @Test
  void a_newcomer_verifies_the_signature_of_each_entry_once() {
    Simulation.Person founder = simulation.founder();
    Simulation.Person earlier = simulation.joiner(founder, "Ben");
    earlier.disconnect();
    simulation.people.remove(earlier);
    Simulation.Person joiner = simulation.person();
    assertEquals("", joiner.client.join(simulation.invite(founder), "Cleo", "", simulation.now));
    simulation.settle();
    joiner.disconnect();
    simulation.people.remove(joiner);
    String request = founder.client.view().requests().getFirst().id();
    assertEquals("", founder.client.approve(request, simulation.now));
    simulation.leap(Undo.WAIT_MILLIS);
    founder.disconnect();
    simulation.people.clear();
    simulation.people.add(joiner);
    verified.clear();
    simulation.settle();
    List<SignedEntry> history = history(joiner);
    assertEquals("READY", joiner.phase());
    assertEquals(history(founder).size(), history.size());
    // The first says which group it is, and is judged wherever it comes.
    assertEquals(1, verifiedBy(verified, history.subList(1, history.size())));
  }

  @Test
  void an_entry_that_differs_from_the_judged_one_or_stands_elsewhere_is_judged() {
    Simulation.Person founder = simulation.founder();
    Simulation.Person ben = simulation.joiner(founder, "Ben");
    ben.heldBackRoster = true;
    int known = history(ben).size();
    simulation.invite(founder);
    simulation.invite(founder);
    List<SignedEntry> all = history(founder);
    assertTrue(all.size() > known + 1, "two entries that Ben has not seen");
    SignedEntry next = all.get(known);
    byte[] forged = next.bytes();
    forged[forged.length - 1] ^= 1;
    List<SignedEntry> judged = new ArrayList<>(all);
    RosterLine line = ben.client.parts().membership.line();
    line.knowing(judged, () -> line.hear(List.of(decode(forged), all.get(known + 1))));
    assertEquals(known, line.applied().size());
    line.knowing(judged, () -> line.hear(List.of(next)));
    assertEquals(known + 1, line.applied().size());
    verified.clear();
    line.hear(List.of(all.get(known + 1)));
    assertEquals(1, verifiedBy(verified, List.of(all.get(known + 1))), "nothing is kept of it");
  }

  private static SignedEntry decode(byte[] bytes) {
    try {
      return EntryCodec.decode(bytes);
    } catch (InvalidWireException e) {
      throw new AssertionError(e);
    }
  }
}
