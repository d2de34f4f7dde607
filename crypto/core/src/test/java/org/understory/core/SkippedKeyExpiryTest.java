package org.understory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.EpochSeal;
import org.understory.core.content.Franking;
import org.understory.core.deposit.DepositSeal;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.seal.EpochSecret;
import org.understory.signal.ProtocolException;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.MailboxItem;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * The server holds one message of three back. Its key is kept as long as the message would have
 * lived, and then it is nowhere: not in memory, not on disk.
 */
class SkippedKeyExpiryTest {
  private static final long SECOND = 1_000L;
  private static final long DAY = 86_400 * SECOND;

  private final Simulation sim = new Simulation(99);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");

  private LogId channel() {
    return LogId.of(Hex.parse(ada.channel()));
  }

  /** Ada posts three, of which Ben gets the first and the last; the other is given back. */
  private byte[] heldBack(int timer) {
    assertEquals("", ada.client.setTimer(ada.channel(), timer, sim.now));
    sim.settle();
    ada.post("first");
    ben.online = false;
    ben.disconnect();
    ada.post("held back");
    ada.post("last");
    List<LogEntry> log = sim.server.log(channel());
    LogEntry entry = log.get(1);
    log.set(1, new LogEntry(1, entry.expiry(), new byte[0], new byte[0], List.of()));
    Epoch epoch = Objects.requireNonNull(EpochSeal.epochOf(entry.body()));
    EpochSecret secret = Objects.requireNonNull(ada.secret(epoch.generation(), epoch.step()));
    ben.online = true;
    sim.settle();
    assertEquals(List.of("first", "last"), ben.texts());
    return Objects.requireNonNull(
        Franking.message(
            Objects.requireNonNull(
                ChannelSeal.open(
                    sim.sealer,
                    secret,
                    ada.client.device().facts.space(),
                    channel(),
                    entry.expiry(),
                    entry.body()))));
  }

  private ProtocolException.@Nullable Reason read(byte[] message) {
    var device = ben.client.device();
    Map<String, byte[]> disk = ben.backup();
    try {
      device.engine.groupDecrypt(device.store(), Sessions.address(ada.id()), message, device.now());
      return null;
    } catch (ProtocolException e) {
      return e.reason();
    } finally {
      ben.restore(disk);
    }
  }

  private int recordLength() {
    return ben.client.device().rows.scan("k/" + ada.id().hex()).values().stream()
        .mapToInt(row -> row.length)
        .sum();
  }

  @Test
  void the_key_of_an_overtaken_message_goes_with_the_channel_s_timer() {
    byte[] late = heldBack(60);
    assertEquals(null, read(late));
    int before = recordLength();
    sim.pass(58);
    assertEquals(null, read(late));
    sim.pass(7);
    assertTrue(recordLength() <= before - 32, before + " and now " + recordLength());
    ben.restart();
    assertEquals(ProtocolException.Reason.DUPLICATE, read(late));
  }

  /** While nothing is restarted, it goes to the second. */
  @Test
  void it_goes_two_seconds_after_its_message_at_the_latest() {
    heldBack(60);
    int before = recordLength();
    sim.pass(59);
    assertEquals(before, recordLength());
    sim.pass(3);
    assertTrue(recordLength() <= before - 32, before + " and now " + recordLength());
  }

  @Test
  void without_a_timer_it_goes_with_the_content_cap() {
    byte[] late = heldBack(0);
    sim.leap(13 * DAY);
    assertEquals(null, read(late));
    sim.leap(DAY + 3_600 * SECOND);
    assertEquals(ProtocolException.Reason.DUPLICATE, read(late));
  }

  @Test
  void a_device_that_was_off_forgets_before_it_does_anything_else() {
    byte[] late = heldBack(60);
    ben.online = false;
    ben.disconnect();
    sim.now += 10 * 60 * SECOND;
    ben.restart();
    sim.pass(1);
    assertEquals(ProtocolException.Reason.DUPLICATE, read(late));
  }

  @Test
  void a_shorter_timer_counts_for_what_was_skipped_before() {
    byte[] late = heldBack(3600);
    sim.pass(30);
    assertEquals("", ada.client.setTimer(ada.channel(), 10, sim.now));
    sim.settle();
    sim.pass(2);
    assertEquals(ProtocolException.Reason.DUPLICATE, read(late));
  }

  @Test
  void sessions_forget_after_the_content_cap() {
    ada.post("first");
    ben.online = false;
    ben.disconnect();
    sim.leap(DAY + 1);
    ada.post("second");
    sim.leap(DAY + 1);
    ada.post("third");
    var box = Objects.requireNonNull(sim.server.boxes.get(ben.mailbox()));
    assertEquals(4, box.size()); // each day a sender key, and the steward's lease
    MailboxItem withheld = Objects.requireNonNull(box.pollFirstEntry()).getValue();
    ben.online = true;
    sim.settle();
    SealedDeposit late =
        Objects.requireNonNull(
            DepositSeal.open(
                sim.sealer,
                ben.client.device().keys().sealingPrivate(),
                ben.client.device().facts.space(),
                ben.mailbox(),
                withheld.expiry(),
                withheld.body()));
    assertEquals(null, decrypt(late));
    sim.leap(13 * DAY);
    assertEquals(null, decrypt(late));
    sim.leap(DAY + 3_600 * SECOND);
    assertEquals(ProtocolException.Reason.DUPLICATE, decrypt(late));
    assertNotNull(ben.session(ada));
  }

  private ProtocolException.@Nullable Reason decrypt(SealedDeposit deposit) {
    var device = ben.client.device();
    Map<String, byte[]> disk = ben.backup();
    try {
      device.engine.decrypt(
          device.store(), Sessions.address(ada.id()), deposit.message(), device.now());
      return null;
    } catch (ProtocolException e) {
      return e.reason();
    } finally {
      ben.restore(disk);
    }
  }
}
