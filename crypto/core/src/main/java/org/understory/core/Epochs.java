package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryBody.EpochEntry;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Rows;
import org.understory.wire.id.Epoch;

/**
 * The epoch secrets of one circle that this device holds ({@code docs/protocol.md#epoch}). A secret
 * that somebody sent is a candidate until an EPOCH entry of the verified roster carries its hash;
 * only then is it used.
 */
final class Epochs {
  /** Candidates kept for one epoch: more would let a member fill the store. */
  private static final int MAX_CANDIDATES = 8;

  private final Rows rows;
  private final Sealer sealer;
  private final EpochSecret.Of of;
  private final String secrets;
  private final String offered;

  /** Of the group. */
  Epochs(Rows rows, Sealer sealer) {
    this(rows, sealer, EpochSecret.Of.GROUP, "");
  }

  /**
   * @param prefix of the rows, with its slash
   */
  Epochs(Rows rows, Sealer sealer, EpochSecret.Of of, String prefix) {
    this.rows = rows;
    this.sealer = sealer;
    this.of = of;
    this.secrets = prefix + "e/";
    this.offered = prefix + "ec/";
  }

  @Nullable EpochSecret secret(int generation, int step) {
    byte[] secret = rows.get(secrets + name(generation, step));
    return secret == null ? null : EpochSecret.of(of, generation, step, secret);
  }

  @Nullable EpochSecret secret(@Nullable EpochEntry entry) {
    return entry == null ? null : secret(entry.generation(), entry.step());
  }

  /** Keeps an unverified secret until its EPOCH entry comes. */
  void offer(EpochSecret candidate) {
    String prefix = offered + name(candidate.generation(), candidate.step()) + "/";
    if (rows.scan(prefix).size() < MAX_CANDIDATES) {
      rows.put(prefix + Hex.of(candidate.secretHash(sealer)), candidate.secretBytes());
    }
  }

  /**
   * Takes the secret of an applied EPOCH entry: from the candidates, or one step on from the secret
   * before.
   *
   * @param stepMadeBy hash of the entry that made the step, or null before any did
   * @return the secret that matches the entry, or null while it is missing
   */
  @Nullable EpochSecret adopt(EpochEntry entry, byte @Nullable [] stepMadeBy) {
    return adopt(new Epoch(entry.generation(), entry.step()), entry.secretHash(), stepMadeBy);
  }

  /** The same, for the epoch and the hash that the entry names. */
  @Nullable EpochSecret adopt(Epoch entry, byte[] secretHash, byte @Nullable [] stepMadeBy) {
    EpochSecret known = secret(entry.generation(), entry.step());
    if (known != null && sealer.primitives().digest().equal(known.secretHash(sealer), secretHash)) {
      return known;
    }
    for (EpochSecret candidate : candidates(entry, stepMadeBy)) {
      if (sealer.primitives().digest().equal(candidate.secretHash(sealer), secretHash)) {
        String name = name(entry.generation(), entry.step());
        rows.put(secrets + name, candidate.secretBytes());
        rows.deleteAll(offered + name + "/");
        return candidate;
      }
    }
    return null;
  }

  /** Forgets the secret of an epoch; what it sealed is gone. */
  void destroy(int generation, int step) {
    String name = name(generation, step);
    if (rows.has(secrets + name)) {
      rows.delete(secrets + name);
    }
    rows.deleteAll(offered + name + "/");
  }

  private List<EpochSecret> candidates(Epoch entry, byte @Nullable [] stepMadeBy) {
    List<EpochSecret> found = new ArrayList<>();
    if (stepMadeBy != null && entry.step() > 0) {
      EpochSecret before = secret(entry.generation(), entry.step() - 1);
      if (before != null) {
        found.add(before.step(sealer, stepMadeBy));
      }
    }
    String prefix = offered + name(entry.generation(), entry.step()) + "/";
    for (Map.Entry<String, byte[]> row : rows.scan(prefix).entrySet()) {
      found.add(EpochSecret.of(of, entry.generation(), entry.step(), row.getValue()));
    }
    return found;
  }

  /** Secrets that were offered and that no entry has confirmed, the newest epoch's first. */
  List<EpochSecret> unconfirmed() {
    List<EpochSecret> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> row : rows.scan(offered).entrySet()) {
      String rest = row.getKey().substring(offered.length());
      int slash = rest.indexOf('/');
      int generation = (int) Long.parseLong(rest.substring(0, slash), 16);
      int step = (int) Long.parseLong(rest.substring(slash + 1, rest.indexOf('/', slash + 1)), 16);
      found.add(0, EpochSecret.of(of, generation, step, row.getValue()));
    }
    return found;
  }

  /** Throws away the secrets of epochs behind this one: they were of a branch that was given up. */
  void forgetBehind(Epoch last) {
    for (String key : List.copyOf(rows.scan(secrets).keySet())) {
      int generation =
          (int) Long.parseLong(key.substring(secrets.length(), secrets.length() + 16), 16);
      int step = (int) Long.parseLong(key.substring(secrets.length() + 17), 16);
      if (new Epoch(generation, step).compareTo(last) > 0) {
        rows.delete(key);
      }
    }
  }

  private static String name(int generation, int step) {
    return Hex.of(generation) + "/" + Hex.of(step);
  }
}
