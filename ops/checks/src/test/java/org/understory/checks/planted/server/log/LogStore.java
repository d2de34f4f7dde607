package org.understory.checks.planted.server.log;

/** Breaks D7: points backwards. */
public record LogStore(LogService service) {}
