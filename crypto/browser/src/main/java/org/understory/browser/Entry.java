package org.understory.browser;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.understory.browser.noble.HostPrimitives;
import org.understory.browser.noble.NoblePrimitives;
import org.understory.core.Effect;
import org.understory.core.GroupClient;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Vault;
import org.understory.core.view.ViewJson;
import org.understory.signal.Randomness;
import org.understory.signal.engine.UnderstoryEngine;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.signal.primitive.Primitives;

/**
 * What the compiled core exports to the worker ({@code docs/architecture.md}): a vault, one group
 * client, events in and effects out. After every call the worker takes the effects one by one with
 * {@link #nextEffect} and carries them out in order. {@code src/main/web/loader.js} starts it.
 *
 * <p>Refusals are codes; an empty string means done. Times are milliseconds since 1970.
 */
public final class Entry {
  private static final int NONE = 0;
  private static final int SEND = 1;
  private static final int PERSIST = 2;
  private static final int CONNECT = 3;
  private static final int DISCONNECT = 4;
  private static final int CHANGED = 5;
  private static final int WIPE = 6;

  private static final Randomness RANDOMNESS = new BrowserRandomness();
  private static final Deque<Effect> EFFECTS = new ArrayDeque<>();
  private static Primitives primitives = BouncyCastlePrimitives.create();
  private static @Nullable Vault vault;
  private static @Nullable GroupClient client;
  private static byte[] effectBytes = new byte[0];
  private static String effectText = "";

  private Entry() {}

  /** The compiler asks for it; there is nothing to start. */
  public static void main(String[] args) {}

  // ---- start

  /** Takes the host's primitives; only where the core itself is JavaScript, before all else. */
  @JSExport
  public static void install(HostPrimitives host) {
    primitives = NoblePrimitives.over(host, BouncyCastlePrimitives.create());
  }

  /** Names of primitives that fail known answers, space separated; empty when all is well. */
  @JSExport
  public static String wrongAnswers() {
    return KnownAnswers.wrong(primitives, RANDOMNESS);
  }

  /** One {@code name=value} line for each primitive on fixed inputs; the same on every runtime. */
  @JSExport
  public static String selfTest() {
    return SelfTest.lines(primitives);
  }

  // ---- vault

  /** Argon2id, parallelism 1, 32 bytes. */
  @JSExport
  public static byte[] argon2id(byte[] passphrase, byte[] salt, int memoryKiB, int iterations) {
    return primitives.passwordHash().argon2id(passphrase, salt, memoryKiB, iterations);
  }

  /** Makes a vault and a client without a group over it; {@link #vaultHeader} is to be stored. */
  @JSExport
  public static String createVault(byte[] kdf, byte[] kdfOutput, byte[] deviceHalf) {
    open(Vault.create(sealer(), kdf, kdfOutput, deviceHalf));
    return "";
  }

  /** The header of the open vault; empty when none is open. */
  @JSExport
  public static byte[] vaultHeader() {
    return vault == null ? new byte[0] : vault.header();
  }

  /** How the passphrase of a stored header is stretched; empty when the header is malformed. */
  @JSExport
  public static byte[] vaultKdf(byte[] header) {
    byte[] kdf = Vault.kdfOf(header);
    return kdf == null ? new byte[0] : kdf;
  }

  @JSExport
  public static String openVault(byte[] header, byte[] kdfOutput, byte[] deviceHalf) {
    Vault opened = Vault.open(sealer(), header, kdfOutput, deviceHalf);
    if (opened == null) {
      return "wrong-passphrase";
    }
    open(opened);
    return "";
  }

  private static void open(Vault opened) {
    vault = opened;
    EFFECTS.clear();
    client = new GroupClient(sealer(), new UnderstoryEngine(primitives, RANDOMNESS), opened);
  }

  private static Sealer sealer() {
    return new Sealer(primitives, RANDOMNESS);
  }

  private static GroupClient client() {
    if (client == null) {
      throw new IllegalStateException("no vault is open");
    }
    return client;
  }

  /** One stored row, before {@link #loaded}. */
  @JSExport
  public static void row(byte[] key, byte[] value) {
    client().row(key, value);
  }

  @JSExport
  public static String loaded(double now) {
    client().opened((long) now);
    return "";
  }

  /** Whether a group was founded or joined in this vault. */
  @JSExport
  public static boolean hasGroup() {
    return client().hasGroup();
  }

