package org.understory.checks.planted.core;

import org.teavm.jso.JSObject;

/** Breaks D5. */
public record KnowsTeaVm(JSObject object) {}
