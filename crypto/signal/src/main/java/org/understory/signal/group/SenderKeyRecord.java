package org.understory.signal.group;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

/** The keys of one sender for one distribution id, newest first. */
final class SenderKeyRecord {
  /** libsignal's number. */
  static final int MAX_KEYS = 5;

  private static final byte FORMAT = 2;

  private final List<SenderKey> keys = new ArrayList<>();

  /** From the store's bytes; null gives a record without a key. */
  static SenderKeyRecord load(byte @Nullable [] stored) throws ProtocolException {
    SenderKeyRecord record = new SenderKeyRecord();
    if (stored == null) {
      return record;
    }
    if (stored.length == 0 || stored[0] != FORMAT) {
      throw new ProtocolException(Reason.INVALID, "a sender-key record of an unknown format");
    }
    ProtoMessage message = ProtoMessage.parse(stored, 1, stored.length);
    for (byte[] key : message.repeatedBytes(1)) {
      record.keys.add(SenderKey.parse(key));
    }
    return record;
  }

  byte[] serialize() {
    ProtoWriter writer = new ProtoWriter();
    for (SenderKey key : keys) {
      writer.bytes(1, key.serialize());
    }
    byte[] body = writer.toByteArray();
    byte[] result = new byte[body.length + 1];
    result[0] = FORMAT;
    System.arraycopy(body, 0, result, 1, body.length);
    return result;
  }

  @Nullable SenderKey newest() {
    return keys.isEmpty() ? null : keys.get(0);
  }

  @Nullable SenderKey find(int chainId) {
    for (SenderKey key : keys) {
      if (key.chainId() == chainId) {
        return key;
      }
    }
    return null;
  }

  /** Drops seeds skipped before that time in all chains; whether there were any. */
  boolean forgetSkippedBefore(long keptBeforeMillis) {
    boolean forgot = false;
    for (SenderKey key : keys) {
      forgot |= key.chain().forgetSkippedBefore(keptBeforeMillis);
    }
    return forgot;
  }

  /**
   * Takes a key in front. One that is known already (same chain id and signing key) keeps its
   * position, so that a repeated distribution message turns nothing back; another with the same
   * chain id gives way.
   */
  void add(SenderKey received) {
    SenderKey known = find(received.chainId());
    boolean same = known != null && known.signingKey().equals(received.signingKey());
    keys.removeIf(key -> key.chainId() == received.chainId());
    keys.add(0, same && known != null ? known : received);
    while (keys.size() > MAX_KEYS) {
      keys.remove(keys.size() - 1);
    }
  }

  @Override
  public String toString() {
    return "SenderKeyRecord" + keys;
  }
}
