package org.understory.signal.primitive;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads Wycheproof files. They lie in {@code wycheproof/} under the directory named by
 * the system property or environment variable {@code UNDERSTORY_VECTORS}; without it under {@code
 * shared/vectors} beside the repository's root. A clone without them skips what needs them.
 */
final class VectorFile {
  private VectorFile() {}

  static @Nullable Path find(String name) {
    String named = System.getProperty("UNDERSTORY_VECTORS", System.getenv("UNDERSTORY_VECTORS"));
    if (named != null && !named.isEmpty()) {
      Path file = Path.of(named).resolve("wycheproof").resolve(name);
      return Files.isRegularFile(file) ? file : null;
    }
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null) {
      Path file = directory.resolve("shared/vectors/wycheproof").resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
      directory = directory.getParent();
    }
    return null;
  }

  static List<VectorCase> read(Path file) throws IOException {
    List<VectorCase> cases = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      JsonObject root = JsonParser.parseReader(reader).getAsJsonObject();
      for (JsonElement group : root.getAsJsonArray("testGroups")) {
        Map<String, String> shared = texts(group.getAsJsonObject());
        for (JsonElement test : group.getAsJsonObject().getAsJsonArray("tests")) {
          Map<String, String> fields = new LinkedHashMap<>(shared);
          fields.putAll(texts(test.getAsJsonObject()));
          cases.add(new VectorCase(fields, flags(test.getAsJsonObject())));
        }
      }
    }
    return cases;
  }

  /** Plain members, and those of a nested public key ("pk"). */
  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> result = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      if (member.getValue().isJsonPrimitive()) {
        result.put(member.getKey(), member.getValue().getAsString());
      } else if (member.getKey().equals("publicKey")) {
        result.putAll(texts(member.getValue().getAsJsonObject()));
      }
    }
    return result;
  }

  private static Set<String> flags(JsonObject test) {
    Set<String> flags = new LinkedHashSet<>();
    if (test.has("flags")) {
      for (JsonElement flag : test.getAsJsonArray("flags")) {
        flags.add(flag.getAsString());
      }
    }
    return flags;
  }
}
