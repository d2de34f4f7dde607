package org.understory.server.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.config.Randomness;
import org.understory.server.config.Sources;
import org.understory.server.retention.SegmentCipher;

class BlobFileTest {
  private static final Randomness RANDOM = Sources.system().randomness();
  private static final int STORED = BlobFile.SEGMENT + SegmentCipher.OVERHEAD;

  private final byte[] key = RANDOM.bytes(32);
  private final byte[] bytes = RANDOM.bytes(5 * BlobFile.SEGMENT + 100);
  private final Path temporary;

  BlobFileTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  private SegmentCipher cipher() {
    return new SegmentCipher(key, RANDOM);
  }

  private Path file() {
    return temporary.resolve("bucket").resolve("file");
  }

  private void write(int from, int to) throws Exception {
    try (BlobFile file = BlobFile.append(file(), cipher())) {
      assertEquals(from, file.offset());
      file.write(Arrays.copyOfRange(bytes, from, to));
      assertEquals(to, file.flush());
    }
  }

  private byte[] all() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (BlobFile file = BlobFile.read(file(), cipher())) {
      while (all.size() < bytes.length) {
        byte[] some = file.read(all.size(), bytes.length);
        assertTrue(some.length > 0);
        all.writeBytes(some);
      }
    }
    return all.toByteArray();
  }

  @Test
  void parts_of_any_length_come_together() throws Exception {
    int[] borders = {0, 1, 70_000, 2 * BlobFile.SEGMENT, 3 * BlobFile.SEGMENT - 1, bytes.length};
    for (int i = 0; i + 1 < borders.length; i++) {
      write(borders[i], borders[i + 1]);
    }
    assertArrayEquals(bytes, all());
    assertEquals(bytes.length + 6L * SegmentCipher.OVERHEAD, Files.size(file()));
  }

  @Test
  void what_a_crash_left_half_written_comes_again() throws Exception {
    write(0, 3 * BlobFile.SEGMENT + 50);
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(3L * STORED + 20);
    }
    write(3 * BlobFile.SEGMENT, 4 * BlobFile.SEGMENT);
    // Blocks that were never written: zeros at the end, of the right length.
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(2 * STORED), 2L * STORED);
    }
    write(2 * BlobFile.SEGMENT, bytes.length);
    assertArrayEquals(bytes, all());
  }

  @Test
  void a_segment_opens_in_its_own_place_of_its_own_file_alone() {
    byte[] sealed = cipher().seal(3, bytes, 1_000).array();
    assertNotNull(cipher().open(3, sealed, sealed.length));
    assertNull(cipher().open(4, sealed, sealed.length));
    assertNull(new SegmentCipher(RANDOM.bytes(32), RANDOM).open(3, sealed, sealed.length));
    assertNull(cipher().open(3, sealed, sealed.length - 1));
    assertNull(cipher().open(3, sealed, 5));
  }
}
