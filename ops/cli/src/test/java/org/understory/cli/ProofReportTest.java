package org.understory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.cli.host.Sources;
import org.understory.core.fork.ForkProof;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.EntryBody.ChannelEntry;
import org.understory.core.roster.NameKind;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.seal.Sealer;
import org.understory.signal.IdentityKeyPair;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/** {@code verify-proof} says the truth, with nothing but a file. */
class ProofReportTest {
  private static final long NOW = 1_790_000_000_000L;

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();
  private final Sealer sealer =
      new Sealer(BouncyCastlePrimitives.create(), target -> random.nextBytes(target));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private byte[] bytes(int length) {
    return sealer.randomness().bytes(length);
  }

  /** A founder who signs two entries behind CREATE. */
  private byte[] proof() {
    byte[] secret = bytes(32);
    byte[] identity = new byte[33];
    identity[0] = 5;
    System.arraycopy(sealer.primitives().x25519().publicKey(secret), 0, identity, 1, 32);
    DeviceKeySet founder = DeviceKeySet.fresh(sealer, new IdentityKeyPair(identity, secret));
    RosterAuthor create = new RosterAuthor(sealer, RosterState.EMPTY, founder, NOW);
    create.create(
        SpaceId.of(bytes(16)),
        sealer.primitives().ed25519().publicKey(bytes(32)),
        new Commitment(NameKind.MEMBER, bytes(32)),
        new Commitment(NameKind.GROUP, bytes(32)),
        new byte[0]);
    ForkProof proof =
        new ForkProof(
            create.entries(), channel(create.state(), founder), channel(create.state(), founder));
    return Objects.requireNonNull(proof.encoded());
  }

  private List<SignedEntry> channel(RosterState on, DeviceKeySet by) {
    RosterAuthor author = new RosterAuthor(sealer, on, by, NOW);
    author.append(new ChannelEntry(LogId.of(bytes(16)), bytes(32), 3600, new byte[0], List.of()));
    return author.entries();
  }

  private int run(byte[] file, String... options) throws IOException {
    out.reset();
    Path path = Files.write(folder.resolve("proof"), file);
    Program program =
        new Program(
            Sources.system(),
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    List<String> arguments = new java.util.ArrayList<>(List.of("verify-proof", path.toString()));
    arguments.addAll(List.of(options));
    return program.run(arguments);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_fork_is_proven_without_a_state_or_a_passphrase() throws IOException {
    byte[] proof = proof();
    assertEquals(0, run(proof));
    assertTrue(said().contains("signed on both branches"));
    assertEquals(0, run(Base64.getUrlEncoder().withoutPadding().encode(proof)), "as text");
    assertEquals(0, run(proof, "--json"));
    assertTrue(said().contains("\"proven\":true"));
  }

  @Test
  void one_flipped_bit_proves_nothing_and_the_exit_status_says_so() throws IOException {
    byte[] proof = proof();
    for (int at = 20; at < proof.length; at += 37) {
      byte[] changed = proof.clone();
      changed[at] ^= 1;
      assertEquals(1, run(changed));
      assertFalse(said().contains("signed on both"));
    }
    assertEquals(1, run(new byte[0]));
    assertTrue(said().contains("proves nothing"));
  }

  @Test
  void a_file_that_is_not_there_is_not_understood() {
    Program program =
        new Program(
            Sources.system(),
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    assertEquals(2, program.run(List.of("verify-proof", folder.resolve("none").toString())));
  }
}
