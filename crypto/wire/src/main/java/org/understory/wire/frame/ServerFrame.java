package org.understory.wire.frame;

/** What the server sends: one binary WebSocket message. */
public sealed interface ServerFrame
    permits Greeting,
        Reply,
        Refusal,
        LogEntries,
        MailboxItems,
        SlotPackets,
        PendingRequests,
        AccessEnded,
        Leases {}
