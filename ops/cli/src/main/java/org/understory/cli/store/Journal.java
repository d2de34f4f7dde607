package org.understory.cli.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The one file of a state: a mark, then records of (length, 4 bytes; CRC-32C of kind and payload, 4
 * bytes; kind, 1 byte; payload), numbers big-endian. The first record is the vault's header, every
 * other one a batch of sealed rows.
 *
 * <p><b>Guarantees.</b> {@link #append} returns when the batch is durable. A batch that was torn by
 * a crash is left out as a whole, and nothing before it is lost. {@link #tidy} writes the live rows
 * alone into a new file and puts it in place in one step, so deleted rows are no longer in it.
 *
 * <p><b>Does not protect against</b> what the file system keeps of a file that was replaced, nor
 * against somebody who puts an older file in place. The sums find accidents; forged rows don't
 * open.
 */
final class Journal implements AutoCloseable {
  private static final byte[] MARK = "understory-state-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int RECORD_HEAD = 9;
  private static final byte HEADER = 1;
  private static final byte BATCH = 2;
  private static final Set<StandardOpenOption> READ_WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final Path file;
  private final byte[] header;
  private final Map<ByteBuffer, byte[]> rows = new HashMap<>();
  private FileChannel channel;
  private long garbage;
  private boolean broken;

  private Journal(Path file, byte[] header, FileChannel channel) {
    this.file = file;
    this.header = header;
    this.channel = channel;
  }

  /** A new file with a header and no row; there must be none yet. */
  static Journal create(Path file, byte[] header) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(MARK.length + RECORD_HEAD + header.length);
    start.put(MARK).put(record(HEADER, header));
    PrivateFiles.create(file, start.array());
    FileChannel channel = FileChannel.open(file, READ_WRITE);
    channel.position(channel.size());
    return new Journal(file, header.clone(), channel);
  }

  /** Reads a file, and cuts off a batch that was torn. */
  static Journal open(Path file) throws IOException, StateException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (byte expected : MARK) {
      if (!in.hasRemaining() || in.get() != expected) {
        throw damaged(file);
      }
    }
    byte[] first = next(in, HEADER);
    if (first == null) {
      throw damaged(file);
    }
    Journal journal = new Journal(file, first, FileChannel.open(file, READ_WRITE));
    boolean whole = false;
    try {
      journal.replay(in);
      whole = true;
      return journal;
    } finally {
      if (!whole) {
        journal.close();
      }
    }
  }

  private void replay(ByteBuffer in) throws IOException, StateException {
    while (in.hasRemaining()) {
      int start = in.position();
      byte[] batch = next(in, BATCH);
      if (batch == null) {
        requireTorn(in.position(start));
        in.position(start);
        channel.truncate(start);
        channel.force(true);
        break;
      }
      try {
        garbage += RowBatch.apply(batch, rows);
      } catch (IllegalArgumentException e) {
        throw damaged(file);
      }
    }
    channel.position(in.position());
  }

  /** Only what was written last can be torn: nothing, or zeros, may follow it. */
  private void requireTorn(ByteBuffer in) throws StateException {
    int left = in.remaining();
    if (left < RECORD_HEAD) {
      return;
    }
    long end = RECORD_HEAD + (in.getInt(in.position()) & 0xFFFF_FFFFL);
    if (end >= left) {
      return;
    }
    while (in.hasRemaining()) {
      if (in.get() != 0) {
        throw damaged(file);
      }
    }
  }

  private static StateException damaged(Path file) {
    return new StateException(file + " is not a state of Understory, or is damaged.");
  }

  /** The next record when it is whole and of this kind, else null. */
  private static byte @Nullable [] next(ByteBuffer in, byte kind) {
    if (in.remaining() < RECORD_HEAD) {
      return null;
    }
    int length = in.getInt();
    int sum = in.getInt();
    byte found = in.get();
    if (length < 0 || length > in.remaining() || found != kind) {
      return null;
    }
    byte[] payload = new byte[length];
    in.get(payload);
    return sum == sum(found, payload) ? payload : null;
  }

  private static byte[] record(byte kind, byte[] payload) {
    return ByteBuffer.allocate(RECORD_HEAD + payload.length)
        .putInt(payload.length)
        .putInt(sum(kind, payload))
        .put(kind)
        .put(payload)
        .array();
  }

  private static int sum(byte kind, byte[] payload) {
    CRC32C sum = new CRC32C();
    sum.update(kind);
    sum.update(payload, 0, payload.length);
    return (int) sum.getValue();
  }

  byte[] header() {
    return header.clone();
  }

  /** Every live row: stored key, stored value. */
  void forEach(BiConsumer<byte[], byte[]> row) {
    rows.forEach((key, value) -> row.accept(key.array().clone(), value.clone()));
  }

  /** Adds a batch; durable when this returns. After a failure nothing is written any more. */
  void append(byte[] batch) throws IOException {
    if (broken) {
      throw new IOException("an earlier write failed");
    }
    broken = true;
    garbage += RowBatch.apply(batch, rows);
    PrivateFiles.write(channel, ByteBuffer.wrap(record(BATCH, batch)));
    channel.force(false);
    broken = false;
  }

  /** Takes replaced and deleted rows out of the file, if there are any. */
  void tidy() throws IOException {
    if (garbage == 0 || broken) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (Journal copy = create(fresh, header)) {
      copy.append(RowBatch.of(rows));
      PrivateFiles.replace(fresh, file);
    }
    channel.close();
    channel = FileChannel.open(file, READ_WRITE);
    channel.position(channel.size());
    garbage = 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
