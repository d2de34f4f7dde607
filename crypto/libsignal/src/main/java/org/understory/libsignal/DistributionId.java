package org.understory.libsignal;

import java.nio.ByteBuffer;
import java.util.UUID;

/** libsignal wants a distribution id's 16 bytes in the shape of a UUID; any value will do. */
final class DistributionId {
  private DistributionId() {}

  static UUID toUuid(byte[] bytes) {
    if (bytes.length != 16) {
      throw new IllegalArgumentException("a distribution id has 16 bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  static byte[] toBytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
