package org.understory.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares records by content, arrays in them too. */
public final class SameContent {
  private SameContent() {}

  public static void check(@Nullable Object expected, @Nullable Object actual) {
    if (expected == null || actual == null) {
      assertEquals(expected, actual);
    } else if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, (byte[]) actual);
    } else if (expected instanceof List<?> list) {
      List<?> other = (List<?>) actual;
      assertEquals(list.size(), other.size());
      for (int i = 0; i < list.size(); i++) {
        check(list.get(i), other.get(i));
      }
    } else if (expected instanceof Record) {
      assertEquals(expected.getClass(), actual.getClass());
      for (RecordComponent component : expected.getClass().getRecordComponents()) {
        check(value(component, expected), value(component, actual));
      }
    } else {
      assertEquals(expected, actual);
    }
  }

  /** What a record has in one of its components. */
  public static @Nullable Object value(RecordComponent component, Object owner) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
