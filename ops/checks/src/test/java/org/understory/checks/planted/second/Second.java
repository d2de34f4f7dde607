package org.understory.checks.planted.second;

import org.understory.checks.planted.first.First;

/** Breaks D9 together with {@link First}. */
public record Second(First next) {}
