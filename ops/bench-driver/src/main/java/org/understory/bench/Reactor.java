package org.understory.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Carries any number of WebSocket connections to this machine on the thread that calls it. */
final class Reactor implements AutoCloseable {
  private static final int READ_SIZE = 1 << 20;

  private final Selector selector;
  private final ByteBuffer incoming = ByteBuffer.allocate(READ_SIZE);

  Reactor() throws IOException {
    selector = Selector.open();
  }

  /** Begins to connect; the link tells its listener when it is open. */
  Link connect(int port, String path, String subprotocol, Link.Listener listener)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Link link = new Link(channel, port, path, subprotocol, listener);
    boolean connected =
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    link.register(channel.register(selector, connected ? 0 : SelectionKey.OP_CONNECT, link));
    if (connected) {
      link.connected();
    }
    return link;
  }

  /**
   * Works until the condition holds.
   *
   * @throws IOException when a connection breaks, or the time is over first
   */
  void until(BooleanSupplier condition, Duration atMost, String what) throws IOException {
    if (!workUntil(condition, atMost)) {
      throw new IOException("waited " + atMost.toSeconds() + " s for " + what);
    }
  }

  /** Works until the condition holds or the time is over; says whether it held. */
  boolean workUntil(BooleanSupplier condition, Duration atMost) throws IOException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      turn(Math.min(left, 50_000_000L));
    }
    return true;
  }

  /** Waits for at most so long for something to do, and does it. */
  void turn(long nanos) throws IOException {
    long millis = nanos / 1_000_000;
    int ready = millis > 0 ? selector.select(millis) : selector.selectNow();
    if (ready == 0) {
      return;
    }
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid()) {
        ((Link) key.attachment()).ready(incoming);
      }
    }
    selector.selectedKeys().clear();
  }

  /** Closes every connection without a farewell. */
  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
