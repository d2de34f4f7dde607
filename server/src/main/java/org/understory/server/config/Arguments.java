package org.understory.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.Configuration.Command;

/** Reads the command line. */
public final class Arguments {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--data",
          "--port",
          "--host",
          "--database",
          "--origin",
          "--web",
          "--bucket-seconds",
          "--content-cap-seconds",
          "--keys",
          "--backup",
          "--restore",
          "--space-entries",
          "--space-mebibytes",
          "--space-blobs",
          "--space-blob-mebibytes",
          "--tls-cert",
          "--tls-key");
  private static final Set<String> FLAGS =
      Set.of("--ticket", "--new-ticket", "--expired", "--csp-without-wasm", "--help");

  /** What {@code --help} prints. */
  public static final String HELP =
      """
      understory-server [options]
        --data DIR                 where everything is kept (./data)
        --port N                   port to listen on (8080)
        --host ADDRESS             address to listen on (127.0.0.1 for a http origin, else 0.0.0.0)
        --origin URL               public origin (http://localhost:PORT)
        --database URL             postgresql://user:password@host:port/name instead of the built-in
        --web DIR                  the built client
        --tls-cert FILE --tls-key FILE   serve TLS from PEM files
        --bucket-seconds N         length of an expiry bucket (3600)
        --content-cap-seconds N    longest time content is kept (1209600)
        --keys DIR                 keys of expiry buckets (DATA/keys); where a loss of power may take
                                   queued content along, a directory in memory
        --space-entries N          entries that a space may have at one time (2000000)
        --space-mebibytes N        their size (2048)
        --space-blobs N            attachments that a space may have at one time (20000)
        --space-blob-mebibytes N   their size (10240)
        --ticket                   print a fresh founding link at start
        --new-ticket               print a fresh founding link and end
        --backup DIR               write a backup (groups, keys, slots; nothing that expires) and end
        --restore DIR              restore one into new --data, and end
        --expired                  print how many kinds of content have something that is over
        --csp-without-wasm         content security policy without WebAssembly, for tests
      """;

  private final Map<String, String> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private Arguments(List<String> given) {
    for (int i = 0; i < given.size(); i++) {
      String name = given.get(i);
      if (FLAGS.contains(name)) {
        flags.add(name);
      } else if (!WITH_VALUE.contains(name)) {
        throw new ConfigurationException("There is no option " + name + "; --help lists them.");
      } else if (i + 1 == given.size()) {
        throw new ConfigurationException(name + " needs a value; --help tells which.");
      } else if (values.put(name, given.get(++i)) != null) {
        throw new ConfigurationException(name + " is given twice.");
      }
    }
  }

  /**
   * The configuration that a command line asks for; null when it asks for help.
   *
   * @throws ConfigurationException when it asks for something that cannot work
   */
  public static @Nullable Configuration parse(List<String> given) {
    Arguments arguments = new Arguments(given);
    return arguments.flags.contains("--help") ? null : arguments.configuration();
  }

  private Configuration configuration() {
    int port = number("--port", 8080, 1, 65_535);
    Tls tls = tls();
    Origin origin = origin(port);
    String host = values.getOrDefault("--host", defaultHost(origin));
    if (!origin.isSecure() && tls != null) {
      throw new ConfigurationException("With --tls-cert the --origin must begin with https://.");
    }
    if (!origin.isSecure() && !Origin.isLoopback(host) && !host.equals("0.0.0.0")) {
      throw new ConfigurationException(
          "--host " + host + " is reachable from elsewhere: it needs an https:// --origin.");
    }
    Path data = Path.of(values.getOrDefault("--data", "data")).toAbsolutePath().normalize();
    String keys = values.get("--keys");
    return new Configuration(
        data,
        host,
        port,
        origin,
        database(),
        web(),
        tls,
        new Retention(
            number("--bucket-seconds", Retention.DEFAULT_BUCKET, 1, Retention.DAY),
            number("--content-cap-seconds", Retention.DEFAULT_CAP, 1, Integer.MAX_VALUE)),
        quotas(),
        keys == null ? data.resolve("keys") : Path.of(keys).toAbsolutePath().normalize(),
        !flags.contains("--csp-without-wasm")
            && !"false".equals(System.getProperty("understory.csp.wasm")),
        command(),
        backup());
  }

  private Quotas quotas() {
    return new Quotas(
        number("--space-entries", Quotas.DEFAULT_ENTRIES, 1, Integer.MAX_VALUE),
        (long) number("--space-mebibytes", Quotas.DEFAULT_MEBIBYTES, 1, 1 << 20) << 20,
        number("--space-blobs", Quotas.DEFAULT_BLOBS, 0, Integer.MAX_VALUE),
        (long) number("--space-blob-mebibytes", Quotas.DEFAULT_BLOB_MEBIBYTES, 0, 1 << 20) << 20);
  }

  private Origin origin(int port) {
    String given = values.get("--origin");
    return given == null ? Origin.loopback(port) : Origin.of(given);
  }

  private static String defaultHost(Origin origin) {
    return origin.isSecure() ? "0.0.0.0" : "127.0.0.1";
  }

  private Command command() {
    if (flags.contains("--new-ticket")) {
      return Command.NEW_TICKET;
    }
    if (values.containsKey("--backup")) {
      return Command.BACKUP;
    }
    if (values.containsKey("--restore")) {
      return Command.RESTORE;
    }
    if (flags.contains("--expired")) {
      return Command.EXPIRED;
    }
    return flags.contains("--ticket") ? Command.RUN_WITH_TICKET : Command.RUN;
  }

  private @Nullable Path backup() {
    String write = values.get("--backup");
    String read = values.get("--restore");
    if (write != null && read != null) {
      throw new ConfigurationException("--backup and --restore do not go together.");
    }
    String given = write == null ? read : write;
    return given == null ? null : Path.of(given).toAbsolutePath().normalize();
  }

  private @Nullable String database() {
    String url = values.get("--database");
    if (url != null && !url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
      throw new ConfigurationException(
          "--database must be like postgresql://user:password@host:5432/name.");
    }
    return url;
  }

  private @Nullable Path web() {
    String given = values.get("--web");
    if (given == null) {
      return null;
    }
    Path directory = Path.of(given).toAbsolutePath().normalize();
    if (!Files.isRegularFile(directory.resolve("index.html"))) {
      throw new ConfigurationException(
          "--web " + given + " has no index.html: build the client first.");
    }
    return directory;
  }

  private @Nullable Tls tls() {
    String certificate = values.get("--tls-cert");
    String key = values.get("--tls-key");
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new ConfigurationException("--tls-cert and --tls-key belong together.");
    }
    return new Tls(readable("--tls-cert", certificate), readable("--tls-key", key));
  }

  private static Path readable(String option, String given) {
    Path file = Path.of(given).toAbsolutePath().normalize();
    if (!Files.isReadable(file)) {
      throw new ConfigurationException(option + " " + given + " cannot be read.");
    }
    return file;
  }

  private int number(String option, int otherwise, int least, int most) {
    String given = values.get(option);
    if (given == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below, together with numbers out of range
    }
    throw new ConfigurationException(
        option + " must be a number from " + least + " to " + most + "; \"" + given + "\" is not.");
  }
}
