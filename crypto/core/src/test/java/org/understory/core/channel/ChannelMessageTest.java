package org.understory.core.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Content;
import org.understory.core.content.ContentCodec;
import org.understory.core.content.Fixture;
import org.understory.core.roster.DeviceId;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.core.vault.Rows;
import org.understory.core.vault.RowsProtocolStore;
import org.understory.core.vault.Vault;
import org.understory.signal.DeviceAddress;
import org.understory.signal.ProtocolException;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/**
 * A message from its content through all layers and back, with the engine and the vault's store.
 */
class ChannelMessageTest {
  private static final long BUCKET = Fixture.NOW / 1000;
  private static final DeviceAddress ADA = address(Fixture.ADA);

  private final Sealer sealer = Fixture.sealer();
  private final SignalEngine engine =
      new UnderstoryEngine(BouncyCastlePrimitives.create(), new Sequence(2));
  private final Rows boRows = rows();
  private final RowsProtocolStore ada = store(rows());
  private final RowsProtocolStore bo = store(boRows);
  private final SenderChain chain = SenderChain.first(Fixture.CHANNEL, 2, Fixture.NOW);
  private final byte[] distributionId = id(chain);

  @BeforeEach
  void give_bo_the_chain() throws Exception {
    byte[] distribution = engine.createSenderKeyDistribution(ada, ADA, distributionId);
    engine.processSenderKeyDistribution(bo, ADA, distribution);
  }

  @Test
  void a_message_arrives_as_it_was_said() throws Exception {
    Content sent = Fixture.text("hello");
    Content read = received(posted(sent));
    assertEquals(sent.body(), read.body());
    assertEquals(sent.id(), read.id());
  }

  @Test
  void a_replayed_envelope_is_refused_without_advancing_the_chain() throws Exception {
    byte[] first = posted(Fixture.text("one"));
    byte[] second = posted(Fixture.text("two"));
    received(first);
    boRows.takeBatch();
    ProtocolException e = assertThrows(ProtocolException.class, () -> received(first));
    assertEquals(ProtocolException.Reason.DUPLICATE, e.reason());
    assertNull(boRows.takeBatch());
    received(second);
  }

  @Test
  void messages_out_of_order_arrive_all_the_same() throws Exception {
    byte[] first = posted(Fixture.text("one"));
    byte[] second = posted(Fixture.text("two"));
    assertEquals(Fixture.text("two").body(), received(second).body());
    assertEquals(Fixture.text("one").body(), received(first).body());
  }

  @Test
  void who_was_not_given_the_next_chain_reads_nothing_of_it() throws Exception {
    SenderChain next = chain.next(3, Fixture.NOW);
    byte[] nextId = id(next);
    engine.createSenderKeyDistribution(ada, ADA, nextId);
    byte[] message =
        engine.groupEncrypt(ada, ADA, nextId, ContentCodec.encode(Fixture.text("new")));
    ProtocolException e =
        assertThrows(
            ProtocolException.class, () -> engine.groupDecrypt(bo, ADA, message, Fixture.NOW));
    assertEquals(ProtocolException.Reason.NO_SENDER_KEY, e.reason());
  }

  @Test
  void a_message_under_an_epoch_that_bo_has_not_opens_nothing() throws Exception {
    byte[] envelope = posted(Fixture.text("hello"));
    EpochSecret before = EpochSecret.of(2, 2, Fixture.filled(32, 90));
    assertNull(ChannelSeal.open(sealer, before, Fixture.SPACE, Fixture.CHANNEL, BUCKET, envelope));
  }

  @Test
  void a_message_names_its_chain_by_the_owners_distribution_id() throws Exception {
    byte[] message =
        Objects.requireNonNull(
            ChannelSeal.open(
                sealer,
                Fixture.SECRET,
                Fixture.SPACE,
                Fixture.CHANNEL,
                BUCKET,
                posted(Fixture.text("hello"))));
    assertArrayEquals(distributionId, engine.distributionIdOf(message));
  }

  private byte[] posted(Content content) throws ProtocolException {
    byte[] message = engine.groupEncrypt(ada, ADA, distributionId, ContentCodec.encode(content));
    return ChannelSeal.seal(
        sealer, Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, message);
  }

  private Content received(byte[] envelope) throws Exception {
    byte[] message =
        Objects.requireNonNull(
            ChannelSeal.open(
                sealer, Fixture.SECRET, Fixture.SPACE, Fixture.CHANNEL, BUCKET, envelope));
    return ContentCodec.decode(engine.groupDecrypt(bo, ADA, message, Fixture.NOW));
  }

  private byte[] id(SenderChain of) {
    return DistributionId.of(
            sealer, Fixture.GROUP, of.channel(), of.generation(), Fixture.ADA, of.counter())
        .bytes();
  }

  private RowsProtocolStore store(Rows rows) {
    return new RowsProtocolStore(rows, engine.generateIdentityKeyPair(), 7, (device, key) -> true);
  }

  private Rows rows() {
    return new Rows(Vault.create(sealer, new byte[] {1}, new byte[32], new byte[32]));
  }

  private static DeviceAddress address(DeviceId device) {
    return new DeviceAddress(device.hex());
  }
}
