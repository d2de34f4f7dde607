package org.understory.checks.planted.core;

/** Breaks D2. */
public final class StartsThread {
  private StartsThread() {}

  static Thread start(Runnable work) {
    return Thread.ofPlatform().start(work);
  }
}
