package org.understory.server.quota;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import org.understory.server.config.Quotas;
import org.understory.server.config.Sources;
import org.understory.server.postgres.Database;
import org.understory.wire.id.SpaceId;

/**
 * Judges whether a space may have more entries and items. What it has is read now and then, and
 * what is taken in between is added; what went in between counts again at the next reading. Used on
 * one event loop.
 */
public final class QuotaService {
  private static final long READ_AGAIN_MS = 30_000;
  private static final int REMEMBERED = 4_096;

  private static final class Usage {
    final long readAt;
    long entries;
    long bytes;

    Usage(long readAt) {
      this.readAt = readAt;
    }
  }

  private final Database database;
  private final QuotaStore store;
  private final Sources sources;
  private final Quotas quotas;
  private final Map<SpaceId, Future<Usage>> usages =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SpaceId, Future<Usage>> eldest) {
          return size() > REMEMBERED;
        }
      };

  QuotaService(Database database, QuotaStore store, Sources sources, Quotas quotas) {
    this.database = database;
    this.store = store;
    this.sources = sources;
    this.quotas = quotas;
  }

  /** On PostgreSQL. */
  public static QuotaService on(Database database, Sources sources, Quotas quotas) {
    return new QuotaService(database, new PgQuotaStore(), sources, quotas);
  }

  /** Takes room for entries; false: there is not as much. */
  public Future<Boolean> take(SpaceId space, int entries, long bytes) {
    return usage(space)
        .map(usage -> {
          if (!fits(usage, entries, bytes)) {
            return false;
          }
          usage.entries += entries;
          usage.bytes += bytes;
          return true;
        });
  }

  /** Whether there is room for so much. */
  public Future<Boolean> fits(SpaceId space, int entries, long bytes) {
    return usage(space).map(usage -> fits(usage, entries, bytes));
  }

  private boolean fits(Usage usage, int entries, long bytes) {
    return usage.entries + entries <= quotas.entries() && usage.bytes + bytes <= quotas.bytes();
  }

  private Future<Usage> usage(SpaceId space) {
    long now = sources.nowMillis();
    Future<Usage> known = usages.get(space);
    if (known != null
        && !known.failed()
        && (!known.isComplete() || now - known.result().readAt < READ_AGAIN_MS)) {
      return known;
    }
    Future<Usage> read =
        store
            .kept(database.aside(), space)
            .map(kept -> {
              Usage usage = new Usage(now);
              usage.entries = kept.entries();
              usage.bytes = kept.bytes();
              return usage;
            });
    usages.put(space, read);
    return read;
  }

  /** What spaces have has changed much: it is read again. */
  public void forget() {
    usages.clear();
  }
}
