package org.understory.server.space;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.server.delivery.Refused;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.Sql;
import org.understory.server.postgres.Tx;
import org.understory.server.space.Space.MemberKey;
import org.understory.server.space.Space.Standing;
import org.understory.verify.SignatureVerifier;
import org.understory.wire.Statements;
import org.understory.wire.frame.Reason;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.frame.StewardSignature;
import org.understory.wire.id.SpaceId;

/** Who may do what in a space. */
public final class SpaceService {
  private final Database database;
  private final SpaceStore store;

  SpaceService(Database database, SpaceStore store) {
    this.database = database;
    this.store = store;
  }

  /** On PostgreSQL. */
  public static SpaceService on(Database database) {
    return new SpaceService(database, new PgSpaceStore());
  }

  /** How a member key stands. */
  public Future<MemberKey> memberKey(SpaceId id, byte[] key) {
    return store
        .find(database, id)
        .compose(space -> {
          if (space == null) {
            return Future.succeededFuture(new MemberKey(Standing.UNKNOWN, 0));
          }
          return Arrays.equals(space.memberKey(), key)
              ? Future.succeededFuture(new MemberKey(Standing.CURRENT, space.accessVersion()))
              : pastOrUnknown(id, key).map(standing -> new MemberKey(standing, 0));
        });
  }

  /** How a steward key stands. */
  public Future<Standing> stewardKey(SpaceId id, byte[] key) {
    return store
        .find(database, id)
        .compose(space -> {
          if (space == null) {
            return Future.succeededFuture(Standing.UNKNOWN);
          }
          if (space.isRescue(key)) {
            return Future.succeededFuture(Standing.RESCUE);
          }
          return space.isSteward(key)
              ? Future.succeededFuture(Standing.CURRENT)
              : pastOrUnknown(id, key);
        });
  }

  private Future<Standing> pastOrUnknown(SpaceId id, byte[] key) {
    return store.isPast(database, id, key).map(past -> past ? Standing.PAST : Standing.UNKNOWN);
  }

  /**
   * Makes sure that a member's proof is of the current epoch and stays so to the end of the
   * transaction.
   */
  public Future<Void> holdMember(Tx tx, SpaceId id, long version) {
    return store
        .holdAccessVersion(tx, id)
        .compose(current -> {
          if (current == null) {
            return Future.failedFuture(Refused.notAllowed());
          }
          return current == version
              ? Future.succeededFuture()
              : Future.failedFuture(Refused.because(Reason.STALE));
        });
  }

  /** Reads a space that a steward changes, and holds its lock to the end of the transaction. */
  public Future<Space> lockForSteward(Tx tx, SpaceId id, byte[] stewardKey) {
    return store
        .lock(tx, id)
        .compose(space ->
            space != null && space.isSteward(stewardKey)
                ? Future.succeededFuture(space)
                : Future.failedFuture(Refused.notAllowed()));
  }

  /** As {@link #lockForSteward}, but the rescue key does as well. */
  public Future<Space> lockForCommit(Tx tx, SpaceId id, byte[] key) {
    return store
        .lock(tx, id)
        .compose(space ->
            space != null && (space.isSteward(key) || space.isRescue(key))
                ? Future.succeededFuture(space)
                : Future.failedFuture(Refused.notAllowed()));
  }

  /** Makes a space as its first commit says. */
  public Future<Void> create(Tx tx, SpaceId id, byte[] memberKey, StewardSet set) {
    requireWellFormed(set);
    if (set.version() != 1 || !set.signatures().isEmpty()) {
      throw Refused.notAllowed();
    }
    return store
        .create(tx, id, memberKey, set)
        .compose(made ->
            made
                ? store.setStewards(tx, id, 1, set.threshold(), set.keys(), List.of())
                : Future.failedFuture(Refused.notAllowed()));
  }

  /** Notes how long the roster is now. */
  public Future<Void> setRosterHead(Tx tx, SpaceId id, long head) {
    return store.setRosterHead(tx, id, head);
  }

  /** Starts the next epoch with its member key, which must be a new one. */
  public Future<Void> setMemberKey(Tx tx, Space space, byte[] next) {
    return store
        .isPast(tx, space.id(), next)
        .compose(past ->
            past
                ? Future.failedFuture(Refused.notAllowed())
                : store.setMemberKey(tx, space.id(), space.memberKey(), next));
  }

