package org.understory.checks.planted.core;

import org.understory.checks.planted.trial.Attempt;

/** Breaks D5. */
public record KnowsTrial(Attempt attempt) {}
