package org.understory.checks.planted.server.mailbox;

import org.understory.checks.planted.server.log.LogStore;

/** Breaks D7: uses the store of another domain. */
public record MailboxService(LogStore store) {}
