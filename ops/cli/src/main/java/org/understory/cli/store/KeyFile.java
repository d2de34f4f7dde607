package org.understory.cli.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The sealed keys of a state, each in a slot of 128 bytes that is overwritten in place ({@code
 * docs/protocol.md#erasure}): length of the place (1 byte), place, length of the key (1), key,
 * zeros. All zeros: free.
 *
 * <p><b>Guarantees.</b> {@link #keep} and {@link #destroy} return when it is durable.
 *
 * <p><b>Does not protect against</b> file systems and disks that never write in place.
 */
final class KeyFile implements AutoCloseable {
  private static final int SLOT = 128;

  private final FileChannel channel;
  private final Map<ByteBuffer, Integer> slots = new HashMap<>();
  private final Map<ByteBuffer, byte[]> keys = new HashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int count;

  private KeyFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file, and makes it where there is none. */
  static KeyFile open(Path file) throws IOException {
    FileChannel channel =
        PrivateFiles.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    PrivateFiles.forceFolder(file);
    KeyFile made = new KeyFile(channel);
    made.read();
    return made;
  }

  private void read() throws IOException {
    count = Math.toIntExact((channel.size() + SLOT - 1) / SLOT);
    ByteBuffer all = ByteBuffer.allocate(count * SLOT);
    while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
      continue; // until everything is read
    }
    for (int slot = 0; slot < count; slot++) {
      byte[] place = part(all, slot * SLOT);
      byte[] key = place == null ? null : part(all, slot * SLOT + 1 + place.length);
      if (place == null || key == null || 2 + place.length + key.length > SLOT) {
        free.add(slot);
      } else {
        slots.put(ByteBuffer.wrap(place), slot);
        keys.put(ByteBuffer.wrap(place), key);
      }
    }
  }

  /** Length and bytes from here; null without any. */
  private static byte @Nullable [] part(ByteBuffer all, int at) {
    int length = all.get(at) & 0xFF;
    if (length == 0 || at + 1 + length > all.capacity()) {
      return null;
    }
    byte[] part = new byte[length];
    all.get(at + 1, part);
    return part;
  }

  /** Every key: its place, and the sealed key. */
  void forEach(BiConsumer<byte[], byte[]> key) {
    keys.forEach((place, value) -> key.accept(place.array().clone(), value.clone()));
  }

  void keep(Map<ByteBuffer, byte[]> more) throws IOException {
    for (Map.Entry<ByteBuffer, byte[]> one : more.entrySet()) {
      ByteBuffer place = one.getKey();
      ByteBuffer slot = ByteBuffer.allocate(SLOT);
      slot.put((byte) place.remaining()).put(place.duplicate());
      slot.put((byte) one.getValue().length).put(one.getValue());
      Integer known = slots.get(place);
      int at = known != null ? known : free.isEmpty() ? count++ : free.remove();
      write(at, slot.array());
      slots.put(place, at);
      keys.put(place, one.getValue());
    }
    if (!more.isEmpty()) {
      channel.force(true);
    }
  }

  void destroy(Set<ByteBuffer> places) throws IOException {
    Deque<Integer> freed = new ArrayDeque<>();
    for (ByteBuffer place : places) {
      Integer slot = slots.remove(place);
      if (slot != null) {
        keys.remove(place);
        write(slot, new byte[SLOT]);
        freed.add(slot);
      }
    }
    if (!freed.isEmpty()) {
      channel.force(true);
      free.addAll(freed);
    }
  }

  /** Overwrites everything. */
  void erase() throws IOException {
    destroy(Set.copyOf(slots.keySet()));
  }

  private void write(int slot, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      channel.write(bytes, (long) slot * SLOT + bytes.position());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
