package org.understory.cli.files;

import org.understory.cli.files.FileFaultException.Fault;
import org.understory.core.files.FilePointerCodec;
import org.understory.wire.Padding;

/**
 * Where what lies in a sealed file. {@code docs/protocol.md#file-format}
 *
 * @param size of the file alone
 * @param padded of it and its padding
 */
record Layout(long size, long padded) {
  static final int CHUNK = 256 * 1024;
  static final int TAG = 16;
  static final int HEADER = 32;

  static Layout of(long size) throws FileFaultException {
    if (size < 0 || size > FilePointerCodec.MAX_SIZE) {
      throw new FileFaultException(Fault.SIZE);
    }
    return new Layout(size, Padding.bucket((int) size));
  }

  int chunks() {
    return (int) ((padded + CHUNK - 1) / CHUNK);
  }

  /** Bytes of a chunk before it is sealed, padding included. */
  int length(int chunk) {
    return (int) Math.min(CHUNK, padded - (long) chunk * CHUNK);
  }

  /** Bytes of the file in a chunk. */
  int inFile(int chunk) {
    return (int) Math.max(0, Math.min(length(chunk), size - (long) chunk * CHUNK));
  }

  /** All bytes that the server stores. */
  long sealed() {
    return HEADER + padded + (long) chunks() * TAG;
  }
}
