package org.understory.cli.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.InvalidWireException;

/**
 * Lines of text in a file that a passphrase opens ({@code docs/protocol.md#archive}).
 *
 * <p><b>Guarantees.</b> A line is given out only after the whole part that it stands in was proven
 * to be in its place; a file that was cut, or changed in one bit, ends in an error.
 *
 * <p><b>Does not</b> disappear: nobody takes out of it what is over later.
 */
public final class Archive implements AutoCloseable {
  private static final byte[] MAGIC = "understory-archive-v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final String TYPE = "archive-part";
  private static final int PART = 1 << 18;
  private static final int MOST_PART = 1 << 21;
  private static final int MOST_KDF = 1024;

  private final Sealer sealer;
  private final DataOutputStream out;
  private final byte[] kdf;
  private final byte[] key;
  private final StringBuilder part = new StringBuilder();
  private long parts;

  private Archive(Sealer sealer, DataOutputStream out, byte[] kdf, byte[] key) {
    this.sealer = sealer;
    this.out = out;
    this.kdf = kdf;
    this.key = key;
  }

  /**
   * A file that must not be there yet, for its owner alone.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it is
   */
  public static OutputStream file(Path file) throws IOException {
    return Channels.newOutputStream(
        PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
  }

  /** Begins a file; {@link #close} ends it, and without that it is none. */
  public static Archive create(Sealer sealer, byte[] passphrase, OutputStream to)
      throws IOException {
    Stretching stretching = Stretching.fresh(sealer.randomness());
    byte[] kdf = stretching.encode();
    DataOutputStream out = new DataOutputStream(to);
    out.write(MAGIC);
    out.writeInt(kdf.length);
    out.write(kdf);
    return new Archive(sealer, out, kdf, key(sealer, stretching, passphrase));
  }

  private static byte[] key(Sealer sealer, Stretching stretching, byte[] passphrase) {
    byte[] stretched = stretching.stretch(sealer.primitives(), passphrase);
    byte[] key = sealer.derive(stretched, "archive-key");
    Arrays.fill(stretched, (byte) 0);
    return key;
  }

  /** One line, of whatever text without a line's end. */
  public void line(String line) throws IOException {
    if (part.length() + line.length() > PART && !part.isEmpty()) {
      write(false);
    }
    part.append(line).append('\n');
  }

  private void write(boolean last) throws IOException {
    byte[] padded = Padding.pad(part.toString().getBytes(StandardCharsets.UTF_8));
    part.setLength(0);
    byte[] sealed = sealer.seal(key, TYPE, padded, kdf, Sealer.u64(parts++), u8(last));
    Arrays.fill(padded, (byte) 0);
    out.writeInt(sealed.length);
    out.write(sealed);
  }

  private static byte[] u8(boolean last) {
    return Sealer.u8(last ? 1 : 0);
  }

  @Override
  public void close() throws IOException {
    write(true);
    out.flush();
    Arrays.fill(key, (byte) 0);
  }

  /**
   * Reads a file to its end.
   *
   * @throws StateException when the passphrase is another, or anything is not as it was written
   */
  public static void read(Sealer sealer, byte[] passphrase, InputStream from, Consumer<String> line)
      throws IOException, StateException {
    DataInputStream in = new DataInputStream(from);
    try {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new StateException("This is no file that export wrote.");
      }
      byte[] kdf = some(in, MOST_KDF);
      Stretching stretching = Stretching.decode(kdf);
      if (stretching == null) {
        throw damaged();
      }
      byte[] key = key(sealer, stretching, passphrase);
      boolean last = false;
      for (long i = 0; !last; i++) {
        byte[] sealed = some(in, MOST_PART);
        byte[] padded = sealer.open(key, TYPE, sealed, kdf, Sealer.u64(i), u8(false));
        if (padded == null) {
          padded = sealer.open(key, TYPE, sealed, kdf, Sealer.u64(i), u8(true));
          last = true;
        }
        new String(unpadded(padded), StandardCharsets.UTF_8).lines().forEach(line);
      }
      if (in.read() >= 0) {
        throw damaged();
      }
    } catch (EOFException e) {
      throw damaged();
    }
  }

  private static byte[] some(DataInputStream in, int most) throws IOException, StateException {
    int length = in.readInt();
    if (length < 1 || length > most) {
      throw damaged();
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static byte[] unpadded(byte @Nullable [] padded) throws StateException {
    try {
      if (padded != null) {
        return Padding.unpad(padded);
      }
    } catch (InvalidWireException e) {
      // answered below, with what does not open at all
    }
    throw damaged();
  }

  private static StateException damaged() {
    return new StateException("The passphrase is another, or the file is damaged.");
  }
}
