package org.understory.server.retention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.config.Randomness;
import org.understory.server.config.Sources;
import org.understory.server.retention.BucketKey.Kind;
import org.understory.server.retention.BucketKey.Place;

class BucketKeyTest {
  private static final Randomness RANDOM = Sources.system().randomness();
  private final BucketKey key = new BucketKey(3_600, RANDOM.bytes(32), RANDOM);
  private final BucketKey other = new BucketKey(3_600, RANDOM.bytes(32), RANDOM);

  @Test
  void what_is_sealed_opens_with_its_key_at_its_place_alone() {
    byte[] tag = key.place(Kind.LOG, 7).tag();
    byte[] sealed = key.seal(tag, new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, key.open(tag, sealed));
    assertNull(other.open(tag, sealed));
    assertNull(key.open(key.place(Kind.LOG, 8).tag(), sealed));
    sealed[sealed.length - 1] ^= 1;
    assertNull(key.open(tag, sealed));
    assertNull(key.open(tag, new byte[27]));
  }

  @Test
  void places_of_logs_mailboxes_and_buckets_have_nothing_in_common() {
    Place log = key.place(Kind.LOG, 7);
    for (Place different :
        List.of(key.place(Kind.LOG, 8), key.place(Kind.MAILBOX, 7), other.place(Kind.LOG, 7))) {
      assertNotEquals(hex(log.tag()), hex(different.tag()));
      assertNotEquals(log.shift(), different.shift());
    }
    assertEquals(log.shift(), key.place(Kind.LOG, 7).shift());
    assertTrue(log.shift() >= 0 && log.shift() + (1L << 61) > 0, "no position overflows");
  }

  @Test
  void the_key_tells_whose_a_row_is_and_another_does_not() {
    byte[] tag = key.place(Kind.MAILBOX, 123_456_789L).tag();
    assertEquals(123_456_789L, key.numberOf(Kind.MAILBOX, tag));
    assertNotEquals(123_456_789L, other.numberOf(Kind.MAILBOX, tag));
    byte[] id = RANDOM.bytes(16);
    assertArrayEquals(id, key.idOf(Kind.SPACE, key.tag(Kind.SPACE, id)));
  }

  @Test
  void a_key_file_is_its_owners_alone_and_is_gone_when_destroyed(@TempDir Path temporary)
      throws Exception {
    Path directory = temporary.resolve("keys");
    KeyFiles files = KeyFiles.in(directory, RANDOM);
    BucketKey made = files.create(3_600);
    Path file = directory.resolve("3600.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    byte[] secret = Files.readAllBytes(file);
    assertTrue(files.read(3_600).orElseThrow().isChecked(made.check()));
    Path second = Files.createLink(temporary.resolve("the same blocks"), file);
    files.destroy(3_600);
    assertFalse(Files.exists(file));
    assertNotEquals(hex(secret), hex(Files.readAllBytes(second)), "overwritten before it went");
    assertTrue(files.read(3_600).isEmpty());
    assertEquals(List.of(), files.buckets());
  }

  @Test
  void what_an_interrupted_writing_left_is_no_key(@TempDir Path temporary) throws Exception {
    KeyFiles.in(temporary, RANDOM).create(3_600);
    Files.write(temporary.resolve("7200.partial"), new byte[32]);
    Files.write(temporary.resolve("10800.key"), new byte[7]);
    KeyFiles again = KeyFiles.in(temporary, RANDOM);
    assertFalse(Files.exists(temporary.resolve("7200.partial")));
    assertTrue(again.read(10_800).isEmpty());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
