package org.understory.wire.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.understory.wire.Cases;
import org.understory.wire.SameContent;
import org.understory.wire.StoredCases;
import org.understory.wire.id.Epoch;

/** No record prints keys, ids, content or times: only its name. */
class SilentRecordsTest {
  private final Set<Class<?>> seen = new HashSet<>();

  @Test
  void every_record_prints_its_name_alone() {
    Cases.check(
        30,
        cases -> {
          Frames.requests(cases).forEach(this::silent);
          Frames.serverFrames(cases).forEach(this::silent);
          StoredCases stored = new StoredCases(cases);
          silent(stored.envelope());
          silent(stored.sealedEntry());
          silent(stored.preKeyBase());
          silent(stored.oneTimePreKey());
        });
    assertEquals(70, seen.size(), "every record of the module is made at least once");
  }

  private void silent(@Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(this::silent);
    } else if (value instanceof Record && !(value instanceof Epoch)) {
      seen.add(value.getClass());
      assertEquals(value.getClass().getSimpleName(), value.toString());
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        silent(SameContent.value(component, value));
      }
    }
  }
}