  // ---- events

  @JSExport
  public static void connected(double now) {
    client().connected((long) now);
  }

  @JSExport
  public static void received(byte[] frame, double now) {
    client().received(frame, (long) now);
  }

  @JSExport
  public static void disconnected(double now) {
    client().disconnected((long) now);
  }

  @JSExport
  public static void tick(double now) {
    client().tick((long) now);
  }

  // ---- acts

  @JSExport
  public static String found(String link, String groupName, String name, double now) {
    return client().found(link, groupName, name, (long) now);
  }

  /** Whether an invite link can be followed, as JSON: ok with origin and groupId, or an error. */
  @JSExport
  public static String inspectInvite(String link) {
    return InviteJson.of(link);
  }

  @JSExport
  public static String join(String link, String name, String answer, double now) {
    return client().join(link, name, answer, (long) now);
  }

  @JSExport
  public static String withdraw(double now) {
    return client().withdraw((long) now);
  }

  @JSExport
  public static String createInvite(String note, double validForMillis, double now) {
    return client().createInvite(note, (long) validForMillis, (long) now);
  }

  @JSExport
  public static String revokeInvite(String inviteId, double now) {
    return client().revokeInvite(inviteId, (long) now);
  }

  @JSExport
  public static String approve(String requestId, double now) {
    return client().approve(requestId, (long) now);
  }

  @JSExport
  public static String decline(String requestId, double now) {
    return client().decline(requestId, (long) now);
  }

  @JSExport
  public static String createChannel(String name, int timerSeconds, double now) {
    return client().createChannel(name, timerSeconds, (long) now);
  }

  @JSExport
  public static String setTimer(String channelId, int timerSeconds, double now) {
    return client().setTimer(channelId, timerSeconds, (long) now);
  }

  @JSExport
  public static String post(String channelId, String text, double now) {
    return client().post(channelId, text, (long) now);
  }

  @JSExport
  public static String retry(String messageId, double now) {
    return client().retry(messageId, (long) now);
  }

  @JSExport
  public static String discard(String messageId, double now) {
    return client().discard(messageId, (long) now);
  }

  @JSExport
  public static String removeMember(String memberId, double now) {
    return client().removeMember(memberId, (long) now);
  }

  @JSExport
  public static String leave(double now) {
    return client().leave((long) now);
  }

  @JSExport
  public static String deleteGroup(double now) {
    return client().deleteGroup((long) now);
  }

  @JSExport
  public static String markRead(String channelId, double now) {
    return client().markRead(channelId, (long) now);
  }

  // ---- reading

  /** The view as JSON; an empty object while there is no group. */
  @JSExport
  public static String view() {
    return client().hasGroup() ? ViewJson.of(client().view()) : "{}";
  }

  @JSExport
  public static String timeline(String channelId, int limit) {
    return ViewJson.of(client().timeline(channelId, limit));
  }

  /** Twelve groups of five digits; empty for oneself and for nobody. */
  @JSExport
  public static String safetyNumber(String memberId) {
    return client().safetyNumber(memberId);
  }

  // ---- effects

  /** Takes the next effect: 0 none, 1 send, 2 persist, 3 connect, 4 disconnect, 5 changed, 6 wipe. */
  @JSExport
  public static int nextEffect() {
    if (EFFECTS.isEmpty() && client != null) {
      EFFECTS.addAll(client.takeEffects());
    }
    if (EFFECTS.isEmpty()) {
      return NONE;
    }
    return switch (EFFECTS.remove()) {
      case Effect.Send send -> {
        effectBytes = send.frame();
        yield SEND;
      }
      case Effect.Persist persist -> {
        effectBytes = persist.batch();
        yield PERSIST;
      }
      case Effect.Connect connect -> {
        effectText = socketOf(connect.origin());
        yield CONNECT;
      }
      case Effect.Disconnect ignored -> DISCONNECT;
      case Effect.Changed ignored -> CHANGED;
      case Effect.Wipe ignored -> WIPE;
    };
  }

  /** The bytes of the effect taken last: a frame, or a batch. */
  @JSExport
  public static byte[] effectBytes() {
    return effectBytes;
  }

  /** The text of the effect taken last: the socket's address. */
  @JSExport
  public static String effectText() {
    return effectText;
  }

  private static String socketOf(String origin) {
    return "ws" + origin.substring("http".length()) + "/v1/socket";
  }
}
