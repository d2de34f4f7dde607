package org.understory.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.WireCheck;

class PaddingTest {
  private static void refused(byte[] padded) {
    InvalidWireException refusal =
        assertThrows(InvalidWireException.class, () -> Padding.unpad(padded));
    assertEquals(WireCheck.PADDING, refusal.check());
  }

  @Test
  void every_length_up_to_70000_falls_into_one_of_a_few_published_sizes() {
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int size = 0; size <= 70_000; size++) {
      int bucket = Padding.bucket(size);
      assertTrue(bucket >= size);
      assertEquals(bucket, Padding.bucket(bucket), "a published size is its own bucket");
      if (size <= 4096) {
        assertEquals(0, bucket % 512);
      } else {
        assertTrue((bucket - size) * 100L <= 12L * size, "overhead at " + size);
      }
      sizes.add(bucket);
    }
    assertEquals(8 + 4 * 16 + 3, sizes.size());
  }

  @Test
  void sizes_beyond_4096_are_those_of_padme() {
    assertEquals(512, Padding.bucket(0));
    assertEquals(1024, Padding.bucket(513));
    assertEquals(4096, Padding.bucket(4096));
    assertEquals(4352, Padding.bucket(4097));
    assertEquals(9216, Padding.bucket(9001));
    assertEquals(65_536, Padding.bucket(65_536));
    assertEquals(67_584, Padding.bucket(65_537));
  }

  @Test
  void what_was_padded_comes_back() throws InvalidWireException {
    for (int length = 0; length <= 70_000; length += length < 9000 ? 1 : 37) {
      byte[] data = new byte[length];
      Arrays.fill(data, (byte) 7);
      assertArrayEquals(data, Padding.unpad(Padding.pad(data)));
    }
  }

  @Test
  void the_length_stands_before_the_data() {
    byte[] padded = Padding.pad(new byte[] {9, 8});
    assertEquals(512, padded.length);
    assertArrayEquals(new byte[] {0, 0, 0, 2, 9, 8, 0}, Arrays.copyOf(padded, 7));
  }

  @Test
  void padding_other_than_zeros_is_refused() {
    byte[] last = Padding.pad(new byte[10]);
    last[511] = 1;
    refused(last);
    byte[] first = Padding.pad(new byte[10]);
    first[14] = 1;
    refused(first);
  }

  @Test
  void a_size_that_is_not_the_bucket_of_the_data_is_refused() {
    refused(new byte[0]);
    refused(new byte[3]);
    refused(new byte[4]);
    refused(new byte[511]);
    refused(new byte[513]);
    refused(new byte[1024]);
  }

  @Test
  void a_length_beyond_the_size_is_refused() {
    for (int first : new int[] {0x00, 0x7f, 0x80, 0xff}) {
      byte[] padded = new byte[512];
      padded[0] = (byte) first;
      padded[1] = (byte) 0xff;
      refused(padded);
    }
    byte[] oneTooMany = new byte[512];
    oneTooMany[2] = 1;
    oneTooMany[3] = (byte) 0xfd;
    refused(oneTooMany);
  }

  @Test
  void sizes_out_of_bounds_are_the_callers_mistake() {
    assertThrows(IllegalArgumentException.class, () -> Padding.bucket(-1));
    assertThrows(IllegalArgumentException.class, () -> Padding.bucket((1 << 30) + 1));
    assertThrows(IllegalArgumentException.class, () -> Padding.pad(new byte[Limits.MAX_FRAME + 1]));
  }

  @Test
  void an_expiry_is_rounded_up_to_the_end_of_its_bucket() {
    assertEquals(0, ExpiryBucket.roundUp(0, 3600));
    assertEquals(3600, ExpiryBucket.roundUp(1, 3600));
    assertEquals(3600, ExpiryBucket.roundUp(3600, 3600));
    assertEquals(7200, ExpiryBucket.roundUp(3601, 3600));
    assertEquals(1_700_000_010, ExpiryBucket.roundUp(1_700_000_001, 10));
    assertEquals(5, ExpiryBucket.roundUp(5, 1));
    assertTrue(ExpiryBucket.isEnd(7200, 3600));
    assertEquals(false, ExpiryBucket.isEnd(7201, 3600));
    assertThrows(IllegalArgumentException.class, () -> ExpiryBucket.roundUp(1, 0));
    assertThrows(IllegalArgumentException.class, () -> ExpiryBucket.roundUp(-1, 10));
    assertThrows(ArithmeticException.class, () -> ExpiryBucket.roundUp(Long.MAX_VALUE, 10));
  }
}
