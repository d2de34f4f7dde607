package org.understory.core.files;

import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * The canonical bytes of a {@link FilePointer} ({@code message.proto}), alone or inside a body.
 *
 * <p><b>Guarantees.</b> What decodes encodes to the same bytes again, and has a name that is the
 * name of a file and of nothing else, on every system.
 */
public final class FilePointerCodec {
  /** The format of sealed files that this build writes and reads. */
  public static final int FORMAT = 1;

  /** Most bytes of a file: its sealed bytes fit into 256 MiB. */
  public static final long MAX_SIZE = 252 << 20;

  /** Most bytes of a thumbnail. */
  public static final int MAX_THUMBNAIL = 4096;

  /** Most bytes of a pointer. */
  public static final int MAX_BYTES = 6800;

  private static final Bounds ID = Bounds.exactly(16);
  private static final Bounds HASH = Bounds.exactly(32);
  private static final Bounds SIZE = Bounds.of(0, MAX_SIZE);
  private static final Bounds NAME = Bounds.of(1, 255);
  private static final Bounds TYPE = Bounds.of(3, 127);
  private static final Bounds PIXELS = Bounds.of(0, 65535);
  private static final Bounds DURATION = Bounds.of(0, 86_400_000);
  private static final Bounds ALT = Bounds.of(0, 2000);
  private static final Bounds THUMBNAIL = Bounds.of(0, MAX_THUMBNAIL);
  private static final String TYPE_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789.+-";

  private FilePointerCodec() {}

  /**
   * @throws IllegalArgumentException when a field is out of bounds
   */
  public static byte[] encode(FilePointer pointer) {
    return ProtoWriter.encode(pointer, FilePointerCodec::write);
  }

  /**
   * @throws InvalidWireException unless these are the canonical bytes of one pointer within bounds
   */
  public static FilePointer decode(byte[] bytes) throws InvalidWireException {
    return ProtoReader.decode(bytes, Bounds.of(1, MAX_BYTES), FilePointerCodec::read);
  }

  /** Writes its fields, for a body that holds pointers. */
  public static void write(ProtoWriter out, FilePointer p) {
    out.agree(isName(p.name()) && isType(p.mediaType()) && (p.width() == 0) == (p.height() == 0));
    out.number(1, FORMAT, Bounds.exactly(FORMAT));
    out.bytes(2, p.blob(), ID);
    out.bytes(3, p.key(), HASH);
    out.number(4, p.size(), SIZE);
    out.bytes(5, p.plainHash(), HASH);
    out.bytes(6, p.sealedHash(), HASH);
    out.string(7, p.name(), NAME);
    out.ascii(8, p.mediaType(), TYPE);
    out.number(9, p.width(), PIXELS);
    out.number(10, p.height(), PIXELS);
    out.number(11, p.duration(), DURATION);
    out.string(12, p.alt(), ALT);
    out.bytes(13, p.thumbnail(), THUMBNAIL);
  }

  /** Reads its fields, for a body that holds pointers. */
  public static FilePointer read(ProtoReader in) throws InvalidWireException {
    in.version(1, FORMAT);
    FilePointer pointer =
        new FilePointer(
            in.bytes(2, ID),
            in.bytes(3, HASH),
            in.number(4, SIZE),
            in.bytes(5, HASH),
            in.bytes(6, HASH),
            in.string(7, NAME),
            in.ascii(8, TYPE),
            in.smallNumber(9, PIXELS),
            in.smallNumber(10, PIXELS),
            in.number(11, DURATION),
            in.string(12, ALT),
            in.bytes(13, THUMBNAIL));
    in.agree((pointer.width() == 0) == (pointer.height() == 0));
    in.agree(isName(pointer.name()) && isType(pointer.mediaType()));
    return pointer;
  }

  /**
   * Whether a file may be called that: no separator of directories, drives or streams, no control
   * character, nothing that turns the direction of text, no dot at either end and no space at one.
   */
  public static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || (c >= 0x7f && c < 0xa0) || "/\\:*?\"<>|".indexOf(c) >= 0 || turns(c)) {
        return false;
      }
    }
    return !name.isEmpty() && ends(name.charAt(0)) && ends(name.charAt(name.length() - 1));
  }

  private static boolean turns(char c) {
    return (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0x61c
        || c == 0xfeff;
  }

  private static boolean ends(char c) {
    return c != '.' && c != ' ';
  }

  private static boolean isType(String type) {
    int slash = type.indexOf('/');
    for (int i = 0; i < type.length(); i++) {
      if (i != slash && TYPE_SIGNS.indexOf(type.charAt(i)) < 0) {
        return false;
      }
    }
    return slash > 0 && slash < type.length() - 1;
  }
}
