package org.understory.wire.codec;

/** The two wire types of proto3 that Understory uses, and the highest field number. */
final class WireType {
  static final int VARINT = 0;
  static final int DELIMITED = 2;
  static final int MAX_FIELD = (1 << 29) - 1;

  private WireType() {}
}
