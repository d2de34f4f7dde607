package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understory.signal.ProtocolException;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.ProtoMessage;
import org.understory.signal.codec.ProtoWriter;

class ChunkCodeTest {
  private final SeededRandomness randomness = new SeededRandomness(1);

  @Test
  void each_part_has_as_many_chunks_as_its_length_says() {
    assertEquals(3, ChunkedPart.HEADER.chunks());
    assertEquals(36, ChunkedPart.KEY.chunks());
    assertEquals(30, ChunkedPart.FIRST.chunks());
    assertEquals(5, ChunkedPart.SECOND.chunks());
    assertEquals(96, ChunkedPart.HEADER.length());
    assertEquals(1152, ChunkedPart.KEY.length());
    assertEquals(960, ChunkedPart.FIRST.length());
    assertEquals(160, ChunkedPart.SECOND.length());
  }

  @ParameterizedTest
  @EnumSource
  void the_first_chunks_are_the_message_itself(ChunkedPart part) {
    byte[] message = randomness.bytes(part.length());
    ChunkEncoder encoder = new ChunkEncoder(part, message);
    for (int i = 0; i < part.chunks(); i++) {
      Chunk chunk = encoder.next();
      assertEquals(i, chunk.index());
      assertArrayEquals(Arrays.copyOfRange(message, 32 * i, 32 * i + 32), chunk.bytes());
    }
    assertEquals(part.chunks(), encoder.next().index());
  }

  @ParameterizedTest
  @EnumSource
  void any_distinct_chunks_of_the_right_number_make_the_message(ChunkedPart part)
      throws ProtocolException {
    for (int round = 0; round < 40; round++) {
      byte[] message = randomness.bytes(part.length());
      int[] indices = indices(part, round);
      ChunkDecoder decoder = new ChunkDecoder(part);
      byte[] decoded = null;
      for (int i = 0; i < indices.length; i++) {
        assertNull(decoded, "complete too early");
        decoded = decoder.add(at(part, message, indices[i]));
      }
      assertArrayEquals(message, decoded);
    }
  }

  /** In the first rounds nearly plain, in the later ones from anywhere; in random order. */
  private int[] indices(ChunkedPart part, int round) {
    int range = round < 20 ? part.chunks() + round : Chunk.COUNT;
    Set<Integer> chosen = new TreeSet<>();
    if (round > 30) {
      chosen.add(65535);
    }
    while (chosen.size() < part.chunks()) {
      chosen.add(randomness.below(range));
    }
    int[] result = chosen.stream().mapToInt(Integer::intValue).toArray();
    for (int i = result.length - 1; i > 0; i--) {
      int other = randomness.below(i + 1);
      int swapped = result[i];
      result[i] = result[other];
      result[other] = swapped;
    }
    return result;
  }

  @Test
  void a_chunk_that_is_there_already_does_not_count() {
    byte[] message = randomness.bytes(96);
    ChunkDecoder decoder = new ChunkDecoder(ChunkedPart.HEADER);
    ChunkEncoder encoder = new ChunkEncoder(ChunkedPart.HEADER, message);
    Chunk first = encoder.next();
    Chunk second = encoder.next();
    assertNull(decoder.add(first));
    assertNull(decoder.add(first));
    assertNull(decoder.add(new Chunk(0, new byte[32])));
    assertNull(decoder.add(second));
    assertNull(decoder.add(second));
    assertEquals("ChunkDecoder[HEADER, 2]", decoder.toString());
    assertArrayEquals(message, decoder.add(encoder.next()));
    assertNull(decoder.add(encoder.next()), "complete only once");
    assertEquals("ChunkDecoder[HEADER, 3]", decoder.toString());
  }

