package org.understory.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes of the own request as it is and as it was before its answers were changed: a steward
 * may have approved an earlier one, and its welcome still opens.
 */
final class OwnRequests {
  private static final String ROW = "request-hashes";
  private static final int MOST = 8;
  private static final int HASH = 32;

  private final Device device;

  /** How often they were turned since all had their turn. */
  private int turn;

  OwnRequests(Device device) {
    this.device = device;
  }

  void remember(byte[] hash) {
    byte[] before = device.facts.bytes(ROW);
    int kept = before == null ? 0 : Math.min(before.length, (MOST - 1) * HASH);
    byte[] all = Arrays.copyOf(hash, HASH + kept);
    if (before != null) {
      System.arraycopy(before, 0, all, HASH, kept);
    }
    device.facts.bytes(ROW, all);
    turn = 0;
  }

  /** 32 bytes each, the one whose turn it is first. */
  List<byte[]> hashes() {
    byte[] all = device.facts.bytes(ROW);
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 0; all != null && i < all.length; i += HASH) {
      hashes.add(Arrays.copyOfRange(all, i, i + HASH));
    }
    return hashes;
  }

  /** The one whose turn it is, or empty. */
  byte[] current() {
    List<byte[]> hashes = hashes();
    return hashes.isEmpty() ? new byte[0] : hashes.get(0);
  }

  /** Has the one before take its turn; false when it is the newest's again. */
  boolean earlier() {
    byte[] all = device.facts.bytes(ROW);
    if (all == null || all.length <= HASH) {
      return false;
    }
    byte[] turned = Arrays.copyOf(Arrays.copyOfRange(all, HASH, all.length), all.length);
    System.arraycopy(all, 0, turned, all.length - HASH, HASH);
    device.facts.bytes(ROW, turned);
    turn = (turn + 1) % (all.length / HASH);
    return turn != 0;
  }

  void forget() {
    device.facts.bytes(ROW, null);
  }
}
