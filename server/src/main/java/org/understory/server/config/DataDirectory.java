package org.understory.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one directory that holds everything the server keeps. A lock file in it, held as long as a
 * server lives, keeps two servers from using one directory.
 */
public final class DataDirectory implements AutoCloseable {
  private static final int INCARNATION_LENGTH = 16;

  /** For files that nobody else may read. */
  public static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path root;
  private @Nullable FileChannel lock;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /**
   * Opens a data directory and makes it where there is none.
   *
   * @throws ConfigurationException when it cannot be made or written
   */
  public static DataDirectory open(Path root) {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
        setPermissions(root, isRoot() ? "rwx--x--x" : "rwx------");
      }
    } catch (IOException e) {
      throw new ConfigurationException("The data directory " + root + " cannot be made.", e);
    }
    if (!Files.isWritable(root)) {
      throw new ConfigurationException(
          "The data directory "
              + root
              + " cannot be written by this user: it was made by another one, choose another"
              + " --data or run as that user.");
    }
    return new DataDirectory(root);
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** Takes the lock; false when another server holds it. */
  public synchronized boolean tryLock() {
    if (lock != null) {
      return true;
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              root.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock held = channel.tryLock();
      if (held != null) {
        lock = channel;
        return true;
      }
    } catch (OverlappingFileLockException e) {
      // held by another server of this very process
    } catch (IOException e) {
      throw new ConfigurationException("The lock in " + root + " cannot be taken.", e);
    }
    closeQuietly(channel);
    return false;
  }

  /**
   * The incarnation id: 16 random bytes that stay the same for as long as nothing that was
   * acknowledged can have been lost.
   */
  public byte[] incarnation(Randomness randomness) {
    Path file = root.resolve("incarnation");
    try {
      if (Files.exists(file)) {
        byte[] kept = Files.readAllBytes(file);
        if (kept.length == INCARNATION_LENGTH) {
          return kept;
        }
      }
      return newIncarnation(randomness);
    } catch (IOException e) {
      throw new ConfigurationException("The file " + file + " cannot be read or written.", e);
    }
  }

  /** Another incarnation id from now on, durable when it is given. */
  public byte[] newIncarnation(Randomness randomness) {
    Path file = root.resolve("incarnation");
    Path partial = root.resolve("incarnation.partial");
    byte[] fresh = randomness.bytes(INCARNATION_LENGTH);
    try {
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(fresh));
        channel.force(true);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      return fresh;
    } catch (IOException e) {
      throw new ConfigurationException("The file " + file + " cannot be written.", e);
    }
  }

  /** Writes a file that nobody else may read; an existing one stays as it is. */
  public static void writeSecret(Path file, byte[] content) throws IOException {
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    Files.write(file, content);
  }

  /** Sets permissions, as {@code rwx------}. */
  public static void setPermissions(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** Whether this process runs as root. */
  public static boolean isRoot() {
    try {
      Path self = Path.of("/proc/self");
      if (Files.exists(self)) {
        return Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // decided by the name below
    }
    return Set.of("root").contains(System.getProperty("user.name", ""));
  }

  @Override
  public synchronized void close() {
    closeQuietly(lock);
    lock = null;
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // nothing was written through it
      }
    }
  }
}
