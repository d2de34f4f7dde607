package org.understory.cli.store;

/** The state cannot be used; the message is one sentence for the person at the keyboard. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  public StateException(String sentence) {
    super(sentence);
  }

  public StateException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
