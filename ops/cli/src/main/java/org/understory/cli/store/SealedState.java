package org.understory.cli.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.understory.core.GroupClient;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Vault;

/**
 * An open state: a vault and its rows, locked against other processes until it is closed.
 *
 * <p><b>On disk.</b> {@code FILE} holds the vault's header and the sealed rows, {@code FILE.keys}
 * their keys, overwritten in place, {@code FILE.half} the device half, {@code FILE.lock} nothing;
 * all with mode 0600. Rows open only with the passphrase, {@code FILE} and {@code FILE.half}
 * together, so a copy of {@code FILE} alone is worth nothing. {@code docs/protocol.md#vault}
 */
public final class SealedState implements AutoCloseable {
  private final Path file;
  private final StateLock lock;
  private final Journal journal;
  private final KeyFile keys;
  private final Vault vault;

  private SealedState(Path file, StateLock lock, Journal journal, KeyFile keys, Vault vault) {
    this.file = file;
    this.lock = lock;
    this.journal = journal;
    this.keys = keys;
    this.vault = vault;
  }

  public static boolean exists(Path file) {
    return Files.exists(file);
  }

  /**
   * Makes an empty state where there is none.
   *
   * @throws StateException when there is one, or it cannot be written
   */
  public static SealedState create(Path file, byte[] passphrase, Sealer sealer)
      throws StateException {
    StateLock lock = lock(file);
    try {
      if (Files.exists(file)) {
        throw new StateException(file + " is there already: give another --state.");
      }
      Files.deleteIfExists(half(file));
      byte[] half = sealer.randomness().bytes(Vault.DEVICE_HALF);
      Stretching stretching = Stretching.fresh(sealer.randomness());
      Vault vault =
          Vault.create(
              sealer,
              stretching.encode(),
              stretching.stretch(sealer.primitives(), passphrase),
              half);
      PrivateFiles.create(half(file), half);
      KeyFile keys = KeyFile.open(keys(file));
      keys.erase();
      return new SealedState(file, lock, Journal.create(file, vault.header()), keys, vault);
    } catch (IOException e) {
      release(lock);
      throw unusable(file, e);
    } catch (StateException e) {
      release(lock);
      throw e;
    }
  }

  /**
   * Opens a state.
   *
   * @throws StateException when there is none, another process has it, the passphrase or the half
   *     is another, or it is damaged
   */
  public static SealedState open(Path file, byte[] passphrase, Sealer sealer)
      throws StateException {
    if (!exists(file)) {
      throw new StateException(
          "There is no state " + file + ": found or join a group first, or give another --state.");
    }
    StateLock lock = lock(file);
    try {
      Journal journal = Journal.open(file);
      Vault vault = unlock(file, journal, passphrase, sealer);
      return new SealedState(file, lock, journal, KeyFile.open(keys(file)), vault);
    } catch (IOException e) {
      release(lock);
      throw unusable(file, e);
    } catch (StateException e) {
      release(lock);
      throw e;
    }
  }

  private static Vault unlock(Path file, Journal journal, byte[] passphrase, Sealer sealer)
      throws IOException, StateException {
    byte[] kdf = Vault.kdfOf(journal.header());
    Stretching stretching = kdf == null ? null : Stretching.decode(kdf);
    byte[] half = readHalf(file);
    Vault vault =
        stretching == null || half.length != Vault.DEVICE_HALF
            ? null
            : Vault.open(
                sealer,
                journal.header(),
                stretching.stretch(sealer.primitives(), passphrase),
                half);
    if (vault == null) {
      journal.close();
      throw new StateException("The passphrase is wrong, or " + half(file) + " is another's.");
    }
    return vault;
  }

  private static byte[] readHalf(Path file) throws IOException, StateException {
    try {
      return Files.readAllBytes(half(file));
    } catch (NoSuchFileException e) {
      throw new StateException(
          half(file) + " is missing: without it " + file + " cannot be opened.", e);
    }
  }

  private static StateLock lock(Path file) throws StateException {
    try {
      return StateLock.take(file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static void release(StateLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      // the process's end releases it
    }
  }

  private static StateException unusable(Path file, IOException e) {
    return new StateException(
        file + " cannot be read or written (" + e.getClass().getSimpleName() + ").", e);
  }

  private static Path half(Path file) {
    return file.resolveSibling(file.getFileName() + ".half");
  }

  private static Path keys(Path file) {
    return file.resolveSibling(file.getFileName() + ".keys");
  }

  public Vault vault() {
    return vault;
  }

  /** Everything that is stored, keys first: place, value. */
  void forEach(BiConsumer<byte[], byte[]> row) {
    keys.forEach(row);
    journal.forEach(row);
  }

  /** Hands every row to a client that was not opened yet. */
  public void load(GroupClient client) {
    forEach(client::row);
  }

  /** Writes a batch; durable when this returns. */
  public void persist(byte[] batch) throws StateException {
    try {
      RowBatch.Parts parts = RowBatch.parts(batch);
      keys.keep(parts.kept());
      if (parts.rest().length > 0) {
        journal.append(parts.rest());
      }
      keys.destroy(parts.destroyed());
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** Takes what was deleted out of the file. */
  public void tidy() throws StateException {
    try {
      journal.tidy();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** Closes it and destroys everything, the device half first. */
  public void destroy() throws StateException {
    close();
    destroy(file);
  }

  /**
   * Destroys a state that nobody uses; no passphrase is needed for that.
   *
   * @throws StateException when another process uses it, or it cannot be deleted
   */
  public static void destroy(Path file) throws StateException {
    StateLock lock = lock(file);
    try {
      if (Files.exists(keys(file))) {
        try (KeyFile keys = KeyFile.open(keys(file))) {
          keys.erase();
        }
        Files.delete(keys(file));
      }
      Files.deleteIfExists(half(file));
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".new"));
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".lock"));
      PrivateFiles.forceFolder(file);
    } catch (IOException e) {
      throw unusable(file, e);
    } finally {
      release(lock);
    }
  }

  @Override
  public void close() throws StateException {
    try {
      journal.close();
      keys.close();
    } catch (IOException e) {
      throw unusable(file, e);
    } finally {
      release(lock);
    }
  }
}
