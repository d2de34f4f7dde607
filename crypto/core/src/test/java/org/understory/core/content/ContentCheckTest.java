package org.understory.core.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.understory.core.channel.Expiry;
import org.understory.core.content.ContentCheck.Accepted;
import org.understory.core.content.ContentCheck.Refusal;
import org.understory.core.content.ContentCheck.Refused;
import org.understory.core.content.ContentCheck.Result;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

class ContentCheckTest {
  private static final Expiry EXPIRY = new Expiry(Fixture.HOUR, Fixture.CAP);
  private static final int WEEK = 7 * 24 * Fixture.HOUR;
  private static final long MINUTE = 60_000L;

  private final Content content = Fixture.text("hi");
  private final long outer = EXPIRY.outer(content.expiry(), Fixture.NOW);
  private final Memory memory = new Memory();

  @Test
  void a_content_where_it_belongs_is_accepted_as_it_says() {
    Accepted accepted = accepted(check(content, found(Fixture.NOW + 1000)));
    assertEquals(content.sent(), accepted.sent());
    assertEquals(content.expiry(), accepted.expiry());
    assertFalse(accepted.longerThanTimer());
  }

  @Test
  void msg_1_a_content_of_another_group_is_refused() {
    refused(Refusal.GROUP, found(Fixture.OTHER_GROUP, Fixture.CHANNEL, Fixture.ADA, 2, 3, outer));
  }

  @Test
  void msg_2_a_content_moved_to_another_channel_is_refused() {
    refused(Refusal.CHANNEL, found(Fixture.GROUP, Fixture.OTHER_CHANNEL, Fixture.ADA, 2, 3, outer));
  }

  @Test
  void msg_3_a_content_under_another_devices_chain_is_refused() {
    refused(Refusal.DEVICE, found(Fixture.GROUP, Fixture.CHANNEL, Fixture.BO, 2, 3, outer));
  }

  @Test
  void msg_4_a_content_moved_to_another_generation_is_refused() {
    refused(Refusal.GENERATION, found(Fixture.GROUP, Fixture.CHANNEL, Fixture.ADA, 3, 3, outer));
  }

  @Test
  void msg_5_a_content_moved_to_another_step_is_refused() {
    refused(Refusal.STEP, found(Fixture.GROUP, Fixture.CHANNEL, Fixture.ADA, 2, 4, outer));
  }

  @Test
  void msg_6_a_content_moved_to_another_expiry_is_refused() {
    for (long other : new long[] {outer - Fixture.HOUR, outer + Fixture.HOUR, outer + 1}) {
      refused(Refusal.EXPIRY, found(Fixture.GROUP, Fixture.CHANNEL, Fixture.ADA, 2, 3, other));
    }
  }

  @Test
  void msg_7_a_repeat_of_a_message_id_is_refused() {
    memory.messages.add(Fixture.ADA.hex() + content.id().hex());
    refused(Refusal.REPEATED_ID, found(Fixture.NOW));
    memory.messages.clear();
    memory.messages.add(Fixture.BO.hex() + content.id().hex());
    accepted(check(content, found(Fixture.NOW)));
  }

  @Test
  void msg_8_a_repeat_of_a_number_in_the_channel_is_refused() {
    memory.seqs.add(Fixture.ADA.hex() + Fixture.CHANNEL.hex() + 1);
    refused(Refusal.REPEATED_SEQ, found(Fixture.NOW));
    memory.seqs.clear();
    memory.seqs.add(Fixture.ADA.hex() + Fixture.OTHER_CHANNEL.hex() + 1);
    accepted(check(content, found(Fixture.NOW)));
  }

  @Test
  void msg_9_what_has_expired_is_never_shown() {
    accepted(check(content, found(content.expiry() - 1)));
    refused(Refusal.EXPIRED, found(content.expiry()));
  }

  @Test
  void a_time_sent_far_ahead_is_capped_to_five_minutes_after_receipt() {
    long received = content.sent() - 60 * MINUTE;
    Accepted accepted = accepted(check(content, found(received)));
    assertEquals(received + 5 * MINUTE, accepted.sent());
    assertEquals(received + 5 * MINUTE + WEEK * 1000L, accepted.expiry());
    assertEquals(
        content.sent(), accepted(check(content, found(content.sent() - 5 * MINUTE))).sent());
  }

  @Test
  void a_longer_life_than_the_channels_timer_counts_as_the_timers() {
    Accepted accepted = accepted(check(content, timed(3600)));
    assertTrue(accepted.longerThanTimer());
    assertEquals(content.sent() + 3_600_000L, accepted.expiry());
  }

  @Test
  void a_shorter_life_than_the_channels_timer_is_kept() {
    Accepted accepted = accepted(check(content, timed(2 * WEEK)));
    assertFalse(accepted.longerThanTimer());
    assertEquals(content.expiry(), accepted.expiry());
    assertEquals(content.expiry(), accepted(check(content, timed(0))).expiry());
  }

  @Test
  void a_message_without_an_end_gets_the_channels_timer() {
    Content endless =
        new Content(
            content.id(),
            content.group(),
            content.channel(),
            content.epoch(),
            content.device(),
            1,
            Fixture.NONE,
            4,
            Fixture.HEAD,
            content.sent(),
            0,
            content.frankingKey(),
            false,
            content.body());
    long cap = EXPIRY.outer(0, Fixture.NOW);
    Found found =
        new Found(Fixture.GROUP, Fixture.CHANNEL, Fixture.ADA, Fixture.EPOCH, cap, Fixture.NOW, 60);
    Accepted accepted = accepted(check(endless, found));
    assertTrue(accepted.longerThanTimer());
    assertEquals(content.sent() + 60_000L, accepted.expiry());
    Found timerOff =
        new Found(Fixture.GROUP, Fixture.CHANNEL, Fixture.ADA, Fixture.EPOCH, cap, Fixture.NOW, 0);
    assertEquals(0, accepted(check(endless, timerOff)).expiry());
  }

  @Test
  void every_check_has_an_id_of_its_own() {
    Set<String> ids = new HashSet<>();
    for (Refusal refusal : Refusal.values()) {
      assertTrue(ids.add(refusal.id()));
    }
  }

  private Result check(Content checked, Found found) {
    return ContentCheck.check(checked, found, memory, EXPIRY);
  }

  private void refused(Refusal refusal, Found found) {
    assertEquals(new Refused(refusal), check(content, found));
  }

  private static Accepted accepted(Result result) {
    return assertInstanceOf(Accepted.class, result);
  }

  private Found found(long received) {
    return new Found(
        Fixture.GROUP, Fixture.CHANNEL, Fixture.ADA, Fixture.EPOCH, outer, received, WEEK);
  }

  private Found timed(int timerSeconds) {
    return new Found(
        Fixture.GROUP,
        Fixture.CHANNEL,
        Fixture.ADA,
        Fixture.EPOCH,
        outer,
        Fixture.NOW,
        timerSeconds);
  }

  private static Found found(
      GroupId group, LogId channel, DeviceId device, int generation, int step, long outerExpiry) {
    return new Found(
        group, channel, device, new Epoch(generation, step), outerExpiry, Fixture.NOW, WEEK);
  }

  private static final class Memory implements Seen {
    final Set<String> messages = new HashSet<>();
    final Set<String> seqs = new HashSet<>();

    @Override
    public boolean message(DeviceId device, MessageId id) {
      return messages.contains(device.hex() + id.hex());
    }

    @Override
    public boolean seq(DeviceId device, LogId channel, long seq) {
      return seqs.contains(device.hex() + channel.hex() + seq);
    }
  }
}
