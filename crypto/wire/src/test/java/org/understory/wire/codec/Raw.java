package org.understory.wire.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds messages that the writer refuses to build: any field, in any order, as malformed as asked.
 */
public final class Raw {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Any bytes at all. */
  public Raw octets(int... octets) {
    for (int octet : octets) {
      out.write(octet);
    }
    return this;
  }

  /** A varint, shortest, of all 64 bits. */
  public Raw varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  public Raw tag(int field, int wireType) {
    return varint(((long) field << 3) | wireType);
  }

  public Raw number(int field, long value) {
    return tag(field, 0).varint(value);
  }

  public Raw bytes(int field, byte[] value) {
    tag(field, 2).varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A field of so many bytes of value 1. */
  public Raw filled(int field, int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) 1);
    return bytes(field, value);
  }

  public Raw text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public Raw message(int field, Raw message) {
    return bytes(field, message.bytes());
  }

  public byte[] bytes() {
    return out.toByteArray();
  }
}
