package org.understory.core.content;

import org.understory.core.roster.DeviceId;
import org.understory.wire.id.LogId;

/** Remembers which messages were accepted; must outlast them. */
public interface Seen {
  boolean message(DeviceId device, MessageId id);

  boolean seq(DeviceId device, LogId channel, long seq);
}
