package org.understory.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.DistributionId;
import org.understory.core.content.Content;
import org.understory.core.content.MessageId;
import org.understory.core.roster.DeviceId;
import org.understory.core.seal.Sealer;
import org.understory.signal.ProtocolException;
import org.understory.signal.codec.Bytes;
import org.understory.signal.group.GroupProof;
import org.understory.wire.id.LogId;

/**
 * What a report is made from and held against ({@code docs/protocol.md#report}): beside each
 * message the bytes that its author signed, and of each chain the signing key that its owner gave
 * this very device.
 */
final class Evidence {
  static final String PREFIX = "ev/";
  private static final String KEYS = "dk/";

  /** A chain is written under for a day at most after it was given. */
  private static final long CHAIN_MILLIS = 86_400_000L;

  private final Device device;

  Evidence(Device device) {
    this.device = device;
  }

  /**
   * Bytes beside a message.
   *
   * @param seed of the message key, 32 bytes
   * @param whole what the envelope sealed
   */
  record Kept(byte[] seed, byte[] whole) {
    @Override
    public String toString() {
      return "Kept";
    }
  }

  /** Keeps what a report of the message needs, as long as a report counts; the first time alone. */
  void keep(Content content, byte[] whole, byte[] seed) {
    String key = key(content.channel(), content.device(), content.id());
    if (seed.length == 0 || device.rows.has(key)) {
      return;
    }
    byte[] row = Bytes.concat(seed, whole);
    long window = device.now() + device.expiry().capSeconds() * 1000L;
    long until = content.expiry() == 0 ? window : Math.min(window, content.expiry());
    device.rows.put(key, row, until);
  }

  /** Null when there is none: from an engine that keeps seeds, or older than reports count. */
  @Nullable Kept of(MessageRow message) {
    byte[] row = device.rows.get(key(message.channel(), message.device(), message.id()));
    int from = GroupProof.SEED;
    return row == null
        ? null
        : new Kept(Bytes.slice(row, 0, from), Bytes.slice(row, from, row.length));
  }

  /** The message is gone: of whichever author it was. */
  void forget(LogId channel, MessageId message) {
    device.rows.deleteAll(PREFIX + channel.hex() + "/" + message.hex());
  }

  void forget(LogId channel) {
    device.rows.deleteAll(PREFIX + channel.hex() + "/");
  }

  /** A chain's owner gave it to this device, by itself. */
  void learned(DistributionId chain, byte[] distribution) {
    try {
      String key = KEYS + chain.hex() + "/" + Hex.of(GroupProof.signingKeyOf(distribution));
      long until = device.now() + device.expiry().capSeconds() * 1000L + CHAIN_MILLIS;
      device.rows.put(key, Sealer.u64(until)); // public: it needs no page that ends with it
    } catch (ProtocolException e) {
      throw new IllegalStateException("what was taken in is no distribution", e);
    }
  }

  /** Forgets the keys of chains whose messages nobody can report any more. */
  void prune() {
    for (Map.Entry<String, byte[]> row : List.copyOf(device.rows.scan(KEYS).entrySet())) {
      if (Sealer.u64(row.getValue(), 0) <= device.now()) {
        device.rows.delete(row.getKey());
      }
    }
  }

  /** Whether this device knows a signing key of the chain. */
  boolean knows(byte[] chain) {
    return !device.rows.scan(KEYS + Hex.of(chain) + "/").isEmpty();
  }

  /** What the author of a chain signed, when this device's own record of the chain says so. */
  byte @Nullable [] proven(byte[] chain, byte[] message, byte[] seed) {
    String prefix = KEYS + Hex.of(chain) + "/";
    for (String key : device.rows.scan(prefix).keySet()) {
      byte[] content =
          GroupProof.open(
              device.sealer.primitives(), Hex.parse(key.substring(prefix.length())), message, seed);
      if (content != null) {
        return content;
      }
    }
    return null;
  }

  private static String key(LogId channel, DeviceId author, MessageId message) {
    return PREFIX + channel.hex() + "/" + message.hex() + author.hex();
  }
}
