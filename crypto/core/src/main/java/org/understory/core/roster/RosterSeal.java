package org.understory.core.roster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.SealedEntry;
import org.understory.wire.Statements;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.SpaceId;

/**
 * Hides roster entries from the server ({@code docs/protocol.md#roster-seal}).
 *
 * <p><b>Guarantees.</b> An entry opens in its space and under its roster key's generation alone.
 * Who holds the newest roster key opens every entry of the log, and who was removed before it none
 * that it seals.
 *
 * <p><b>Does not protect against</b> a forged entry: everyone in the group holds the key. The
 * signature inside is what counts. Sizes show, as {@link Padding} leaves them.
 */
public final class RosterSeal {
  private static final String TYPE = "roster";
  private static final String PREVIOUS = "previous-roster-key";

  /** The key that this nonce goes with seals nothing else. */
  private static final byte[] ZERO_NONCE = new byte[12];

  /** A key and a tag. */
  private static final int WRAPPED = Sealer.KEY + 16;

  private static final byte[] NONE = {};

  private final Sealer sealer;
  private final SpaceId space;

  public RosterSeal(Sealer sealer, SpaceId space) {
    this.sealer = sealer;
    this.space = space;
  }

  /**
   * Seals an entry under a key of {@code keys}. REMOVE goes under the old key, what follows under
   * the new; the first entry of a generation carries the key before it, which must be in {@code
   * keys}.
   *
   * @param firstOfGeneration whether no entry was sealed under this generation before
   * @throws IllegalArgumentException when a key that is needed is missing
   */
  public SealedEntry seal(
      RosterKeys keys, int generation, SignedEntry entry, boolean firstOfGeneration) {
    return seal(keys, generation, entry.bytes(), firstOfGeneration);
  }

  /** The same, of the canonical bytes of a signed entry: of the group's or of a compartment's. */
  public SealedEntry seal(
      RosterKeys keys, int generation, byte[] signedEntry, boolean firstOfGeneration) {
    byte[] key = required(keys.key(generation));
    byte[] sealed =
        sealer.seal(key, TYPE, Padding.pad(signedEntry), space.bytes(), Sealer.u64(generation));
    byte[] previous =
        firstOfGeneration && generation > 1
            ? wrap(key, generation, required(keys.key(generation - 1)))
            : NONE;
    return new SealedEntry(
        1,
        generation,
        Arrays.copyOf(sealed, Sealer.KEY),
        Arrays.copyOfRange(sealed, Sealer.KEY, sealed.length),
        previous);
  }

  /**
   * The canonical {@code SignedEntry} that was sealed, or null: its key is not here, it does not
   * open, or its padding is wrong. {@link Roster#apply(RosterState, byte[])} judges it.
   */
  public byte @Nullable [] open(RosterKeys keys, SealedEntry sealed) {
    byte[] key = keys.key(sealed.rosterKeyGeneration());
    if (key == null) {
      return null;
    }
    byte[] whole = Arrays.copyOf(sealed.salt(), sealed.salt().length + sealed.ciphertext().length);
    System.arraycopy(
        sealed.ciphertext(), 0, whole, sealed.salt().length, sealed.ciphertext().length);
    byte[] padded =
        sealer.open(key, TYPE, whole, space.bytes(), Sealer.u64(sealed.rosterKeyGeneration()));
    if (padded == null) {
      return null;
    }
    try {
      return Padding.unpad(padded);
    } catch (InvalidWireException e) {
      return null;
    }
  }

  /**
   * {@code keys} with every earlier key that these entries carry, also where some in between are
   * missing. Only a key that opens under one already held is taken in, and none that is held
   * changes.
   *
   * @param log the roster log's entries, in the order of the log
   */
  public RosterKeys unwrap(RosterKeys keys, List<SealedEntry> log) {
    RosterKeys all = keys;
    int generation = keys.newestGeneration();
    while (generation > 1) {
      byte[] previous = all.key(generation - 1) == null ? previousKey(all, generation, log) : null;
      all = previous == null ? all : all.with(generation - 1, previous);
      generation = all.newestGenerationBelow(generation);
    }
    return all;
  }

  private byte @Nullable [] previousKey(RosterKeys keys, int generation, List<SealedEntry> log) {
    for (SealedEntry entry : log) {
      byte[] previous = entry.rosterKeyGeneration() == generation ? previousKey(keys, entry) : null;
      if (previous != null) {
        return previous;
      }
    }
    return null;
  }

  private byte @Nullable [] previousKey(RosterKeys keys, SealedEntry entry) {
    byte[] key = keys.key(entry.rosterKeyGeneration());
    if (key == null || entry.rosterKeyGeneration() < 2 || entry.previousKey().length != WRAPPED) {
      return null;
    }
    return sealer
        .primitives()
        .aead()
        .open(
            sealer.derive(key, PREVIOUS),
            ZERO_NONCE,
            place(entry.rosterKeyGeneration()),
            entry.previousKey());
  }

  private byte[] wrap(byte[] key, int generation, byte[] previous) {
    return sealer
        .primitives()
        .aead()
        .seal(sealer.derive(key, PREVIOUS), ZERO_NONCE, place(generation), previous);
  }

  private byte[] place(int generation) {
    return Statements.of(PREVIOUS, space.bytes(), Sealer.u64(generation));
  }

  private static byte[] required(byte @Nullable [] key) {
    if (key == null) {
      throw new IllegalArgumentException("the roster key of that generation is not here");
    }
    return key;
  }

  @Override
  public String toString() {
    return "RosterSeal";
  }
}
