package org.understory.server.config;

/** The server cannot start like this; the message is one sentence for the operator. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String sentence) {
    super(sentence);
  }

  public ConfigurationException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
