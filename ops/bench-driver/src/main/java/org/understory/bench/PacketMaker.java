package org.understory.bench;

/**
 * Makes what a removal lays into the epoch slot of each device that stays. A port: sealing for a
 * thousand sessions takes a client's engine, which does not run here.
 */
@FunctionalInterface
interface PacketMaker {
  /**
   * What an epoch packet in an established session has: the generation, one kibibyte of padded
   * deposit, what sealing adds.
   */
  int ESTABLISHED = 1_080;

  /** The same in a first message, which carries keys and a Kyber ciphertext as well. */
  int FIRST = 2_608;

  /** The packet of a device, by its number in the group. */
  byte[] packet(int device);

  /** Random bytes of the length of sealed ones. */
  static PacketMaker ofLength(int length) {
    return device -> Chance.bytes(length);
  }
}
