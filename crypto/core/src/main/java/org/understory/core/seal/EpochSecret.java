package org.understory.core.seal;

import org.understory.signal.Randomness;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

/**
 * The secret that all current devices of a group, or of a compartment, share in one epoch ({@code
 * docs/protocol.md#epoch}, {@code #compartment-keys}). The two derive under different tags: no key
 * of one circle is ever one of the other.
 *
 * <p><b>Guarantees.</b> Whoever holds it computes the secrets of later steps of its generation, and
 * none of an earlier step or of another generation. Immutable; its text form shows the epoch alone.
 *
 * <p><b>Does not protect against</b> a member: every member holds every key that derives from it.
 */
public final class EpochSecret {
  private static final int LENGTH = 32;

  /** Whose secret it is. */
  public enum Of {
    GROUP,
    COMPARTMENT
  }

  private final Of of;
  private final int generation;
  private final int step;
  private final byte[] secret;

  private EpochSecret(Of of, int generation, int step, byte[] secret) {
    this.of = of;
    this.generation = generation;
    this.step = step;
    this.secret = secret;
  }

  /**
   * A secret that came from somebody else or from the store. Compare it with the EPOCH entry before
   * using any key of it.
   *
   * @param generation at least 1
   * @param step at least 0
   * @param secret 32 bytes, copied
   * @throws IllegalArgumentException when one of them is out of range
   */
  public static EpochSecret of(int generation, int step, byte[] secret) {
    return of(Of.GROUP, generation, step, secret);
  }

  /** The same, of a group or a compartment. */
  public static EpochSecret of(Of of, int generation, int step, byte[] secret) {
    if (generation < 1 || step < 0 || secret.length != LENGTH) {
      throw new IllegalArgumentException("an epoch secret has generation >= 1 and 32 bytes");
    }
    return new EpochSecret(of, generation, step, secret.clone());
  }

  /** Fresh randomness, which starts a generation: at founding and with every REMOVE. */
  public static EpochSecret fresh(Randomness randomness, int generation) {
    return fresh(Of.GROUP, randomness, generation);
  }

  /** The same, of a group or a compartment. */
  public static EpochSecret fresh(Of of, Randomness randomness, int generation) {
    return of(of, generation, 0, randomness.bytes(LENGTH));
  }

  public int generation() {
    return generation;
  }

  public int step() {
    return step;
  }

  /** The 32 secret bytes, as a copy: only to be stored or to be sent inside a pairwise session. */
  public byte[] secretBytes() {
    return secret.clone();
  }

  /**
   * The secret one step on, which every holder of this one computes without a message.
   *
   * @param addEntryHash the hash of the ADD that makes the step
   */
  public EpochSecret step(Sealer sealer, byte[] addEntryHash) {
    return new EpochSecret(
        of,
        generation,
        Math.addExact(step, 1),
        sealer.derive(secret, tag("epoch-step", "step"), addEntryHash));
  }

  /** What the EPOCH entry says of the secret. */
  public byte[] secretHash(Sealer sealer) {
    return sealer.hash(tag("epoch-secret", "secret"), secret);
  }

  /** The key that seals a channel's messages in this epoch. */
  public byte[] channelKey(Sealer sealer, LogId channel) {
    return sealer.derive(secret, tag("channel", "channel"), channel.bytes());
  }

  /** The key that seals items laid down by the commit that led to this epoch. */
  public byte[] itemKey(Sealer sealer) {
    return sealer.derive(secret, "item");
  }

  /** The key that seals the stewards' leases in this epoch. */
  public byte[] leaseKey(Sealer sealer) {
    return sealer.derive(secret, "lease");
  }

  /** The key that seals proposals in this epoch. */
  public byte[] proposalsKey(Sealer sealer) {
    return sealer.derive(secret, "proposals");
  }

  /**
   * The Ed25519 seed of the access key that proves "a current member" to the server: of the group,
   * or of the compartment whose logs that key guards.
   */
  public byte[] memberAccessSeed(Sealer sealer, SpaceId space) {
    return sealer.derive(secret, tag("member-access", "access"), space.bytes());
  }

  /** The public half of {@link #memberAccessSeed}, which EPOCH names and the server keeps. */
  public byte[] memberAccessKey(Sealer sealer, SpaceId space) {
    return sealer.primitives().ed25519().publicKey(memberAccessSeed(sealer, space));
  }

  private String tag(String ofGroup, String ofCompartment) {
    return of == Of.GROUP ? ofGroup : "compartment-" + ofCompartment;
  }

  /** Whether both are the very same secret of the same epoch; constant time in the secret. */
  public boolean sameAs(Sealer sealer, EpochSecret other) {
    return of == other.of
        && generation == other.generation
        && step == other.step
        && sealer.primitives().digest().equal(secret, other.secret);
  }

  @Override
  public String toString() {
    return "EpochSecret[" + generation + "." + step + "]";
  }
}
