package org.understory.checks.planted.first;

import org.understory.checks.planted.second.Second;

/** Breaks D9 together with {@link Second}. */
public record First(Second next) {}
