package org.understory.wire.frame;

/** What a client follows. */
public sealed interface Subscription
    permits LogFrom, MailboxFrom, EpochSlot, JoinRequests, LeaseSlots, LinkRequests {}
