package org.understory.interop.interaction;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One side of a session. Ratchet keys are numbers here: a side's first is 0, and each key of the
 * other side that it had not seen gives it the next. As both sides step in turn, the keys of one
 * come to the other in order, whatever the network does.
 */
final class SideModel {
  private static final int CHAINS = 5;
  private static final long THIRTY_DAYS = 30L * 24 * 60 * 60 * 1000;

  /** The responder's signed prekey, which an initiator has as its first remote ratchet key. */
  private static final int SIGNED_PREKEY = -1;

  private final int session;
  private final Map<Integer, ChainModel> receiving = new LinkedHashMap<>();
  private int newestSeen = SIGNED_PREKEY;
  private int sendingKey;
  private int sendingIndex;
  private @Nullable Long unansweredSince;

  private SideModel(int session) {
    this.session = session;
  }

  static SideModel initiator(int session, long nowMillis) {
    SideModel side = new SideModel(session);
    side.receiving.put(SIGNED_PREKEY, new ChainModel(0));
    side.unansweredSince = nowMillis;
    return side;
  }

  static SideModel responder(int session) {
    return new SideModel(session);
  }

  int session() {
    return session;
  }

  int sendingKey() {
    return sendingKey;
  }

  int takeSendingIndex() {
    return sendingIndex++;
  }

  /** Whether messages carry the handshake. */
  boolean isUnanswered() {
    return unansweredSince != null;
  }

  boolean isExpired(long nowMillis) {
    return unansweredSince != null && nowMillis - unansweredSince > THIRTY_DAYS;
  }

  void answeredOrArchived() {
    unansweredSince = null;
  }

  boolean reads(int ratchetKey, int index) {
    ChainModel chain = receiving.get(ratchetKey);
    return chain == null ? ratchetKey > newestSeen : chain.reads(index);
  }

  /** Whether it is known that the message was read before: its chain is there. */
  boolean knowsChain(int ratchetKey) {
    return receiving.containsKey(ratchetKey);
  }

  void read(int ratchetKey, int index, long nowMillis) {
    ChainModel chain = receiving.get(ratchetKey);
    if (chain == null) {
      chain = step(ratchetKey);
    }
    chain.read(index, nowMillis);
    unansweredSince = null;
  }

  private ChainModel step(int ratchetKey) {
    ChainModel chain = new ChainModel(0);
    receiving.put(ratchetKey, chain);
    if (receiving.size() > CHAINS) {
      Iterator<Integer> oldest = receiving.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    newestSeen = ratchetKey;
    sendingKey++;
    sendingIndex = 0;
    return chain;
  }

  void forgetBefore(long keptBeforeMillis) {
    receiving.values().forEach(chain -> chain.forgetBefore(keptBeforeMillis));
  }
}
