package org.understory.interop.interaction;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.understory.signal.SignalEngine;
import org.understory.signal.TestDevice;
import org.understory.signal.codec.Bytes;

/** A device on one of the engines, and what the model knows of it. */
final class Party {
  private final int number;
  private final Supplier<SignalEngine> engines;
  private final TestDevice device;
  private final Map<Party, RecordModel> records = new HashMap<>();
  private final Map<Integer, ChainModel> senderChains = new HashMap<>();
  private int ownChain = -1;
  private int ownIteration;
  private boolean removed;

  Party(int number, Supplier<SignalEngine> engines) {
    this.number = number;
    this.engines = engines;
    this.device = new TestDevice(engines.get(), "party-" + number);
  }

  TestDevice device() {
    return device;
  }

  SignalEngine engine() {
    return device.engine();
  }

  /** Whether the engine keeps the times of skipped keys, so that they can be forgotten. */
  boolean forgets() {
    return !engine().name().contains("libsignal");
  }

  RecordModel with(Party other) {
    return records.computeIfAbsent(other, unknown -> new RecordModel());
  }

  /** Chains of senders, by their number in the run. */
  Map<Integer, ChainModel> senderChains() {
    return senderChains;
  }

  int ownChain() {
    return ownChain;
  }

  int ownIteration() {
    return ownIteration;
  }

  void startChain(int chain) {
    ownChain = chain;
    ownIteration = 0;
  }

  int takeIteration() {
    return ownIteration++;
  }

  boolean isRemoved() {
    return removed;
  }

  void remove() {
    removed = true;
  }

  void restart() {
    device.restart(engines.get());
  }

  /** 16 bytes for a chain of the run. */
  static byte[] distributionId(int chain) {
    byte[] id = new byte[16];
    Bytes.putInt(id, 12, chain);
    return id;
  }

  @Override
  public String toString() {
    return "p" + number + (forgets() ? "" : "*");
  }
}