  /** Computed by another program, from docs/protocol.md. */
  @Test
  void chunks_beyond_the_message_are_these() throws ProtocolException {
    byte[] message = new byte[96];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) (i * i + 1);
    }
    HexFormat hex = HexFormat.of();
    assertEquals(
        "01c2854a11daa5724112e5ba916a452201e2c5aa917a65524132251a110a0502",
        hex.formatHex(at(ChunkedPart.HEADER, message, 3).bytes()));
    assertEquals(
        "00024026101a601e4452245690aa84ce0022044690baa03e4472e4f6144ac4ee",
        hex.formatHex(at(ChunkedPart.HEADER, message, 4).bytes()));
    assertEquals(
        "3f663e582f7e1e60bf349e2aafce3eb23f46be3aafdede40bf145e8aef2c7e92",
        hex.formatHex(at(ChunkedPart.HEADER, message, 65535).bytes()));
  }

  @Test
  void after_the_last_index_comes_the_first() throws ProtocolException {
    byte[] message = randomness.bytes(160);
    ChunkEncoder encoder = encoder(ChunkedPart.SECOND, message, 65535);
    assertEquals(65535, encoder.next().index());
    Chunk again = encoder.next();
    assertEquals(0, again.index());
    assertArrayEquals(Arrays.copyOf(message, 32), again.bytes());
    assertEquals("ChunkEncoder[SECOND, 1]", encoder.toString());
  }

  @Test
  void coders_go_on_from_what_was_stored() throws ProtocolException {
    byte[] message = randomness.bytes(160);
    ChunkEncoder encoder = new ChunkEncoder(ChunkedPart.SECOND, message);
    ChunkDecoder decoder = new ChunkDecoder(ChunkedPart.SECOND);
    byte[] decoded = null;
    for (int i = 0; i < 9; i++) {
      encoder = ChunkEncoder.parse(ChunkedPart.SECOND, stored(encoder::write));
      decoder = ChunkDecoder.parse(ChunkedPart.SECOND, stored(decoder::write));
      Chunk chunk = encoder.next();
      assertEquals(i, chunk.index());
      assertNull(decoded);
      if (i % 2 == 0) {
        decoded = decoder.add(chunk);
      }
    }
    assertArrayEquals(message, decoded);
    assertArrayEquals(message, encoder.message());
  }

  @Test
  void stored_coders_that_cannot_be_are_refused() throws ProtocolException {
    for (int length : new int[] {0, 95, 97, 160}) {
      assertThrows(ProtocolException.class, () -> encoder(ChunkedPart.HEADER, new byte[length], 0));
    }
    for (int next : new int[] {-1, 65536}) {
      assertThrows(ProtocolException.class, () -> encoder(ChunkedPart.HEADER, new byte[96], next));
    }
    assertNotNull(encoder(ChunkedPart.HEADER, new byte[96], 65535));
    for (int length : new int[] {1, 33, 35, 3 * 34, 4 * 34}) {
      assertThrows(ProtocolException.class, () -> decoder(new byte[length]));
    }
    assertNotNull(decoder(new byte[2 * 34]));
    assertNotNull(decoder(new byte[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new ChunkEncoder(ChunkedPart.HEADER, new byte[95]));
  }

  private static Chunk at(ChunkedPart part, byte[] message, int index) throws ProtocolException {
    return encoder(part, message, index).next();
  }

  private static ChunkEncoder encoder(ChunkedPart part, byte[] message, int next)
      throws ProtocolException {
    return ChunkEncoder.parse(part, stored(writer -> writer.bytes(5, message).uint32(6, next)));
  }

  private static ChunkDecoder decoder(byte[] received) throws ProtocolException {
    return ChunkDecoder.parse(ChunkedPart.HEADER, stored(writer -> writer.bytes(7, received)));
  }

  private interface Written {
    void to(ProtoWriter writer);
  }

  private static ProtoMessage stored(Written written) throws ProtocolException {
    ProtoWriter writer = new ProtoWriter();
    written.to(writer);
    return ProtoMessage.parse(writer.toByteArray());
  }
}
