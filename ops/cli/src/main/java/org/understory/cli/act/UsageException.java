package org.understory.cli.act;

/** A command that was not written as it must be; the message is a sentence. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String sentence) {
    super(sentence);
  }
}
