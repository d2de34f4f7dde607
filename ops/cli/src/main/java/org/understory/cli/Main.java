package org.understory.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.understory.cli.host.Sources;

/** The program: {@code ops/understory}. */
public final class Main {
  private Main() {}

  /** Ends with status 0 when it was done, 1 when it was not, 2 when it was not understood. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Program program =
        new Program(
            Sources.system(), System.getenv(), new FileInputStream(FileDescriptor.in), out, err);
    Thread onSignal = new Thread(program::stop, "stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    int status = program.run(List.of(arguments));
    out.flush();
    System.exit(status);
  }
}
