package org.understory.server.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;

/** The PostgreSQL programs that come with the server, unpacked once into the data directory. */
final class PostgresBinaries {
  /** Changes when other binaries are bundled, so that old ones are not used on. */
  static final String VERSION = "18.6";

  private PostgresBinaries() {}

  /** The directory with {@code bin/postgres}, unpacking it if need be. */
  static Path unpackedIn(Path directory) {
    Path target = directory.resolve("binaries-" + VERSION);
    if (Files.isExecutable(target.resolve("bin/postgres"))) {
      return target;
    }
    Path partial = directory.resolve("binaries-" + VERSION + ".partial");
    try (InputStream archive = archive()) {
      deleteTree(partial);
      unpack(archive, partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (IOException e) {
      throw new ConfigurationException(
          "PostgreSQL could not be unpacked into "
              + directory
              + " (it needs about 60 MB): "
              + e.getMessage(),
          e);
    }
  }

  private static InputStream archive() throws IOException {
    String name = "/postgres-" + system() + "-" + architecture() + ".txz";
    InputStream found = PostgresBinaries.class.getResourceAsStream(name);
    if (found == null) {
      throw new ConfigurationException(
          "There is no built-in PostgreSQL for this machine ("
              + system()
              + ", "
              + architecture()
              + "): give an own one with --database.");
    }
    return new XZInputStream(new BufferedInputStream(found, 1 << 16));
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> name;
    };
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    Files.createDirectories(target);
    DataDirectory.setPermissions(target, "rwxr-xr-x");
    TarArchiveInputStream tar = new TarArchiveInputStream(archive);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("an entry lies outside the archive");
      }
      if (entry.isDirectory()) {
        makeDirectory(path);
        continue;
      }
      makeDirectory(parentOf(path));
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & 0100) != 0;
        DataDirectory.setPermissions(path, executable ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
  }

  private static Path parentOf(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException("an entry has no directory");
    }
    return parent;
  }

  private static void makeDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      DataDirectory.setPermissions(path, "rwxr-xr-x");
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
