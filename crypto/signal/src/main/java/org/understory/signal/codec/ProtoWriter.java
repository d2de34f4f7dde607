package org.understory.signal.codec;

import java.io.ByteArrayOutputStream;

/** Writes a proto2 message, field by field, in the order of the calls. */
public final class ProtoWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An unsigned number, at most 64 bits. */
  public ProtoWriter varint(int field, long value) {
    tag(field, ProtoMessage.VARINT);
    number(value);
    return this;
  }

  /** An unsigned number of 32 bits. */
  public ProtoWriter uint32(int field, int value) {
    return varint(field, Integer.toUnsignedLong(value));
  }

  public ProtoWriter bytes(int field, byte[] value) {
    tag(field, ProtoMessage.BYTES);
    number(value.length);
    out.write(value, 0, value.length);
    return this;
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  private void tag(int field, int wireType) {
    number((long) field << 3 | wireType);
  }

  private void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
