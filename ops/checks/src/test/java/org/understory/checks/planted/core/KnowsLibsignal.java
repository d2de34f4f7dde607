package org.understory.checks.planted.core;

import org.signal.libsignal.protocol.IdentityKey;

/** Breaks D4. */
public record KnowsLibsignal(IdentityKey key) {}
