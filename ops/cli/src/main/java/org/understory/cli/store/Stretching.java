package org.understory.cli.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.understory.signal.Randomness;
import org.understory.signal.primitive.Primitives;

/**
 * How a passphrase is stretched: Argon2id, as it stands in the vault's header in JSON. Stored
 * values are bounded before they are used, because the header is authenticated only afterwards.
 */
record Stretching(byte[] salt, int memoryKiB, int iterations) {
  private static final int SALT = 16;
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int ITERATIONS = 3;
  private static final int MOST_MEMORY_KIB = 256 * 1024;
  private static final int MOST_ITERATIONS = 16;

  static Stretching fresh(Randomness randomness) {
    return new Stretching(randomness.bytes(SALT), MEMORY_KIB, ITERATIONS);
  }

  /** Null when it is malformed or asks for more than it ever should. */
  static @Nullable Stretching decode(byte[] kdf) {
    try {
      JsonObject json =
          JsonParser.parseString(new String(kdf, StandardCharsets.UTF_8)).getAsJsonObject();
      Stretching read =
          new Stretching(
              HexFormat.of().parseHex(json.get("salt").getAsString()),
              json.get("memoryKiB").getAsInt(),
              json.get("iterations").getAsInt());
      return json.get("kdf").getAsString().equals("argon2id") && read.isBounded() ? read : null;
    } catch (JsonParseException | IllegalArgumentException | IllegalStateException e) {
      return null;
    } catch (NullPointerException | UnsupportedOperationException e) {
      return null; // a member is missing, or is no plain value
    }
  }

  private boolean isBounded() {
    return salt.length >= SALT
        && salt.length <= 64
        && memoryKiB >= 1024
        && memoryKiB <= MOST_MEMORY_KIB
        && iterations >= 1
        && iterations <= MOST_ITERATIONS;
  }

  byte[] encode() {
    JsonObject json = new JsonObject();
    json.addProperty("kdf", "argon2id");
    json.addProperty("salt", HexFormat.of().formatHex(salt));
    json.addProperty("memoryKiB", memoryKiB);
    json.addProperty("iterations", iterations);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] stretch(Primitives primitives, byte[] passphrase) {
    return primitives.passwordHash().argon2id(passphrase, salt, memoryKiB, iterations);
  }

  @Override
  public String toString() {
    return "Stretching[" + memoryKiB + " KiB, " + iterations + " times]";
  }
}
