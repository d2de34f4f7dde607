package org.understory.trial;

/** The far side needs an answer of the store that the call did not bring. */
final class Asks extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String question;

  Asks(String question) {
    super(question);
    this.question = question;
  }

  String question() {
    return question;
  }
}
