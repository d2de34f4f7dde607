package org.understory.wire.frame;

/** Carried out; there is nothing more to say. */
public record Done() implements ReplyBody {
  @Override
  public String toString() {
    return "Done";
  }
}
