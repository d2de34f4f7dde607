package org.understory.signal.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Digest;

class MessageChainTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Digest DIGEST = BouncyCastlePrimitives.create().digest();

  @Test
  void a_seed_is_taken_once_in_whatever_order() throws ProtocolException {
    byte[][] inOrder = new byte[10][];
    MessageChain straight = chain();
    for (int i = 0; i < 10; i++) {
      inOrder[i] = straight.takeSeed(DIGEST, i, NOW);
    }
    MessageChain chain = chain();
    for (int i : new int[] {9, 0, 5, 4, 8}) {
      chain = MessageChain.parse(chain.serialize());
      assertArrayEquals(inOrder[i], chain.takeSeed(DIGEST, i, NOW));
      refuses(chain, i, Reason.DUPLICATE);
    }
  }

  @Test
  void a_jump_of_25000_is_the_longest() throws ProtocolException {
    refuses(chain(), MessageChain.MAX_FORWARD_JUMP + 1, Reason.INVALID);
    refuses(chain(), Integer.MAX_VALUE, Reason.INVALID);
    refuses(chain(), -1, Reason.INVALID);
    refuses(chain(), Integer.MIN_VALUE, Reason.INVALID);
    chain().takeSeed(DIGEST, MessageChain.MAX_FORWARD_JUMP, NOW);
  }

  @Test
  void the_last_2000_skipped_seeds_are_kept() throws ProtocolException {
    MessageChain chain = chain();
    chain.takeSeed(DIGEST, 5000, NOW);
    refuses(chain, 2999, Reason.DUPLICATE);
    chain.takeSeed(DIGEST, 3000, NOW);
    chain.takeSeed(DIGEST, 5003, NOW);
    refuses(chain, 3001, Reason.DUPLICATE);
    chain.takeSeed(DIGEST, 3002, NOW);
    assertEquals("MessageChain[ChainKey[5004], SkippedSeeds[1999]]", chain.toString());
  }

  @Test
  void a_skipped_seed_is_forgotten_once_it_was_kept_its_time() throws ProtocolException {
    MessageChain chain = chain();
    chain.takeSeed(DIGEST, 3, NOW);
    chain.takeSeed(DIGEST, 6, NOW + 10_000);
    chain = MessageChain.parse(chain.serialize());
    assertFalse(chain.forgetSkippedBefore(NOW));
    assertTrue(chain.forgetSkippedBefore(NOW + 10_000));
    assertFalse(chain.forgetSkippedBefore(NOW + 10_000));
    chain = MessageChain.parse(chain.serialize());
    refuses(chain, 2, Reason.DUPLICATE);
    chain.takeSeed(DIGEST, 4, NOW + 20_000);
    assertEquals("MessageChain[ChainKey[7], SkippedSeeds[1]]", chain.toString());
  }

  @Test
  void a_time_beyond_all_reason_is_kept_within_its_bounds() throws ProtocolException {
    MessageChain chain = chain();
    chain.takeSeed(DIGEST, 1, Long.MIN_VALUE);
    chain.takeSeed(DIGEST, 3, Long.MAX_VALUE);
    chain = MessageChain.parse(chain.serialize());
    assertTrue(chain.forgetSkippedBefore(1));
    assertFalse(chain.forgetSkippedBefore(0xFFFF_FFFFL * 1000));
    chain.takeSeed(DIGEST, 2, NOW);
  }

  @Test
  void an_index_at_the_end_of_the_numbers_does_not_wrap() throws ProtocolException {
    MessageChain chain = new MessageChain(new ChainKey(new byte[32], Integer.MAX_VALUE - 1));
    chain.takeSeed(DIGEST, Integer.MAX_VALUE - 1, NOW);
    refuses(chain, Integer.MIN_VALUE, Reason.INVALID);
  }

  @Test
  void stored_bytes_that_are_cut_or_too_many_are_refused() throws ProtocolException {
    MessageChain chain = chain();
    chain.takeSeed(DIGEST, 3, NOW);
    byte[] whole = chain.serialize();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(ProtocolException.class, () -> MessageChain.parse(cut));
    }
    byte[] tooMany = new byte[40 * (SkippedSeeds.MAX + 1)];
    assertThrows(ProtocolException.class, () -> SkippedSeeds.parse(tooMany));
    assertThrows(ProtocolException.class, () -> SkippedSeeds.parse(new byte[41]));
  }

  @Test
  void nothing_secret_is_in_its_text() {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 0x5A);
    assertEquals("ChainKey[7]", new ChainKey(secret, 7).toString());
    assertEquals(
        "MessageChain[ChainKey[7], SkippedSeeds[0]]",
        new MessageChain(new ChainKey(secret, 7)).toString());
  }

  private static MessageChain chain() {
    return new MessageChain(new ChainKey(new byte[32], 0));
  }

  private static void refuses(MessageChain chain, int index, Reason reason) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> chain.takeSeed(DIGEST, index, NOW));
    assertEquals(reason, refusal.reason());
  }
}
