package org.understory.cli.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.understory.cli.files.FileFaultException.Fault;
import org.understory.core.files.FilePointer;
import org.understory.core.files.FilePointerCodec;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.BouncyCastlePrimitives;

class SealedFileTest {
  private static final int CHUNK = Layout.CHUNK;
  private final Sealer sealer =
      new Sealer(
          BouncyCastlePrimitives.create(),
          bytes -> {
            throw new IllegalStateException("nothing here is random");
          });

  private static byte[] patterned(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 7 + (i >> 8) * 3 + 1);
    }
    return bytes;
  }

  private record Sealed(byte[] blob, FilePointer pointer) {
    @Override
    public String toString() {
      return "Sealed";
    }
  }

  private Sealed seal(byte[] key, byte[] file) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SealedFile.Hashes hashes =
        SealedFile.seal(sealer, key, file.length, new ByteArrayInputStream(file), out);
    return new Sealed(out.toByteArray(), pointer(key, file.length, hashes));
  }

  private static FilePointer pointer(byte[] key, long size, SealedFile.Hashes hashes) {
    return new FilePointer(
        new byte[16],
        key,
        size,
        hashes.plain(),
        hashes.sealed(),
        "x",
        "a/b",
        0,
        0,
        0,
        "",
        new byte[0]);
  }

  private byte[] open(byte[] blob, FilePointer pointer, ByteArrayOutputStream out)
      throws FileFaultException, IOException {
    SealedFile.open(sealer, pointer, new ByteArrayInputStream(blob), out);
    return out.toByteArray();
  }

  /** How many bytes were written before it was refused. */
  private int refused(byte[] blob, FilePointer pointer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileFaultException fault =
        assertThrows(FileFaultException.class, () -> open(blob, pointer, out));
    assertEquals(Fault.CORRUPT, fault.fault());
    return out.size();
  }

  private static byte[] key(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }

  private static Path vectors() {
    Path folder = Path.of("").toAbsolutePath();
    Path file = Path.of("client-web/src/files/format/vectors.json");
    while (folder != null && !Files.exists(folder.resolve(file))) {
      folder = folder.getParent();
    }
    return folder == null ? file : folder.resolve(file);
  }

  @Test
  void the_bytes_are_those_of_the_vectors_that_the_page_is_held_to() throws Exception {
    for (JsonElement each : JsonParser.parseString(Files.readString(vectors())).getAsJsonArray()) {
      JsonObject vector = each.getAsJsonObject();
      byte[] key = HexFormat.of().parseHex(vector.get("key").getAsString());
      byte[] file = patterned(vector.get("size").getAsInt());
      Sealed made = seal(key, file);
      assertEquals(vector.get("sealed_size").getAsInt(), made.blob().length);
      assertEquals(made.blob().length, SealedFile.sealedSize(file.length));
      assertHex(vector, "commitment", Arrays.copyOf(made.blob(), 32));
      assertHex(vector, "blob_sha256", MessageDigest.getInstance("SHA-256").digest(made.blob()));
      assertHex(vector, "plain_hash", made.pointer().plainHash());
      assertHex(vector, "sealed_hash", made.pointer().sealedHash());
      byte[] blob = new byte[16];
      Arrays.fill(blob, (byte) 9);
      assertHex(vector, "read_key", SealedFile.readKey(sealer, key, blob));
      assertArrayEquals(file, open(made.blob(), made.pointer(), new ByteArrayOutputStream()));
    }
  }

  private static void assertHex(JsonObject vector, String name, byte[] bytes) {
    assertEquals(vector.get(name).getAsString(), HexFormat.of().formatHex(bytes), name);
  }

  @Test
  void a_changed_bit_is_refused_before_anything_of_its_chunk_is_written() throws Exception {
    Sealed made = seal(key(1), patterned(CHUNK + 700));
    int second = 32 + CHUNK + 16;
    for (int at : new int[] {0, 31, 32, 5000, second - 1, second, made.blob().length - 1}) {
      byte[] changed = made.blob().clone();
      changed[at] ^= 1;
      assertEquals(at < second ? 0 : CHUNK, refused(changed, made.pointer()));
    }
  }

  @Test
  void a_cut_a_byte_more_exchanged_chunks_and_another_key_are_refused() throws Exception {
    Sealed made = seal(key(1), patterned(2 * CHUNK));
    byte[] blob = made.blob();
    refused(Arrays.copyOf(blob, blob.length - 1), made.pointer());
    refused(Arrays.copyOf(blob, 32 + CHUNK + 16), made.pointer());
    refused(Arrays.copyOf(blob, blob.length + 1), made.pointer());
    byte[] exchanged = blob.clone();
    System.arraycopy(blob, 32, exchanged, 32 + CHUNK + 16, CHUNK + 16);
    System.arraycopy(blob, 32 + CHUNK + 16, exchanged, 32, CHUNK + 16);
    assertEquals(0, refused(exchanged, made.pointer()));
    Sealed other = seal(key(2), patterned(2 * CHUNK));
    assertEquals(0, refused(other.blob(), made.pointer()));
  }

  @Test
  void a_second_ciphertext_under_the_same_key_is_refused_by_its_hash() throws Exception {
    Sealed one = seal(key(1), patterned(600));
    Sealed two = seal(key(1), new byte[600]);
    FilePointer mixed =
        pointer(
            key(1),
            600,
            new SealedFile.Hashes(two.pointer().plainHash(), one.pointer().sealedHash()));
    refused(two.blob(), mixed);
    refused(
        two.blob(),
        pointer(
            key(1),
            600,
            new SealedFile.Hashes(one.pointer().plainHash(), two.pointer().sealedHash())));
  }

  @Test
  void more_or_fewer_bytes_than_announced_are_not_sealed() {
    for (int real : new int[] {99, 101}) {
      InputStream in = new ByteArrayInputStream(new byte[real]);
      FileFaultException fault =
          assertThrows(
              FileFaultException.class,
              () -> SealedFile.seal(sealer, key(1), 100, in, OutputStream.nullOutputStream()));
      assertEquals(Fault.SIZE, fault.fault());
    }
    assertThrows(
        FileFaultException.class, () -> SealedFile.sealedSize(FilePointerCodec.MAX_SIZE + 1));
  }
}
