package org.understory.trial;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;
import org.understory.browser.noble.HostPrimitives;
import org.understory.browser.noble.NoblePrimitives;
import org.understory.signal.ProtocolException;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.CompiledPrimitives;
import org.understory.signal.primitive.Kem;
import org.understory.signal.primitive.Primitives;
import org.understory.signal.primitive.internal.MlKem;
import org.understory.trial.bench.Bench;

/**
 * What the compiled trial exports: the engine and its primitives, a call at a time ({@link
 * RemoteEngine} is the other side). Calls and answers are {@link Packet}s:
 *
 * <pre>
 * call:   name, seed, arguments (a packet), then of a store: question, answer, question, ...
 * answer: "ok", results (a packet), then what was written: row, value or null, ...
 *         "refused", reason, check, then what was written
 *         "asks", question: to be called again with its answer
 *         "failed", 1 for an IllegalArgumentException, text
 * </pre>
 */
@JSExportClasses(Bench.class)
public final class Trial {
  private static Primitives primitives = CompiledPrimitives.create();
  private static Kem mlKem1024 = MlKem.mlKem1024();

  private Trial() {}

  /** The compiler asks for it; there is nothing to start. */
  public static void main(String[] args) {}

  /** Takes the host's primitives; only where this itself is JavaScript, before all else. */
  @JSExport
  public static void install(HostPrimitives host) {
    primitives = NoblePrimitives.over(host, primitives.digest());
    mlKem1024 = NoblePrimitives.mlKem1024(host);
    Bench.use(primitives);
  }

  /** One call. */
  @JSExport
  public static byte[] call(byte[] packet) {
    Packet in = Packet.parse(packet);
    String name = in.nextText();
    byte[] seed = in.next();
    Packet arguments = Packet.parse(in.next());
    FarStore store = new FarStore(in);
    try {
      Packet results = run(name, seed, arguments, store);
      if (results == null) {
        throw new IllegalStateException("no such call: " + name);
      }
      Packet out = new Packet().add("ok").add(results.toByteArray());
      store.writesTo(out);
      return out.toByteArray();
    } catch (ProtocolException refusal) {
      Packet out = new Packet().add("refused").add(refusal.reason().name());
      out.add(String.valueOf(refusal.getMessage()));
      store.writesTo(out);
      return out.toByteArray();
    } catch (Asks asks) {
      return new Packet().add("asks").add(asks.question()).toByteArray();
    } catch (RuntimeException failure) {
      long argument = failure instanceof IllegalArgumentException ? 1 : 0;
      return new Packet().add("failed").add(argument).add(String.valueOf(failure)).toByteArray();
    }
  }

  private static @Nullable Packet run(String name, byte[] seed, Packet arguments, FarStore store)
      throws ProtocolException {
    if (name.startsWith("primitive/")) {
      return PrimitiveCalls.run(primitives, mlKem1024, name.substring(10), arguments);
    }
    if (name.equals("transcript")) {
      String lines = Transcript.lines(primitives, arguments.nextNumber(), arguments.nextInt());
      return new Packet().add(lines);
    }
    if (name.equals("verdicts")) {
      return new Packet().add(RosterVerdicts.line(primitives, arguments));
    }
    SeedStream randomness = new SeedStream(primitives.digest(), seed);
    return EngineCalls.run(new UnderstoryEngine(primitives, randomness), name, arguments, store);
  }
}
