package org.understory.core.roster;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map whose changes give another map and leave this one as it is; both share what they have in
 * common. It keeps the order in which keys came, which never go. Immutable.
 */
final class PersistentMap<K, V> extends AbstractMap<K, V> {
  private static final int BITS = 4;
  private static final int WIDTH = 1 << BITS;
  private static final int HASH_BITS = 32;
  private static final PersistentMap<Object, Object> NONE =
      new PersistentMap<>(PersistentList.none(), new @Nullable Object[WIDTH]);

  private final PersistentList<Map.Entry<K, V>> order;

  /** Each slot: nothing, a {@link Leaf}, or a further node. */
  private final @Nullable Object[] root;

  private record Leaf(Object key, int hash, int index, @Nullable Leaf next) {}

  private PersistentMap(PersistentList<Map.Entry<K, V>> order, @Nullable Object[] root) {
    this.order = order;
    this.root = root;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  static <K, V> PersistentMap<K, V> none() {
    return (PersistentMap<K, V>) NONE;
  }

  /** This map with a value for a key that it may or may not have. */
  PersistentMap<K, V> with(K key, V value) {
    Map.Entry<K, V> entry = Map.entry(key, value);
    int index = indexOf(key);
    return index >= 0
        ? new PersistentMap<>(order.with(index, entry), root)
        : new PersistentMap<>(order.append(entry), put(root, 0, leaf(key, order.size())));
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int index = indexOf(key);
    return index < 0 ? null : order.get(index).getValue();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  @Override
  public int size() {
    return order.size();
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return order.iterator();
      }

      @Override
      public int size() {
        return order.size();
      }
    };
  }

  private int indexOf(@Nullable Object key) {
    if (key == null) {
      return -1;
    }
    int hash = key.hashCode();
    @Nullable Object[] node = root;
    for (int shift = 0; ; shift += BITS) {
      Object found = node[(hash >>> shift) & (WIDTH - 1)];
      if (found instanceof @Nullable Object[] below) {
        node = below;
      } else {
        Leaf leaf = (Leaf) found;
        while (leaf != null && !leaf.key.equals(key)) {
          leaf = leaf.next;
        }
        return leaf == null ? -1 : leaf.index;
      }
    }
  }

  private static Leaf leaf(Object key, int index) {
    return new Leaf(key, key.hashCode(), index, null);
  }

  /** Keys of one hash stand in a chain; others part at the latest where the hash ends. */
  private static @Nullable Object[] put(@Nullable Object[] node, int shift, Leaf leaf) {
    @Nullable Object[] copy = new @Nullable Object[WIDTH];
    System.arraycopy(node, 0, copy, 0, WIDTH);
    int slot = (leaf.hash >>> shift) & (WIDTH - 1);
    Object there = node[slot];
    if (there == null) {
      copy[slot] = leaf;
    } else if (there instanceof @Nullable Object[] below) {
      copy[slot] = put(below, shift + BITS, leaf);
    } else {
      Leaf other = (Leaf) there;
      copy[slot] =
          other.hash == leaf.hash || shift + BITS >= HASH_BITS
              ? new Leaf(leaf.key, leaf.hash, leaf.index, other)
              : put(pushedDown(other, shift + BITS), shift + BITS, leaf);
    }
    return copy;
  }

  private static @Nullable Object[] pushedDown(Leaf chain, int shift) {
    @Nullable Object[] node = new @Nullable Object[WIDTH];
    node[(chain.hash >>> shift) & (WIDTH - 1)] = chain;
    return node;
  }

  /** Its size alone: what is in it may be nobody's business. */
  @Override
  public String toString() {
    return "PersistentMap[" + size() + "]";
  }
}
