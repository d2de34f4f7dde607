package org.understory.core.sync;

import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;

/** Takes the one answer to a request. Forgotten when the connection ends first. */
public interface ReplyHandler {
  void replied(ReplyBody body, long now);

  void refused(Refusal refusal, long now);
}
