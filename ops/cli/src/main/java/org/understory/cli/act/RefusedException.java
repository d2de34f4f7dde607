package org.understory.cli.act;

/** An act that was not done; {@link Sentences} says why in words. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  public RefusedException(String code) {
    super(code);
    this.code = code;
  }

  /** One of the core's codes, or of {@link Sentences}. */
  public String code() {
    return code;
  }
}
