package org.understory.browser;

import java.util.ArrayDeque;
import java.util.List;
import org.understory.core.Effect;

/**
 * The client's effects, one at a time: a number says what, and bytes or text go with some. Binary
 * never travels as text.
 */
final class EffectQueue {
  static final int NONE = 0;
  static final int SEND = 1;
  static final int PERSIST = 2;
  static final int CONNECT = 3;
  static final int DISCONNECT = 4;
  static final int CHANGED = 5;
  static final int WIPE = 6;

  private static final byte[] EMPTY = {};
  private static final String SOCKET = "/v1/socket";

  private final ArrayDeque<Effect> waiting = new ArrayDeque<>();
  private byte[] bytes = EMPTY;
  private String text = "";

  void add(List<Effect> effects) {
    waiting.addAll(effects);
  }

  void clear() {
    waiting.clear();
  }

  /** What is to be carried out now. */
  int next() {
    Effect effect = waiting.poll();
    bytes = EMPTY;
    text = "";
    if (effect == null) {
      return NONE;
    }
    return switch (effect) {
      case Effect.Send send -> {
        bytes = send.frame();
        yield SEND;
      }
      case Effect.Persist persist -> {
        bytes = persist.batch();
        yield PERSIST;
      }
      case Effect.Connect connect -> {
        text = socketOf(connect.origin());
        yield CONNECT;
      }
      case Effect.Disconnect disconnect -> DISCONNECT;
      case Effect.Changed changed -> CHANGED;
      case Effect.Wipe wipe -> WIPE;
    };
  }

  /** With SEND a frame, with PERSIST a batch; else empty. */
  byte[] bytes() {
    return bytes;
  }

  /** With CONNECT the socket's address; else empty. */
  String text() {
    return text;
  }

  /** From http to ws, from https to wss. */
  private static String socketOf(String origin) {
    return "ws" + origin.substring("http".length()) + SOCKET;
  }
}
