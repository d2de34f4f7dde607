package org.understory.cli.journey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts and ends further JVMs on this one's class path. */
final class Jvm {
  static final String PASSPHRASE = "six words that nobody would guess";

  private Jvm() {}

  /** A process that has not been started. */
  static ProcessBuilder of(Path folder, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", "")),
            main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("UNDERSTORY_PASSPHRASE", PASSPHRASE);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** Asks a process to end, and waits until it did. */
  static int end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.exitValue();
  }

  /** What one command printed. */
  record Run(int status, String out, String err) {}

  /** Runs one command of the command line to its end. */
  static Run understory(Path folder, String... arguments) throws IOException, InterruptedException {
    Path err = java.nio.file.Files.createTempFile(folder, "stderr", "");
    Process process =
        of(folder, "org.understory.cli.Main", List.of(arguments))
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    int status = process.waitFor();
    return new Run(status, out, java.nio.file.Files.readString(err));
  }
}
