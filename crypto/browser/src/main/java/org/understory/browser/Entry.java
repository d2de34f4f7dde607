package org.understory.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.understory.browser.noble.HostPrimitives;
import org.understory.browser.noble.NoblePrimitives;
import org.understory.core.GroupClient;
import org.understory.core.view.ViewJson;
import org.understory.signal.primitive.CompiledPrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * What the compiled core exports to its worker ({@code docs/architecture.md}); {@code
 * src/main/web/loader.js} starts it. Bytes go in and out as copies, times are milliseconds since
 * 1970 as JavaScript's numbers, and acts return "" or the code that says why not. After each call
 * the worker takes the effects, in order, with {@link #nextEffect}. What throws, or traps, leaves
 * the core in no known state: the worker ends.
 */
public final class Entry {
  private static @Nullable Primitives primitives =
      CompiledTo.javaScript() ? null : CompiledPrimitives.create();
  private static @Nullable BrowserCore core;

  private Entry() {}

  /** The compiler asks for it; there is nothing to start. */
  public static void main(String[] args) {}

  private static BrowserCore core() {
    if (core == null) {
      core = new BrowserCore(primitives(), new BrowserRandomness());
    }
    return core;
  }

  private static Primitives primitives() {
    if (primitives == null) {
      throw new IllegalStateException("JavaScript gets its primitives first");
    }
    return primitives;
  }

  // ---- start-up

  /** Takes the host's primitives; only where the core itself is JavaScript, before all else. */
  @JSExport
  public static void install(HostPrimitives host) {
    if (core != null) {
      throw new IllegalStateException("primitives come before the first use");
    }
    if (!CompiledTo.javaScript()) {
      throw new IllegalStateException("WebAssembly has its own primitives");
    }
    primitives = NoblePrimitives.over(host, CompiledPrimitives.digest());
  }

  /** Names of primitives that fail known answers, space separated; empty when all is well. */
  @JSExport
  public static String wrongAnswers() {
    return KnownAnswers.wrong(primitives(), new BrowserRandomness());
  }

  // ---- the vault

  @JSExport
  public static byte[] argon2id(byte[] passphrase, byte[] salt, int memoryKiB, int iterations) {
    return primitives().passwordHash().argon2id(passphrase, salt, memoryKiB, iterations);
  }

  @JSExport
  public static String createVault(byte[] kdf, byte[] kdfOutput, byte[] deviceHalf) {
    return core().createVault(kdf, kdfOutput, deviceHalf);
  }

  /** Of the vault that was made or opened, to be stored beside its rows. */
  @JSExport
  public static byte[] vaultHeader() {
    return core().vaultHeader();
  }

  @JSExport
  public static byte[] vaultKdf(byte[] header) {
    return BrowserCore.vaultKdf(header);
  }

  @JSExport
  public static String openVault(byte[] header, byte[] kdfOutput, byte[] deviceHalf) {
    return core().openVault(header, kdfOutput, deviceHalf);
  }

  /** One stored key, row or page, before {@link #loaded}. */
  @JSExport
  public static void row(byte[] key, byte[] value) {
    core().row(key, value);
  }

  /** Keys, rows and the newest pages are here: it can be shown, and nothing done yet. */
  @JSExport
  public static void shown(double now) {
    core().shown((long) now);
  }

  @JSExport
  public static String loaded(double now) {
    return core().loaded((long) now);
  }

  /** Whether a group was founded or joined in this vault. */
  @JSExport
  public static boolean hasGroup() {
    return core().openClient().hasGroup();
  }

  // ---- what happens

  @JSExport
  public static void connected(double now) {
    core().event(client -> client.connected((long) now));
  }

  @JSExport
  public static void received(byte[] frame, double now) {
    core().event(client -> client.received(frame, (long) now));
  }

  @JSExport
  public static void disconnected(double now) {
    core().event(client -> client.disconnected((long) now));
  }

  @JSExport
  public static void tick(double now) {
    core().event(client -> client.tick((long) now));
  }

  // ---- what the person does

  @JSExport
  public static String found(String link, String groupName, String name, double now) {
    return core().begin((long) now, client -> client.found(link, groupName, name, (long) now));
  }

  /** Whether an invite link can be followed, as JSON: ok with origin and groupId, or an error. */
  @JSExport
  public static String inspectInvite(String link) {
    return InviteJson.of(link);
  }

  @JSExport
  public static String join(String link, String name, String answer, double now) {
    return core().begin((long) now, client -> client.join(link, name, answer, (long) now));
  }

  /** Does an act by its name; what begins in a vault just made goes through {@link #begin}. */
  @JSExport
  public static String act(String name, String[] args, double now) {
    return core().act(client -> client.act(name, List.of(args), (long) now));
  }

  /** Does an act with which a device begins, before there are any rows to wait for. */
  @JSExport
  public static String begin(String name, String[] args, double now) {
    return core().begin((long) now, client -> client.act(name, List.of(args), (long) now));
  }

  /** Answers a question by its name, as JSON, and changes nothing. */
  @JSExport
  public static String query(String name, String[] args) {
    return core().openClient().query(name, List.of(args));
  }

  @JSExport
  public static String withdraw(double now) {
    return core().act(client -> client.withdraw((long) now));
  }

  @JSExport
  public static String createChannel(String name, int timerSeconds, double now) {
    return core().act(client -> client.createChannel(name, timerSeconds, (long) now));
  }

  @JSExport
  public static String setTimer(String channelId, int timerSeconds, double now) {
    return core().act(client -> client.setTimer(channelId, timerSeconds, (long) now));
  }

  @JSExport
  public static String post(String channelId, String text, double now) {
    return core().act(client -> client.post(channelId, text, (long) now));
  }

  @JSExport
  public static String retry(String messageId, double now) {
    return core().act(client -> client.retry(messageId, (long) now));
  }

  @JSExport
  public static String discard(String messageId, double now) {
    return core().act(client -> client.discard(messageId, (long) now));
  }

  @JSExport
  public static String leave(double now) {
    return core().act(client -> client.leave((long) now));
  }

  // ---- what to show

  /** {@code client-web/src/core/view.ts} describes it; an empty object while there is no group. */
  @JSExport
  public static String view() {
    GroupClient client = core().openClient();
    return client.hasGroup() ? ViewJson.of(client.view()) : "{}";
  }

  @JSExport
  public static String timeline(String channelId, int limit) {
    return ViewJson.of(core().openClient().timeline(channelId, limit));
  }

  /** Twelve groups of five digits; empty for oneself and for nobody. */
  @JSExport
  public static String safetyNumber(String memberId) {
    return core().openClient().safetyNumber(memberId);
  }

  // ---- effects

  /** 0 none, 1 send, 2 persist, 3 connect, 4 disconnect, 5 changed, 6 wipe. */
  @JSExport
  public static int nextEffect() {
    return core().effects().next();
  }

  /** Of the effect that {@link #nextEffect} just named: the frame, or the batch. */
  @JSExport
  public static byte[] effectBytes() {
    return core().effects().bytes();
  }

  /** Of the effect that {@link #nextEffect} just named: the socket's address. */
  @JSExport
  public static String effectText() {
    return core().effects().text();
  }
}
