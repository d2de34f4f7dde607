package org.understory.trial.bench;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.understory.browser.BrowserRandomness;
import org.understory.signal.ProtocolException;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.CompiledPrimitives;
import org.understory.signal.primitive.Primitives;

/** What the compiled trial exports beside its calls: {@link EngineBench} over our engine. */
public final class Bench {
  private static Primitives primitives = CompiledPrimitives.create();
  private static @Nullable EngineBench bench;
  private static @Nullable StoredTalk storedTalk;

  private Bench() {}

  /** What this runtime computes with, when it is not the compiled one. */
  public static void use(Primitives host) {
    primitives = host;
  }

  private static EngineBench bench() {
    if (bench == null) {
      bench = new EngineBench(new UnderstoryEngine(primitives, new BrowserRandomness()));
    }
    return bench;
  }

  @JSExport
  public static void prepare(int others) {
    bench().prepare(others);
  }

  @JSExport
  public static void sessions(int count) {
    bench().sessions(count);
  }

  @JSExport
  public static void publish(int count) {
    bench().publish(count);
  }

  @JSExport
  public static void establish() {
    bench().establish();
  }

  @JSExport
  public static void talk(int messages) {
    bench().talk(messages);
  }

  @JSExport
  public static void groupEncrypt(int messages) {
    bench().groupEncrypt(messages);
  }

  @JSExport
  public static void write(int messages) {
    bench().write(messages);
  }

  @JSExport
  public static void groupDecrypt() {
    bench().groupDecrypt();
  }

  @JSExport
  public static int groupBytes() {
    return bench().groupBytes();
  }

  @JSExport
  public static int found() {
    return bench().found();
  }

  @JSExport
  public static void prepareFounder() {
    bench().prepareFounder();
  }

  @JSExport
  public static int share() {
    return bench().share();
  }

  @JSExport
  public static int remove() {
    return bench().remove();
  }

  /** One member's bundle as bytes, for a page that holds nothing but the group. */
  @JSExport
  public static byte[] bundle(int member) {
    return bench().bundle(member);
  }

  /** A session with the member of this bundle and the group's key to it; both are kept. */
  @JSExport
  public static void hold(byte[] bundle) {
    bench().hold(bundle);
  }

  /** One message of a conversation whose state is stored: the batch to store. */
  @JSExport
  public static byte[] storedTurn() {
    try {
      if (storedTalk == null) {
        storedTalk = new StoredTalk(primitives, new BrowserRandomness());
      }
      return storedTalk.turn();
    } catch (ProtocolException e) {
      throw new IllegalStateException("refused: " + e.getMessage(), e);
    }
  }
}
