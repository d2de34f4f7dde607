package org.understory.checks.planted.trial;

/** Nothing that is shipped may know it. */
public record Attempt(int number) {}
