package org.understory.core.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.Sealer;

/** Sews entries together that no author would make. What is not set is as it should be. */
final class Frankenstein {
  private final Sealer sealer;
  @Nullable GroupId group;
  long seq;
  byte[] prevHash;
  DeviceId actor;
  byte[] signingSeed;
  long time;
  List<byte[]> approvals = List.of();

  /** The next entry of a group, by its founder. */
  Frankenstein(TestGroup on) {
    this.sealer = on.sealer();
    this.group = on.state().isEmpty() ? null : on.state().groupId();
    this.seq = on.state().seq() + 1;
    this.prevHash = on.state().head();
    this.actor = on.founder().device();
    this.signingSeed = on.founder().signingSeed();
    this.time = on.now();
  }

  /** Acts and signs as this device. */
  Frankenstein as(DeviceKeySet device) {
    actor = device.device();
    signingSeed = device.signingSeed();
    return this;
  }

  SignedEntry sew(EntryBody body) {
    return SignedEntry.sign(
        sealer, signingSeed, new Entry(group, seq, prevHash, body, actor, time, approvals));
  }

  /** With another signature than its own. */
  static SignedEntry resigned(SignedEntry entry, byte[] signature) {
    return new SignedEntry(entry.entry(), entry.entryBytes(), signature);
  }
}
