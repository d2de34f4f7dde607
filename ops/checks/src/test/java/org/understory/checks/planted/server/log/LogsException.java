package org.understory.checks.planted.server.log;

/** Breaks D11. */
public final class LogsException {
  private static final System.Logger LOG = System.getLogger("planted");

  private LogsException() {}

  static void failed(Exception cause) {
    LOG.log(System.Logger.Level.WARNING, "it failed", cause);
  }
}
