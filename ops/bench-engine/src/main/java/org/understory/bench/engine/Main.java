package org.understory.bench.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.understory.libsignal.LibsignalEngine;
import org.understory.signal.SignalEngine;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.trial.bench.EngineBench;

/** Asked by lines on standard input, a row each; answers with a line each until that ends. */
public final class Main {
  private Main() {}

  /**
   * @param args the engine, {@code understory} or {@code libsignal}; how long a rate is measured,
   *     in milliseconds
   */
  public static void main(String[] args) throws IOException {
    Measured measured =
        new Measured(new EngineBench(engine(args[0])), System::nanoTime, Long.parseLong(args[1]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String row = in.readLine(); row != null; row = in.readLine()) {
      out.println(measured.answer(row));
    }
  }

  private static SignalEngine engine(String name) {
    return name.equals("libsignal")
        ? new LibsignalEngine()
        : new UnderstoryEngine(BouncyCastlePrimitives.create(), new SecureRandom()::nextBytes);
  }
}
