package org.understory.core;

import java.util.List;
import java.util.Random;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.DistributionId;
import org.understory.core.channel.SenderChain;
import org.understory.core.content.Body;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Franking;
import org.understory.core.content.MessageId;
import org.understory.core.seal.EpochSecret;
import org.understory.signal.ProtocolException;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/** A message by a member whose software names a roster head that is on nobody's line. */
final class FalseHead {
  private FalseHead() {}

  static void post(Simulation sim, Simulation.Person liar, String channel, Random random) {
    Device device = liar.client.device();
    byte[] row = device.rows.get("ch/" + channel);
    Membership membership = liar.client.parts().membership;
    EpochSecret secret = membership.secret();
    LogId log = LogId.of(Hex.parse(channel));
    if (row == null || secret == null || !sim.server.logs.containsKey(log)) {
      return;
    }
    try {
      SenderChain chain = SenderChain.decode(row);
      DistributionId id = liar.client.parts().chains.distributionId(chain);
      Content claim =
          new Content(
              MessageId.of(sim.randomness.bytes(16)),
              device.facts.group(),
              log,
              new Epoch(secret.generation(), secret.step()),
              liar.id(),
              1_000_000 + random.nextInt(1_000_000),
              new byte[32],
              random.nextInt((int) membership.seq() + 3),
              sim.randomness.bytes(32),
              sim.now,
              0,
              new byte[32],
              false,
              new Body.Text("on another branch"));
      byte[] inner =
          device.engine.groupEncrypt(
              device.store(), Sessions.address(liar.id()), id.bytes(), ContentCodec.encode(claim));
      long expiry = device.expiry().cap(sim.now);
      byte[] envelope =
          ChannelSeal.seal(
              sim.sealer, secret, device.facts.space(), log, expiry, franked(sim, claim, inner));
      List<LogEntry> entries = sim.server.log(log);
      entries.add(new LogEntry(entries.size(), expiry, envelope, new byte[0], List.of()));
      sim.server.wires.forEach(FakeWire::flush);
    } catch (ProtocolException | InvalidWireException e) {
      // the false member's own chain is not there any more
    }
  }

  /** What an envelope seals of a content that somebody made up. */
  static byte[] franked(Simulation sim, Content content, byte[] message) {
    byte[] bytes = ContentCodec.encode(content);
    return Franking.framed(message, Franking.commit(sim.sealer, content.frankingKey(), bytes));
  }
}
