package org.understory.server.retention;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;
import org.understory.server.config.Randomness;

/** Keys of buckets, a file each, outside the database. Every method blocks. */
final class KeyFiles {
  private static final Pattern NAME = Pattern.compile("([0-9]{1,18})\\.key");

  private final Path directory;
  private final Randomness randomness;

  private KeyFiles(Path directory, Randomness randomness) {
    this.directory = directory;
    this.randomness = randomness;
  }

  /**
   * Opens the directory, making it where there is none. What an interrupted writing left is
   * removed.
   */
  static KeyFiles in(Path directory, Randomness randomness) {
    try {
      Files.createDirectories(directory);
      DataDirectory.setPermissions(directory, "rwx------");
      KeyFiles files = new KeyFiles(directory, randomness);
      for (Path file : files.all()) {
        if (!NAME.matcher(file.getFileName().toString()).matches()) {
          files.destroy(file);
        }
      }
      return files;
    } catch (IOException e) {
      throw new ConfigurationException("The keys in " + directory + " cannot be kept there.", e);
    }
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** The buckets that have a file. */
  List<Long> buckets() throws IOException {
    List<Long> found = new ArrayList<>();
    for (Path file : all()) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        found.add(Long.parseLong(name.group(1)));
      }
    }
    return found;
  }

  /** The key of a bucket, if there is one that is whole. */
  Optional<BucketKey> read(long expiry) throws IOException {
    try {
      byte[] secret = Files.readAllBytes(file(expiry));
      return secret.length == BucketKey.LENGTH
          ? Optional.of(new BucketKey(expiry, secret, randomness))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A fresh key, durable before it is given. */
  BucketKey create(long expiry) throws IOException {
    byte[] secret = randomness.bytes(BucketKey.LENGTH);
    Path partial = directory.resolve(expiry + ".partial");
    Files.deleteIfExists(partial);
    try (FileChannel channel =
        FileChannel.open(
            partial,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            DataDirectory.OWNER_ONLY)) {
      channel.write(ByteBuffer.wrap(secret));
      channel.force(true);
    }
    Files.move(partial, file(expiry), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
    return new BucketKey(expiry, secret, randomness);
  }

  /** Overwrites and removes; harmless when there is none. */
  void destroy(long expiry) throws IOException {
    destroy(file(expiry));
  }

  private void destroy(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long length = Math.max(channel.size(), BucketKey.LENGTH);
      channel.write(ByteBuffer.wrap(randomness.bytes(Math.toIntExact(length))), 0);
      channel.force(true);
    }
    Files.delete(file);
    syncDirectory();
  }

  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path file(long expiry) {
    return directory.resolve(expiry + ".key");
  }
}
