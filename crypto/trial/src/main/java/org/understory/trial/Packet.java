package org.understory.trial;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What crosses between the two sides: a list of byte strings, each its length in 4 bytes (-1 for
 * null) and its bytes. Numbers are 8 bytes, big-endian; texts are UTF-8.
 */
final class Packet {
  private final List<byte @Nullable []> fields = new ArrayList<>();
  private int next;

  Packet() {}

  static Packet parse(byte[] bytes) {
    Packet packet = new Packet();
    for (int at = 0; at < bytes.length; ) {
      int length = (int) number(bytes, at, 4);
      at += 4;
      if (length > bytes.length - at) {
        throw new IllegalArgumentException("a packet that ends early");
      }
      byte[] field = null;
      if (length >= 0) {
        field = new byte[length];
        System.arraycopy(bytes, at, field, 0, length);
        at += length;
      }
      packet.fields.add(field);
    }
    return packet;
  }

  Packet add(byte @Nullable [] field) {
    fields.add(field);
    return this;
  }

  Packet add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  Packet add(long number) {
    byte[] bytes = new byte[8];
    put(number, bytes, 0, 8);
    return add(bytes);
  }

  boolean hasNext() {
    return next < fields.size();
  }

  byte @Nullable [] nextOrNull() {
    return fields.get(next++);
  }

  byte[] next() {
    byte[] field = nextOrNull();
    if (field == null) {
      throw new IllegalArgumentException("a field that may not be null");
    }
    return field;
  }

  String nextText() {
    return new String(next(), StandardCharsets.UTF_8);
  }

  long nextNumber() {
    return number(next(), 0, 8);
  }

  int nextInt() {
    return (int) nextNumber();
  }

  byte[] toByteArray() {
    int length = 0;
    for (byte[] field : fields) {
      length += 4 + (field == null ? 0 : field.length);
    }
    byte[] result = new byte[length];
    int at = 0;
    for (byte[] field : fields) {
      put(field == null ? -1 : field.length, result, at, 4);
      at += 4;
      if (field != null) {
        System.arraycopy(field, 0, result, at, field.length);
        at += field.length;
      }
    }
    return result;
  }

  private static void put(long number, byte[] target, int at, int size) {
    for (int i = 0; i < size; i++) {
      target[at + i] = (byte) (number >> (8 * (size - 1 - i)));
    }
  }

  private static long number(byte[] bytes, int at, int size) {
    if (size > bytes.length - at) {
      throw new IllegalArgumentException("a number that ends early");
    }
    long number = size == 4 ? bytes[at] >> 7 : 0;
    for (int i = 0; i < size; i++) {
      number = number << 8 | (bytes[at + i] & 0xFF);
    }
    return number;
  }
}