  /**
   * Replaces the steward set, on the signatures of the current threshold or, once, on that of the
   * rescue key; tells which keys are out.
   *
   * @param by the key that commits
   */
  public Future<List<byte[]>> setStewards(Tx tx, Space space, StewardSet set, byte[] by) {
    requireWellFormed(set);
    if (set.version() != space.setVersion() + 1) {
      throw Refused.conflict(space.setVersion());
    }
    byte[] statement =
        Statements.stewardSet(
            space.id(), set.version(), set.keys(), set.threshold(), set.rescueKey());
    if (space.isSteward(by)) {
      requireThreshold(space, set.signatures(), statement);
    } else {
      requireRescue(space, set, statement);
    }
    List<byte[]> removed = new ArrayList<>(without(space.stewards(), set.keys()));
    Future<Void> rescued = Future.succeededFuture();
    if (!Arrays.equals(space.rescueKey(), set.rescueKey())) {
      rescued = store.setRescueKey(tx, space.id(), space.rescueKey(), set.rescueKey());
    }
    Future<Void> keys =
        rescued.compose(done ->
            store.setStewards(
                tx,
                space.id(),
                set.version(),
                set.threshold(),
                without(set.keys(), space.stewards()),
                List.copyOf(removed)));
    return keys.map(done -> {
      if (space.rescueKey().length > 0 && !Arrays.equals(space.rescueKey(), set.rescueKey())) {
        removed.add(space.rescueKey());
      }
      return removed;
    });
  }

  /** The rescue key is good for one set, which names its successor. */
  private static void requireRescue(Space space, StewardSet set, byte[] statement) {
    boolean signed =
        set.signatures().size() == 1
            && space.isRescue(set.signatures().getFirst().key())
            && SignatureVerifier.verify(
                space.rescueKey(), statement, set.signatures().getFirst().signature());
    if (!signed
        || set.rescueKey().length == 0
        || Arrays.equals(set.rescueKey(), space.rescueKey())) {
      throw Refused.notAllowed();
    }
  }

  /** A steward replaces its own key: the old one signs the new. */
  public Future<Void> replaceSteward(
      Tx tx, Space space, byte[] oldKey, byte[] newKey, long version, byte[] signature) {
    if (version != space.setVersion() + 1) {
      throw Refused.conflict(space.setVersion());
    }
    byte[] statement = Statements.stewardKey(space.id(), version, oldKey, newKey);
    if (!space.isSteward(oldKey)
        || space.isSteward(newKey)
        || space.isRescue(newKey)
        || !SignatureVerifier.verify(oldKey, statement, signature)) {
      throw Refused.notAllowed();
    }
    return store.setStewards(
        tx, space.id(), version, space.threshold(), List.of(newKey), List.of(oldKey));
  }

  /** Refuses unless the current threshold of current stewards signed a statement. */
  public static void requireThreshold(
      Space space, List<StewardSignature> signatures, byte[] statement) {
    List<byte[]> signers = new ArrayList<>();
    for (StewardSignature signature : signatures) {
      boolean fresh = without(List.of(signature.key()), signers).size() == 1;
      if (fresh
          && space.isSteward(signature.key())
          && SignatureVerifier.verify(signature.key(), statement, signature.signature())) {
        signers.add(signature.key());
      }
    }
    if (signers.size() < space.threshold()) {
      throw Refused.notAllowed();
    }
  }

  private static void requireWellFormed(StewardSet set) {
    boolean rising = true;
    for (int i = 1; i < set.keys().size(); i++) {
      rising &= Arrays.compareUnsigned(set.keys().get(i - 1), set.keys().get(i)) < 0;
    }
    if (!rising || set.threshold() > set.keys().size()) {
      throw Refused.notAllowed();
    }
  }

  private static List<byte[]> without(List<byte[]> keys, List<byte[]> others) {
    return keys.stream()
        .filter(key -> others.stream().noneMatch(other -> Arrays.equals(other, key)))
        .toList();
  }

  /** Sets when a space is deleted, or that it is not. */
  public Future<Void> setDeleteAfter(Tx tx, SpaceId id, @Nullable Long seconds) {
    return store.setDeleteAfter(tx, id, seconds);
  }

  /** The spaces whose time has come. */
  public Future<List<SpaceId>> dueForDeletion(Sql sql, long now) {
    return store.dueForDeletion(sql, now);
  }

  /** Deletes a space with all its control data. */
  public Future<Void> delete(Tx tx, SpaceId id) {
    return store.delete(tx, id);
  }
}
