package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists and maps that states share do what the ordinary ones do, and never change. */
final class PersistentTest {
  /** A key of which many share a hash. */
  private record Crowded(int value) {
    @Override
    public int hashCode() {
      return value % 7 * 0x10000001;
    }
  }

  @Test
  void a_list_is_what_was_appended_and_put() {
    PersistentList<Integer> list = PersistentList.none();
    List<Integer> model = new ArrayList<>();
    for (int i = 0; i < 33_000; i++) {
      list = list.append(i);
      model.add(i);
    }
    for (int i = 0; i < 33_000; i += 31) {
      list = list.with(i, -i);
      model.set(i, -i);
    }
    assertEquals(model, list);
    PersistentList<Integer> whole = list;
    assertThrows(IndexOutOfBoundsException.class, () -> whole.get(33_000));
    assertThrows(IndexOutOfBoundsException.class, () -> whole.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> whole.with(33_000, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> whole.with(-1, 1));
  }

  @Test
  void a_list_s_past_stays() {
    List<PersistentList<Integer>> past = new ArrayList<>();
    PersistentList<Integer> list = PersistentList.none();
    for (int i = 0; i < 1100; i++) {
      past.add(list);
      list = list.append(i);
    }
    list.with(5, -5);
    for (int i = 0; i < 1100; i++) {
      assertEquals(i, past.get(i).size());
      for (int j = 0; j < i; j++) {
        assertEquals(j, past.get(i).get(j));
      }
    }
  }

  @Test
  void a_map_is_what_was_put_in_the_order_in_which_keys_came() {
    PersistentMap<Object, Integer> map = PersistentMap.none();
    Map<Object, Integer> model = new LinkedHashMap<>();
    for (int i = 0; i < 500; i++) {
      Object key = i % 3 == 0 ? new Crowded(i) : Integer.valueOf(i * 0x9e3779b1);
      map = map.with(key, i);
      model.put(key, i);
    }
    for (Object key : new ArrayList<>(model.keySet()).subList(100, 300)) {
      map = map.with(key, -1);
      model.put(key, -1);
    }
    assertEquals(model, map);
    assertEquals(new ArrayList<>(model.keySet()), new ArrayList<>(map.keySet()));
    assertEquals(new ArrayList<>(model.values()), new ArrayList<>(map.values()));
    for (Object key : model.keySet()) {
      assertEquals(model.get(key), map.get(key));
      assertTrue(map.containsKey(key));
    }
    assertNull(map.get(new Crowded(1)));
    assertFalse(map.containsKey(new Crowded(1)));
    assertNull(map.get(null));
  }

  @Test
  void a_map_s_past_stays() {
    PersistentMap<Crowded, Integer> before = PersistentMap.none();
    for (int i = 0; i < 40; i++) {
      before = before.with(new Crowded(i), i);
    }
    PersistentMap<Crowded, Integer> after =
        before.with(new Crowded(3), -3).with(new Crowded(99), 99);
    assertEquals(3, before.get(new Crowded(3)));
    assertEquals(-3, after.get(new Crowded(3)));
    assertNull(before.get(new Crowded(99)));
    assertEquals(40, before.size());
    assertEquals(41, after.size());
  }
}
