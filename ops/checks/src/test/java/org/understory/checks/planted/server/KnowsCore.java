package org.understory.checks.planted.server;

import org.understory.checks.planted.core.TakesTime;

/** Breaks D6. */
public record KnowsCore(TakesTime core) {}
