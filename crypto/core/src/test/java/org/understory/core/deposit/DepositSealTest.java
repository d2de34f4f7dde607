package org.understory.core.deposit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.core.content.Fixture;
import org.understory.core.seal.Sealer;
import org.understory.signal.CiphertextMessage;
import org.understory.wire.Padding;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;

class DepositSealTest {
  private static final long BUCKET = Fixture.NOW / 1000;
  private static final int HPKE_OVERHEAD = 48;

  private final Sealer sealer = Fixture.sealer();
  private final byte[] privateKey = Fixture.filled(32, 50);
  private final byte[] publicKey = sealer.primitives().x25519().publicKey(privateKey);
  private final SealedDeposit deposit =
      new SealedDeposit(
          Fixture.ADA, new CiphertextMessage(CiphertextMessage.PREKEY, Fixture.filled(1757, 51)));
  private final byte[] sealed = seal(deposit);
  private final byte[] packet =
      EpochPacket.seal(sealer, publicKey, Fixture.SPACE, Fixture.MAILBOX, 3, deposit);

  @Test
  void a_deposit_opens_where_it_was_sealed_for() {
    same(open(privateKey, Fixture.SPACE, Fixture.MAILBOX, BUCKET, sealed));
  }

  @Test
  void a_deposit_elsewhere_or_for_another_device_is_refused() {
    assertNull(open(privateKey, Fixture.OTHER_SPACE, Fixture.MAILBOX, BUCKET, sealed));
    assertNull(open(privateKey, Fixture.SPACE, Fixture.OTHER_MAILBOX, BUCKET, sealed));
    assertNull(open(privateKey, Fixture.SPACE, Fixture.MAILBOX, BUCKET + 1, sealed));
    assertNull(open(Fixture.filled(32, 52), Fixture.SPACE, Fixture.MAILBOX, BUCKET, sealed));
  }

  @Test
  void one_flipped_bit_of_a_deposit_is_refused() {
    for (int i = 0; i < sealed.length; i += 11) {
      byte[] flipped = sealed.clone();
      flipped[i] ^= 2;
      assertNull(open(privateKey, Fixture.SPACE, Fixture.MAILBOX, BUCKET, flipped), "byte " + i);
    }
    assertNull(open(privateKey, Fixture.SPACE, Fixture.MAILBOX, BUCKET, new byte[10]));
  }

  @Test
  void every_deposit_has_a_published_size() {
    for (int length : new int[] {1, 200, 1757, 1855, 9000}) {
      SealedDeposit some =
          new SealedDeposit(Fixture.ADA, new CiphertextMessage(2, new byte[length]));
      int size = seal(some).length - HPKE_OVERHEAD;
      assertEquals(Padding.bucket(4 + some.encode().length), size);
    }
  }

  @Test
  void what_is_in_a_deposit_is_not_in_clear() {
    String outside = Arrays.toString(sealed);
    String sender = Arrays.toString(Fixture.ADA.bytes());
    assertFalse(outside.contains(sender.substring(1, sender.length() - 1)));
  }

  @Test
  void an_epoch_packet_opens_in_its_own_slot() {
    assertEquals(3, EpochPacket.generationOf(packet));
    same(EpochPacket.open(sealer, privateKey, Fixture.SPACE, Fixture.MAILBOX, packet));
  }

  @Test
  void an_epoch_packet_elsewhere_or_for_another_generation_is_refused() {
    assertNull(EpochPacket.open(sealer, privateKey, Fixture.OTHER_SPACE, Fixture.MAILBOX, packet));
    assertNull(EpochPacket.open(sealer, privateKey, Fixture.SPACE, Fixture.OTHER_MAILBOX, packet));
    byte[] relabelled = packet.clone();
    relabelled[7] = 4;
    assertEquals(4, EpochPacket.generationOf(relabelled));
    assertNull(EpochPacket.open(sealer, privateKey, Fixture.SPACE, Fixture.MAILBOX, relabelled));
  }

  @Test
  void what_cannot_be_an_epoch_packet_has_no_generation() {
    byte[] huge = packet.clone();
    huge[0] = (byte) 0x80;
    byte[] zero = packet.clone();
    zero[7] = 0;
    byte[] beyond = packet.clone();
    beyond[3] = 1;
    for (byte[] bytes : new byte[][] {{}, new byte[8], zero, huge, beyond}) {
      assertEquals(0, EpochPacket.generationOf(bytes));
      assertNull(EpochPacket.open(sealer, privateKey, Fixture.SPACE, Fixture.MAILBOX, bytes));
    }
  }

  @Test
  void a_deposit_is_no_epoch_packet_and_the_other_way_round() {
    byte[] bare = Arrays.copyOfRange(packet, 8, packet.length);
    assertNull(open(privateKey, Fixture.SPACE, Fixture.MAILBOX, 3, bare));
    byte[] prefixed = Arrays.copyOf(Sealer.u64(BUCKET % 100_000 + 1), 8 + sealed.length);
    System.arraycopy(sealed, 0, prefixed, 8, sealed.length);
    assertTrue(EpochPacket.generationOf(prefixed) > 0);
    assertNull(EpochPacket.open(sealer, privateKey, Fixture.SPACE, Fixture.MAILBOX, prefixed));
  }

  private void same(@Nullable SealedDeposit read) {
    assertNotNull(read);
    assertEquals(deposit.sender(), read.sender());
    assertEquals(deposit.message().type(), read.message().type());
    assertArrayEquals(deposit.message().bytes(), read.message().bytes());
  }

  private byte[] seal(SealedDeposit some) {
    return DepositSeal.seal(sealer, publicKey, Fixture.SPACE, Fixture.MAILBOX, BUCKET, some);
  }

  private @Nullable SealedDeposit open(
      byte[] key, SpaceId space, MailboxId mailbox, long bucket, byte[] bytes) {
    return DepositSeal.open(sealer, key, space, mailbox, bucket, bytes);
  }
}
