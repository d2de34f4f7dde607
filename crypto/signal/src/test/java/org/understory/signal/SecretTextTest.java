package org.understory.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No record of this module shows a byte string in its text, whoever adds the next one. */
class SecretTextTest {
  private static final byte MARK = 0x5A;

  @Test
  void no_record_prints_the_bytes_it_holds() throws Exception {
    List<Class<?>> records = recordsWithBytes();
    assertTrue(records.size() > 10, "the classes were found");
    for (Class<?> type : records) {
      String text = instance(type).toString();
      for (String leak : List.of("5a5a", "5A5A", "90, 90", "WlpaWl", "[B@")) {
        assertFalse(text.contains(leak), type + ": " + text);
      }
    }
  }

  @Test
  void the_texts_of_the_ports_types_are_these() {
    byte[] secret = new byte[32];
    assertEquals("IdentityKeyPair[secret]", new IdentityKeyPair(secret, secret).toString());
    assertEquals("GeneratedPreKey[4]", new GeneratedPreKey(4, secret, secret, secret).toString());
    assertEquals(
        "CiphertextMessage[type=2, 32 bytes]", new CiphertextMessage(2, secret).toString());
  }

  private static Object instance(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(components).map(c -> c.getType()).toArray(Class<?>[]::new);
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = value(types[i]);
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static @Nullable Object value(Class<?> type) {
    if (type == byte[].class) {
      byte[] bytes = new byte[40];
      Arrays.fill(bytes, MARK);
      return bytes;
    }
    if (type == int.class) {
      return 1;
    }
    return type == long.class ? 1L : null;
  }

  private static List<Class<?>> recordsWithBytes()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root =
        Path.of(SignalEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
        String name = root.relativize(file).toString();
        Class<?> type = Class.forName(name.substring(0, name.length() - 6).replace('/', '.'));
        if (type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .anyMatch(c -> c.getType() == byte[].class)) {
          found.add(type);
        }
      }
    }
    return found;
  }
}
