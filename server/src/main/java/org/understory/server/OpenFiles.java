package org.understory.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many files the system lets the server open, and so how many connections it can take. */
final class OpenFiles {
  private static final int WHERE_UNKNOWN = 4_096;

  /** Files, libraries, the database and the listening socket. */
  private static final int OWN = 256;

  private OpenFiles() {}

  /** The soft limit. */
  static int limit() {
    try {
      List<String> limits = Files.readAllLines(Path.of("/proc/self/limits"));
      for (String line : limits) {
        if (line.startsWith("Max open files")) {
          String soft = line.substring("Max open files".length()).strip().split("\\s+")[0];
          return soft.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(soft);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // not Linux
    }
    return WHERE_UNKNOWN;
  }

  /** How many connections fit under a limit. */
  static int connectionsWithin(int limit) {
    return Math.max(16, limit - OWN);
  }
}
