package org.understory.core.roster;

import java.util.AbstractList;

/**
 * A list whose changes give another list and leave this one as it is; both share what they have in
 * common, so that a change copies some 32 references for each power of 32 in the size. Immutable.
 */
final class PersistentList<T> extends AbstractList<T> {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  private static final PersistentList<Object> NONE = new PersistentList<>(0, 0, new Object[0]);

  private final int size;
  private final int shift;
  private final Object[] root;

  private PersistentList(int size, int shift, Object[] root) {
    this.size = size;
    this.shift = shift;
    this.root = root;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  static <T> PersistentList<T> none() {
    return (PersistentList<T>) NONE;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  @SuppressWarnings("unchecked") // only append and with put something in
  public T get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    Object[] node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = (Object[]) node[(index >>> level) & (WIDTH - 1)];
    }
    return (T) node[index & (WIDTH - 1)];
  }

  /** This list with one more at its end. */
  PersistentList<T> append(T value) {
    boolean full = size == (WIDTH << shift);
    int level = full ? shift + BITS : shift;
    Object[] from = full ? new Object[] {root} : root;
    return new PersistentList<>(size + 1, level, put(from, level, size, value));
  }

  /** This list with another value at a place that it has. */
  PersistentList<T> with(int index, T value) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return new PersistentList<>(size, shift, put(root, shift, index, value));
  }

  private static Object[] put(Object[] node, int level, int index, Object value) {
    int slot = (index >>> level) & (WIDTH - 1);
    Object[] copy = new Object[Math.max(node.length, slot + 1)];
    System.arraycopy(node, 0, copy, 0, node.length);
    if (level == 0) {
      copy[slot] = value;
    } else {
      Object[] below = slot < node.length ? (Object[]) node[slot] : new Object[0];
      copy[slot] = put(below, level - BITS, index, value);
    }
    return copy;
  }

  /** Its size alone: what is in it may be nobody's business. */
  @Override
  public String toString() {
    return "PersistentList[" + size() + "]";
  }
}
