package org.understory.wire;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.understory.wire.id.Epoch;

/** Compares our records with the official library's messages, field by field and by their names. */
final class OfficialForm {
  private OfficialForm() {}

  static void same(Object ours, Message official) {
    assertEquals(ours.getClass().getSimpleName(), official.getDescriptorForType().getName());
    int seen = 0;
    for (RecordComponent component : ours.getClass().getRecordComponents()) {
      Object value = SameContent.value(component, ours);
      if (value instanceof Epoch epoch) {
        field("generation", epoch.generation(), official);
        field("step", epoch.step(), official);
        seen += 2;
      } else if (component.getType().isSealed() && component.getType().isInterface()) {
        seen += oneOf(value, official);
      } else {
        field(snakeCase(component.getName()), value, official);
        seen++;
      }
    }
    assertEquals(official.getDescriptorForType().getFields().size(), seen, "a field is missing");
  }

  private static int oneOf(@Nullable Object value, Message official) {
    var oneOf = official.getDescriptorForType().getOneofs().get(0);
    FieldDescriptor set = official.getOneofFieldDescriptor(oneOf);
    same(requireNonNull(value), (Message) official.getField(set));
    return oneOf.getFieldCount();
  }

  private static void field(String name, @Nullable Object ours, Message official) {
    FieldDescriptor field = official.getDescriptorForType().findFieldByName(name);
    if (field == null) {
      throw new AssertionError("no field " + name);
    }
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()) {
      assertEquals(ours != null, official.hasField(field), name);
      if (ours != null) {
        same(ours, (Message) official.getField(field));
      }
    } else {
      element(name, ours, official.getField(field));
    }
  }

  private static void element(String name, @Nullable Object ours, Object official) {
    switch (official) {
      case List<?> theirs -> {
        List<?> list = (List<?>) requireNonNull(ours);
        assertEquals(theirs.size(), list.size(), name);
        for (int i = 0; i < list.size(); i++) {
          element(name, list.get(i), theirs.get(i));
        }
      }
      case Message message -> same(requireNonNull(ours), message);
      case ByteString bytes -> assertEquals(bytes, ByteString.copyFrom(bytesOf(ours)), name);
      case EnumValueDescriptor value -> assertEquals(value.getName(), String.valueOf(ours));
      default -> assertEquals(official, ours, name);
    }
  }

  private static byte[] bytesOf(@Nullable Object ours) {
    if (ours == null) {
      return new byte[0];
    } else if (ours instanceof byte[] bytes) {
      return bytes;
    }
    try {
      return (byte[]) ours.getClass().getMethod("bytes").invoke(ours);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
