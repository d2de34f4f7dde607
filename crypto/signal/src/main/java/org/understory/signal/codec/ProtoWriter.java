package org.understory.signal.codec;

/** Writes a proto2 message, field by field, in the order of the calls. */
public final class ProtoWriter {
  /** Most of what is written fits; what was outgrown stays behind in memory. */
  private static final int FIRST_SIZE = 512;

  /** Tag and length of a field, or a number, at most. */
  private static final int MOST_OF_A_HEAD = 20;

  private byte[] out = new byte[FIRST_SIZE];
  private int length;

  /** An unsigned number, at most 64 bits. */
  public ProtoWriter varint(int field, long value) {
    makeRoom(0);
    tag(field, ProtoMessage.VARINT);
    number(value);
    return this;
  }

  /** An unsigned number of 32 bits. */
  public ProtoWriter uint32(int field, int value) {
    return varint(field, Integer.toUnsignedLong(value));
  }

  public ProtoWriter bytes(int field, byte[] value) {
    makeRoom(value.length);
    tag(field, ProtoMessage.BYTES);
    number(value.length);
    System.arraycopy(value, 0, out, length, value.length);
    length += value.length;
    return this;
  }

  public byte[] toByteArray() {
    return Bytes.slice(out, 0, length);
  }

  private void makeRoom(int bytes) {
    int needed = Math.addExact(length, Math.addExact(bytes, MOST_OF_A_HEAD));
    if (needed > out.length) {
      byte[] larger = new byte[Math.max(needed, 2 * out.length)];
      System.arraycopy(out, 0, larger, 0, length);
      out = larger;
    }
  }

  private void tag(int field, int wireType) {
    number((long) field << 3 | wireType);
  }

  private void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out[length++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out[length++] = (byte) rest;
  }
}
