package org.understory.signal;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sun.reflect.ReflectionFactory;

/**
 * Objects of the types of a module, whatever they are, with bytes planted in them that are known
 * again in any text they get into.
 */
public final class Planted {
  private static final byte MARK = 0x5A;
  private static final int DEEPEST = 8;

  /** Lengths that constructors insist on. */
  private static final int[] LENGTHS = {32, 33, 16, 64, 8, 1568, 1569, 1, 0};

  /** How an array's address begins: a text that nobody thought about. */
  public static final String ADDRESS = "[B@";

  /** The planted bytes in hexadecimal, decimal, Base64 and as characters. */
  private static final List<String> LEAKS =
      List.of("5a5a", "5A5A", "90, 90", "90,90", "90 90", "WlpaWl", "paWlpa", "ZZZZ", ADDRESS);

  private Planted() {}

  /** What of the planted bytes the text shows, or null. */
  public static @Nullable String leakIn(String text) {
    for (String leak : LEAKS) {
      if (text.contains(leak)) {
        return leak;
      }
    }
    return null;
  }

  /**
   * Every type beside {@code anchor} that holds bytes, itself or in what it holds, and has a text
   * of its own: records all have one.
   */
  public static List<Class<?>> typesWithText(Class<?> anchor) throws IOException {
    List<Class<?>> found = new ArrayList<>();
    Path root = classesOf(anchor);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name = root.relativize(file).toString();
        Class<?> type = load(name.substring(0, name.length() - 6).replace('/', '.'));
        if (hasText(type) && holdsBytes(type, 0)) {
          found.add(type);
        }
      }
    }
    return found;
  }

  /** An object of that type with planted bytes wherever bytes can be. */
  public static Object instance(Class<?> type) {
    Object made = make(type, 0);
    if (made == null) {
      throw new IllegalStateException(type + " could not be made");
    }
    return made;
  }

  private static boolean hasText(Class<?> type) {
    boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    if (!concrete || type.isEnum() || Throwable.class.isAssignableFrom(type)) {
      return false;
    }
    try {
      return type.getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean holdsBytes(Class<?> type, int depth) {
    if (type == byte[].class) {
      return true;
    }
    if (depth > DEEPEST || !type.getName().startsWith("org.understory")) {
      return false;
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())
          && (holdsBytes(field.getType(), depth + 1)
              || holdsBytes(last(arguments(field.getGenericType())), depth + 1))) {
        return true;
      }
    }
    return false;
  }

  private static Type[] arguments(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()
        : new Type[0];
  }

  /** The last type argument: of a list its elements, of a map its values. */
  private static Class<?> last(Type[] arguments) {
    boolean known = arguments.length > 0 && arguments[arguments.length - 1] instanceof Class<?>;
    return known ? (Class<?>) arguments[arguments.length - 1] : Object.class;
  }

  private static @Nullable Object make(Class<?> type, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    return type.isRecord() ? record(type, depth) : object(type, depth);
  }

  private static @Nullable Object record(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(components).map(c -> c.getType()).toArray(Class<?>[]::new);
    for (int length : LENGTHS) {
      @Nullable Object[] values = new @Nullable Object[types.length];
      for (int i = 0; i < types.length; i++) {
        values[i] = value(types[i], components[i].getGenericType(), length, depth);
      }
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (InvocationTargetException insistsOnAnotherLength) {
        // the next one then
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type.toString(), e);
      }
    }
    return null;
  }

  /** Past all constructors, whose checks are not what is tried here. */
  private static Object object(Class<?> type, int depth) {
    try {
      Object made =
          ReflectionFactory.getReflectionFactory()
              .newConstructorForSerialization(type, Object.class.getDeclaredConstructor())
              .newInstance();
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          field.set(made, value(field.getType(), field.getGenericType(), LENGTHS[0], depth));
        }
      }
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }

  private static @Nullable Object value(Class<?> type, Type generic, int length, int depth) {
    if (type == byte[].class) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, MARK);
      return bytes;
    }
    if (type.isPrimitive()) {
      return primitive(type);
    }
    if (type == String.class) {
      return "a";
    }
    if (type == Integer.class || type == Long.class) {
      return type == Integer.class ? (Object) 1 : (Object) 1L;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return composed(type, arguments(generic), length, depth);
  }

  private static Object primitive(Class<?> type) {
    if (type == boolean.class) {
      return true;
    }
    if (type == byte.class) {
      return (byte) 1;
    }
    return type == long.class ? (Object) 1L : (Object) 1;
  }

  private static @Nullable Object composed(Class<?> type, Type[] arguments, int length, int depth) {
    boolean own = type.getName().startsWith("org.understory");
    if (!own && Map.class.isAssignableFrom(type)) {
      return map(type, arguments, length, depth);
    }
    if (!own && (type == Optional.class || Collection.class.isAssignableFrom(type))) {
      Class<?> element = last(arguments);
      Object one = value(element, element, length, depth + 1);
      return type == Optional.class ? Optional.ofNullable(one) : collection(type, one);
    }
    if (!own) {
      return null;
    }
    if (type.isSealed()) {
      return value(type.getPermittedSubclasses()[0], Object.class, length, depth + 1);
    }
    boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    return concrete ? make(type, depth + 1) : null;
  }

  private static Object collection(Class<?> type, @Nullable Object one) {
    Collection<Object> made;
    if (type.isAssignableFrom(ArrayList.class)) {
      made = new ArrayList<>();
    } else if (type.isAssignableFrom(ArrayDeque.class)) {
      made = new ArrayDeque<>();
    } else if (type.isAssignableFrom(LinkedHashSet.class)) {
      made = new LinkedHashSet<>();
    } else {
      made = new TreeSet<>();
    }
    if (one != null) {
      made.add(one);
    }
    return made;
  }

  private static Map<Object, Object> map(Class<?> type, Type[] arguments, int length, int depth) {
    Map<Object, Object> map =
        type.isAssignableFrom(LinkedHashMap.class) ? new LinkedHashMap<>() : new TreeMap<>();
    if (arguments.length == 2 && arguments[0] instanceof Class<?> keyType) {
      Class<?> valueType = last(arguments);
      Object key = value(keyType, keyType, length, depth + 1);
      Object one = value(valueType, valueType, length, depth + 1);
      if (key != null && one != null) {
        map.put(key, one);
      }
    }
    return map;
  }

  private static Path classesOf(Class<?> anchor) {
    try {
      return Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Planted.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
