package org.understory.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.cli.act.UsageException;

/** Where the passphrase comes from; never an argument, which every process here could see. */
final class Passphrases {
  static final String VARIABLE = "UNDERSTORY_PASSPHRASE";
  private static final int LONGEST = 4096;

  private Passphrases() {}

  /**
   * The first line of the file where one is named, else the variable.
   *
   * @throws UsageException when there is none
   */
  static byte[] read(@Nullable Path file, Map<String, String> environment) throws UsageException {
    byte[] passphrase;
    if (file != null) {
      passphrase = firstLine(file);
    } else {
      passphrase = environment.getOrDefault(VARIABLE, "").getBytes(StandardCharsets.UTF_8);
    }
    if (passphrase.length == 0 || passphrase.length > LONGEST) {
      throw new UsageException(
          "A passphrase is needed: name its file with --passphrase-file, or set " + VARIABLE + ".");
    }
    return passphrase;
  }

  private static byte[] firstLine(Path file) throws UsageException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException("--passphrase-file " + file + " cannot be read.");
    }
    int end = 0;
    while (end < content.length && content[end] != '\n' && content[end] != '\r') {
      end++;
    }
    return Arrays.copyOf(content, end);
  }
}
