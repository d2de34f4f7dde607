package org.understory.wire.frame;

/** What a request brought about. */
public sealed interface ReplyBody
    permits ChallengeIssued,
        Proved,
        Subscribed,
        Done,
        Appended,
        Committed,
        Deposited,
        TakenPreKeys,
        PreKeyCount,
        DeletionScheduled,
        BlobOpened {}
