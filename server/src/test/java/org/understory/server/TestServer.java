package org.understory.server;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.understory.server.config.Arguments;
import org.understory.server.config.Configuration;
import org.understory.server.config.Sources;
import org.understory.server.postgres.Database;
import org.understory.server.postgres.EmbeddedPostgres;

/**
 * One server on a real PostgreSQL for all tests of a run, with buckets of a second. Tests share it:
 * each founds spaces of its own.
 */
public final class TestServer implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(TestServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .getOrComputeIfAbsent("server", ignored -> Running.start(), Running.class);
  }

  /** The running server, and a look into its tables. */
  public static final class Running
      implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    private final Path data;
    private final Understory server;
    private final Vertx vertx;
    private final Database database;

    private Running(Path data, Understory server) {
      this.data = data;
      this.server = server;
      this.vertx = Vertx.vertx();
      this.database = Database.open(vertx, EmbeddedPostgres.addressIn(data));
    }

    static Running start() {
      try {
        Path data = Files.createTempDirectory("understory-test").resolve("data");
        return new Running(
            data, Understory.start(configuration(data, freePort()), Sources.system()));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    static Configuration configuration(Path data, int port, String... more) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--data",
                  data.toString(),
                  "--port",
                  Integer.toString(port),
                  "--bucket-seconds",
                  "1",
                  "--content-cap-seconds",
                  "600"));
      arguments.addAll(List.of(more));
      Configuration configuration = Arguments.parse(arguments);
      if (configuration == null) {
        throw new AssertionError("no configuration");
      }
      return configuration;
    }

    static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    int port() {
      return server.port();
    }

    Path data() {
      return data;
    }

    TestClient connect() {
      return new TestClient(port());
    }

    /** A ticket that the running server takes. */
    byte[] ticket() {
      return ticketOf(Understory.newTicket(server.configuration(), Sources.system()));
    }

    static byte[] ticketOf(String link) {
      return Base64.getUrlDecoder().decode(link.substring(link.indexOf("#v1.") + 4));
    }

    /** The one number that a query gives. */
    long count(String query) {
      try {
        return database
            .run(query)
            .map(rows -> rows.iterator().next().getLong(0))
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(query, e);
      }
    }

    /** The one text that a query gives. */
    String text(String query) {
      try {
        return database
            .run(query)
            .map(rows -> String.valueOf(rows.iterator().next().getString(0)))
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(query, e);
      }
    }

    /** All rows that a query gives, by the names of their columns. */
    List<Map<String, Object>> rows(String query) {
      try {
        return database
            .run(query)
            .map(rows -> {
              List<Map<String, Object>> all = new ArrayList<>();
              for (Row row : rows) {
                Map<String, Object> values = new LinkedHashMap<>();
                for (int i = 0; i < row.size(); i++) {
                  Object value = row.getValue(i);
                  if (value != null) {
                    values.put(row.getColumnName(i), value);
                  }
                }
                all.add(values);
              }
              return all;
            })
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(query, e);
      }
    }

    @Override
    public void close() {
      database.close();
      vertx.close();
      server.close();
      deleteTree(data.resolve("..").normalize());
    }

    static void deleteTree(Path tree) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        // a temporary directory of a test
      }
    }
  }
}
