package org.understory.server.postgres;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.ConfigurationException;

/**
 * How a database is reached: through the embedded one's socket, or at the address an operator gave.
 */
public final class Address {
  static final String USER = "understory";
  private static final String EMBEDDED_DATABASE = "postgres";

  private final PgConnectOptions options;
  private final @Nullable Path socketDirectory;

  private Address(PgConnectOptions options, @Nullable Path socketDirectory) {
    this.options = options;
    this.socketDirectory = socketDirectory;
  }

  static Address socket(Path directory, String password) {
    return new Address(
        new PgConnectOptions()
            .setHost(directory.toString())
            .setPort(5432)
            .setDatabase(EMBEDDED_DATABASE)
            .setUser(USER)
            .setPassword(password),
        directory);
  }

  /** An operator's own database. */
  public static Address of(String url) {
    try {
      return new Address(PgConnectOptions.fromUri(url), null);
    } catch (RuntimeException e) {
      // The cause is left out: its message holds the address, and that a password.
      throw new ConfigurationException(
          "--database must be like postgresql://user:password@host:5432/name.");
    }
  }

  PgConnectOptions options() {
    return new PgConnectOptions(options);
  }

  String jdbcUrl() {
    if (socketDirectory != null) {
      return "jdbc:postgresql://localhost/"
          + options.getDatabase()
          + "?sslmode=disable&socketFactory="
          + UnixSocketFactory.class.getName()
          + "&socketFactoryArg="
          + URLEncoder.encode(
              socketDirectory.resolve(".s.PGSQL.5432").toString(), StandardCharsets.UTF_8);
    }
    URI address = URI.create("postgresql://" + options.getHost() + ":" + options.getPort());
    return "jdbc:"
        + address
        + "/"
        + URLEncoder.encode(options.getDatabase(), StandardCharsets.UTF_8);
  }

  String user() {
    return options.getUser();
  }

  String password() {
    return options.getPassword();
  }

  /** Nothing of the address, which may hold a password. */
  @Override
  public String toString() {
    return "Address";
  }
}
