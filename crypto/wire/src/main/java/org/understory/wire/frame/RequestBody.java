package org.understory.wire.frame;

/** What a client asks for. */
public sealed interface RequestBody
    permits Challenge,
        Prove,
        Subscribe,
        Unsubscribe,
        Append,
        Stage,
        Commit,
        Found,
        Deposit,
        Acknowledge,
        PublishPreKeys,
        TakePreKeys,
        CountPreKeys,
        SubmitJoinRequest,
        WithdrawJoinRequest,
        DeleteSpace,
        CancelDeletion,
        ReplaceStewardKey,
        PutLease,
        OpenLink,
        SubmitRecovery,
        ReplaceKnockKey,
        OpenLogs,
        MoveLogs,
        OpenBlob {}
