package org.understory.server.delivery;

import java.util.function.Consumer;

/**
 * Tells other nodes that something was written. A wake-up is a hint, the tables are the truth: one
 * that is lost costs time and nothing else.
 */
public interface Wakeups {
  /** Something was written to a topic here. */
  void written(Topic topic);

  /** Sets who is told what was written elsewhere. */
  void onWritten(Consumer<Topic> listener);

  /** For a server that is alone: there is nobody to tell. */
  static Wakeups alone() {
    return new Wakeups() {
      @Override
      public void written(Topic topic) {}

      @Override
      public void onWritten(Consumer<Topic> listener) {}
    };
  }
}
