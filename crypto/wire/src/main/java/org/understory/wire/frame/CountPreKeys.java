package org.understory.wire.frame;

/** Asks how many one-time prekeys are on the own shelf. OWNER. */
public record CountPreKeys() implements RequestBody {
  @Override
  public String toString() {
    return "CountPreKeys";
  }
}
