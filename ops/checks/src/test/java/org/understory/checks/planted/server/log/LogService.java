package org.understory.checks.planted.server.log;

/** Breaks no rule. */
public record LogService(String name) {}
