package org.understory.checks.planted.server.log;

/** Breaks no rule. */
public final class LogsSentence {
  private static final System.Logger LOG = System.getLogger("planted");

  private LogsSentence() {}

  static void failed(int times) {
    LOG.log(System.Logger.Level.WARNING, "it failed {0} times", times);
  }
}
