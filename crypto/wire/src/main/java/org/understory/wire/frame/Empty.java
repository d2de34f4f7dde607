package org.understory.wire.frame;

import org.understory.wire.codec.ProtoWriter;

/** Writes messages that have no fields. */
final class Empty {
  private Empty() {}

  static void write(ProtoWriter w, Object m) {}
}
