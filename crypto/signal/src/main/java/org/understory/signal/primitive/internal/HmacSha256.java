package org.understory.signal.primitive.internal;

import java.util.Arrays;

/** HMAC-SHA256 (RFC 2104) under one key, as often as wanted: what the key alone gives is kept. */
final class HmacSha256 {
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5C;

  private final Sha256 inner = new Sha256();
  private final Sha256 outer = new Sha256();
  private final Sha256 work = new Sha256();

  HmacSha256(byte[] key) {
    byte[] short64 = key.length > Sha256.BLOCK ? new Sha256().update(key).finish() : key;
    byte[] pad = new byte[Sha256.BLOCK];
    for (int i = 0; i < pad.length; i++) {
      pad[i] = (byte) ((i < short64.length ? short64[i] : 0) ^ INNER);
    }
    inner.update(pad);
    for (int i = 0; i < pad.length; i++) {
      pad[i] ^= INNER ^ OUTER;
    }
    outer.update(pad);
    Arrays.fill(pad, (byte) 0);
    work.continueFrom(inner);
  }

  HmacSha256 update(byte[] part) {
    work.update(part);
    return this;
  }

  /** The MAC of what was put in since the last one, 32 bytes. */
  byte[] finish() {
    byte[] result = work.finish();
    work.continueFrom(outer);
    work.update(result).finish(result);
    work.continueFrom(inner);
    return result;
  }

  /** Forgets the key, as far as memory can be made to. */
  void wipe() {
    inner.wipe();
    outer.wipe();
    work.wipe();
  }
}
