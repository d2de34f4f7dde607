package org.understory.cli.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.understory.cli.files.FileFaultException.Fault;
import org.understory.core.files.FilePointer;
import org.understory.core.seal.Sealer;

/**
 * Seals and opens files as streams, a chunk at a time. {@code docs/protocol.md#file-format}
 *
 * <p><b>Guarantees.</b> What opens is what was sealed under this key, with this size and these
 * hashes: the commitment is compared before any chunk is opened, and each chunk's tag before
 * anything of it is written. <i>Does not</i> take back chunks that it wrote before a later one
 * failed: whoever reads the stream must not use it before {@code open} has returned.
 */
public final class SealedFile {
  /** Hashes for the pointer. */
  public record Hashes(byte[] plain, byte[] sealed) {
    @Override
    public String toString() {
      return "Hashes";
    }
  }

  private final Sealer sealer;
  private final Layout layout;
  private final byte[] commitment;
  private final SecretKeySpec cipherKey;
  private final ByteArrayOutputStream plainHashes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream sealedHashes = new ByteArrayOutputStream();

  private SealedFile(Sealer sealer, byte[] key, long size) throws FileFaultException {
    this.sealer = sealer;
    layout = Layout.of(size);
    commitment = sealer.derive(key, "file-commitment", Sealer.u64(size));
    byte[] derived = sealer.derive(key, "file-key", Sealer.u64(size));
    cipherKey = new SecretKeySpec(derived, "AES");
    Arrays.fill(derived, (byte) 0);
  }

  /** All bytes that a file of this size has at the server. */
  public static long sealedSize(long size) throws FileFaultException {
    return Layout.of(size).sealed();
  }

  /** What whoever reads the blob shows to the server. */
  public static byte[] readKey(Sealer sealer, byte[] key, byte[] blob) {
    return sealer.derive(key, "blob-read", blob);
  }

  /**
   * Seals exactly {@code size} bytes.
   *
   * @param key 32 random bytes, for this file alone
   * @throws FileFaultException when {@code in} has more or fewer bytes
   */
  public static Hashes seal(Sealer sealer, byte[] key, long size, InputStream in, OutputStream out)
      throws FileFaultException, IOException {
    SealedFile file = new SealedFile(sealer, key, size);
    out.write(file.commitment);
    for (int i = 0; i < file.layout.chunks(); i++) {
      byte[] plain = new byte[file.layout.length(i)];
      if (in.readNBytes(plain, 0, file.layout.inFile(i)) != file.layout.inFile(i)) {
        throw new FileFaultException(Fault.SIZE);
      }
      byte[] sealed = file.crypt(Cipher.ENCRYPT_MODE, i, plain);
      file.count(plain, sealed);
      out.write(sealed);
    }
    if (in.read() >= 0) {
      throw new FileFaultException(Fault.SIZE);
    }
    return file.hashes();
  }

  /**
   * Opens a file of which a message has told.
   *
   * @throws FileFaultException with {@link Fault#CORRUPT} for whatever is not as it was sealed
   */
  public static void open(Sealer sealer, FilePointer pointer, InputStream in, OutputStream out)
      throws FileFaultException, IOException {
    SealedFile file = new SealedFile(sealer, pointer.key(), pointer.size());
    require(MessageDigest.isEqual(in.readNBytes(Layout.HEADER), file.commitment));
    for (int i = 0; i < file.layout.chunks(); i++) {
      byte[] sealed = in.readNBytes(file.layout.length(i) + Layout.TAG);
      require(sealed.length == file.layout.length(i) + Layout.TAG);
      byte[] plain = file.crypt(Cipher.DECRYPT_MODE, i, sealed);
      for (int at = file.layout.inFile(i); at < plain.length; at++) {
        require(plain[at] == 0);
      }
      file.count(plain, sealed);
      out.write(plain, 0, file.layout.inFile(i));
    }
    require(in.read() < 0);
    Hashes hashes = file.hashes();
    require(MessageDigest.isEqual(hashes.sealed(), pointer.sealedHash()));
    require(MessageDigest.isEqual(hashes.plain(), pointer.plainHash()));
  }

  private Hashes hashes() {
    return new Hashes(
        sealer.hash("file-plain", Sealer.u64(layout.size()), plainHashes.toByteArray()),
        sealer.hash("file-sealed", commitment, sealedHashes.toByteArray()));
  }

  private void count(byte[] plain, byte[] sealed) {
    plainHashes.writeBytes(sha256(plain));
    sealedHashes.writeBytes(sha256(sealed));
  }

  private byte[] crypt(int mode, int index, byte[] bytes) throws FileFaultException {
    byte last = (byte) (index == layout.chunks() - 1 ? 1 : 0);
    byte[] nonce = ByteBuffer.allocate(12).position(7).putInt(index).put(last).array();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, cipherKey, new GCMParameterSpec(8 * Layout.TAG, nonce));
      return cipher.doFinal(bytes);
    } catch (AEADBadTagException e) {
      throw new FileFaultException(Fault.CORRUPT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is in every Java", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is in every Java", e);
    }
  }

  private static void require(boolean holds) throws FileFaultException {
    if (!holds) {
      throw new FileFaultException(Fault.CORRUPT);
    }
  }
}
