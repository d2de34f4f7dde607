package org.understory.core.invite;

/** A link that cannot be followed. Says nothing of what the link held. */
public final class LinkException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It is not of the form of such a link, or was cut or changed on the way. */
    BAD_LINK("bad-link"),
    /** It is a link of another server. */
    WRONG_SERVER("wrong-server");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  LinkException(Reason reason) {
    super(reason.code);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /**
   * The stable code that a client shows a sentence for: {@code bad-link} or {@code wrong-server}.
   */
  public String code() {
    return reason.code;
  }
}
