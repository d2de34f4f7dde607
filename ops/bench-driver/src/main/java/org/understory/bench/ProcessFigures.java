package org.understory.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of processes: processor time spent and memory resident. */
record ProcessFigures(List<Long> pids) {
  /** Ticks a second of /proc; 100 on every Linux of today. */
  private static final double TICKS = 100;

  private static final int UTIME = 11;

  /** A process alone. */
  static ProcessFigures of(ProcessHandle process) {
    return new ProcessFigures(List.of(process.pid()));
  }

  /** A process and its descendants as they are now. */
  static ProcessFigures withDescendants(ProcessHandle process) {
    return new ProcessFigures(
        Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid).toList());
  }

  /** Processor seconds spent so far, in user and kernel. */
  double cpuSeconds() throws IOException {
    double seconds = 0;
    for (long pid : pids) {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      seconds += (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / TICKS;
    }
    return seconds;
  }

  /** Memory in MB (10^6 bytes): each page counted once among those who share it. */
  double memoryMegabytes() throws IOException {
    double kilobytes = 0;
    for (long pid : pids) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          kilobytes += Double.parseDouble(line.replaceAll("\\D", ""));
        }
      }
    }
    return kilobytes * 1024 / 1e6;
  }
}
