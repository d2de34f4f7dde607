package org.understory.cli.files;

/** A file was not sealed, carried or opened. What was written so far must not be used. */
public final class FileFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Fault {
    /** Not what its sender sealed. */
    CORRUPT,
    /** More bytes, or others, than were announced, or more than a file may have. */
    SIZE,
    /** Not at the server any more. */
    GONE,
    /** The server did not take or give it. */
    REFUSED,
    /** No answer for too long. */
    NO_SERVER
  }

  private final Fault fault;

  FileFaultException(Fault fault) {
    super(fault.name());
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
