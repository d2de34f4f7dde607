package org.understory.server.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import org.understory.server.config.DataDirectory;
import org.understory.server.retention.SegmentCipher;

/**
 * The file of a blob: sealed segments of 64 KiB, the last one shorter. What is durable is what a
 * reader can open, so an interrupted write needs no note of how far it came. Every method blocks;
 * used by one thread at a time.
 */
final class BlobFile implements AutoCloseable {
  /** Bytes of a blob in one segment. */
  static final int SEGMENT = 65_536;

  private static final int STORED = SEGMENT + SegmentCipher.OVERHEAD;

  /** So much may be written before it is made durable. */
  private static final int SYNC_EVERY = 64;

  private final FileChannel channel;
  private final SegmentCipher cipher;
  private final byte[] open = new byte[SEGMENT];
  private long number;
  private int filled;
  private int unsynced;

  private BlobFile(FileChannel channel, SegmentCipher cipher) {
    this.channel = channel;
    this.cipher = cipher;
  }

  /** Opens for writing behind what is durable; makes the file where there is none. */
  static BlobFile append(Path file, SegmentCipher cipher) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    BlobFile blob =
        new BlobFile(
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                DataDirectory.OWNER_ONLY),
            cipher);
    blob.findEnd();
    return blob;
  }

  /** Opens for reading. */
  static BlobFile read(Path file, SegmentCipher cipher) throws IOException {
    return new BlobFile(FileChannel.open(file, StandardOpenOption.READ), cipher);
  }

  /** Goes back to the last segment that can be opened: what a crash left behind it is no part. */
  private void findEnd() throws IOException {
    long last = (channel.size() + STORED - 1) / STORED - 1;
    for (; last >= 0; last--) {
      byte[] plain = segment(last);
      if (plain.length > 0) {
        number = plain.length == SEGMENT ? last + 1 : last;
        filled = plain.length == SEGMENT ? 0 : plain.length;
        System.arraycopy(plain, 0, open, 0, filled);
        break;
      }
    }
    channel.truncate(last < 0 ? 0 : last * STORED + STORED);
  }

  /** A segment; empty: there is none that can be opened. */
  private byte[] segment(long index) throws IOException {
    ByteBuffer stored = ByteBuffer.allocate(STORED);
    long at = index * STORED;
    while (stored.hasRemaining()) {
      int got = channel.read(stored, at + stored.position());
      if (got < 0) {
        break;
      }
    }
    byte[] plain = cipher.open(index, stored.array(), stored.position());
    return plain == null ? new byte[0] : plain;
  }

  /** How many bytes there are. */
  long offset() {
    return number * SEGMENT + filled;
  }

  /** Appends; whole segments are written. */
  void write(byte[] bytes) throws IOException {
    int at = 0;
    while (at < bytes.length) {
      int some = Math.min(SEGMENT - filled, bytes.length - at);
      System.arraycopy(bytes, at, open, filled, some);
      filled += some;
      at += some;
      if (filled == SEGMENT) {
        store();
        number++;
        filled = 0;
      }
    }
  }

  private void store() throws IOException {
    ByteBuffer sealed = cipher.seal(number, open, filled);
    long at = number * STORED;
    while (sealed.hasRemaining()) {
      at += channel.write(sealed, at);
    }
    if (++unsynced >= SYNC_EVERY) {
      channel.force(false);
      unsynced = 0;
    }
  }

  /** Writes what is left of a segment, and makes everything durable; how many bytes there are. */
  long flush() throws IOException {
    if (filled > 0) {
      store();
    }
    channel.force(true);
    unsynced = 0;
    return offset();
  }

  /** Up to a segment's end from an offset on; empty: it cannot be read. */
  byte[] read(long offset, long end) throws IOException {
    byte[] plain = segment(offset / SEGMENT);
    int from = (int) (offset % SEGMENT);
    int to = (int) Math.min(plain.length, from + (end - offset));
    return from >= to ? new byte[0] : Arrays.copyOfRange(plain, from, to);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
