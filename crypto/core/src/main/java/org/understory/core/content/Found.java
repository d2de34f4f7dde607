package org.understory.core.content;

import org.understory.core.roster.DeviceId;
import org.understory.core.roster.GroupId;
import org.understory.wire.id.Epoch;
import org.understory.wire.id.LogId;

/**
 * Where a content was found, every part authenticated by something other than the content itself.
 *
 * @param group of this client
 * @param channel the log it lay in
 * @param device who owns the distribution id that it was encrypted under
 * @param epoch whose channel key opened the envelope
 * @param outerExpiry end of its expiry bucket, seconds since 1970, from the envelope's seal; 0 for
 *     a direct message, which lies in none
 * @param received milliseconds since 1970 by this device's clock
 * @param timerSeconds of the channel by the roster; 0: off
 */
public record Found(
    GroupId group,
    LogId channel,
    DeviceId device,
    Epoch epoch,
    long outerExpiry,
    long received,
    int timerSeconds) {}
