package org.understory.bench;

import java.io.IOException;
import java.util.function.IntConsumer;

/** One room of a server under load: members who follow it, and a few of them who post. */
interface Room {
  /** Every body is so long, in bytes. */
  int BODY = 500;

  /** How many posts are under way at once in a closed loop. */
  int OUTSTANDING = 8;

  /** Brings the number of connected members to {@code members}. */
  void fill(Reactor reactor, int members) throws IOException;

  /** Who is told the number of a post whenever a member received it. */
  void onDelivery(IntConsumer delivered);

  /**
   * Posts a body that carries a number.
   *
   * @param lane 0 to {@link #OUTSTANDING} - 1
   */
  void post(int lane, int number) throws IOException;
}
