package org.understory.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection (RFC 6455), as far as two servers on this machine need it: whole
 * messages only, pings answered, frames masked with zeros, which the RFC allows and which costs
 * nothing.
 */
final class Link {
  private static final byte[] NOTHING = {};
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final SocketChannel channel;
  private final int port;
  private final String path;
  private final String subprotocol;
  private final Listener listener;
  private final ArrayDeque<ByteBuffer> outgoing = new ArrayDeque<>();
  private byte[] rest = NOTHING;
  private boolean upgraded;
  private @Nullable SelectionKey key;

  /** What happens on a link. */
  interface Listener {
    void opened(Link link) throws IOException;

    /** A whole message, from {@code start} to before {@code end}; the array is only lent. */
    void message(Link link, byte[] bytes, int start, int end) throws IOException;
  }

  Link(SocketChannel channel, int port, String path, String subprotocol, Listener listener) {
    this.channel = channel;
    this.port = port;
    this.path = path;
    this.subprotocol = subprotocol;
    this.listener = listener;
  }

  void register(SelectionKey registered) {
    this.key = registered;
  }

  void connected() throws IOException {
    String protocol =
        subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: http://localhost:%d\r\n"
                .formatted(path, port, port)
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + protocol
            + "\r\n";
    write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Ends it without a farewell. */
  void close() throws IOException {
    channel.close();
  }

  void send(byte[] message) throws IOException {
    frame(BINARY, message);
  }

  void send(String message) throws IOException {
    frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  void ready(ByteBuffer incoming) throws IOException {
    SelectionKey registered = key();
    if (registered.isConnectable()) {
      channel.finishConnect();
      connected();
      return;
    }
    if (registered.isWritable()) {
      flush();
    }
    if (registered.isReadable()) {
      incoming.clear();
      incoming.put(rest);
      if (channel.read(incoming) < 0) {
        throw new IOException("the server closed a connection");
      }
      int used = take(incoming.array(), incoming.position());
      rest =
          used == incoming.position()
              ? NOTHING
              : Arrays.copyOfRange(incoming.array(), used, incoming.position());
    }
  }

  /** Takes whole frames off the front and returns how many bytes that were. */
  private int take(byte[] bytes, int end) throws IOException {
    int at = upgraded ? 0 : upgrade(bytes, end);
    while (upgraded && end - at >= 2) {
      int length = bytes[at + 1] & 0x7f;
      int header = length < 126 ? 2 : length == 126 ? 4 : 10;
      if (end - at < header) {
        break;
      }
      long size = header == 2 ? length : number(bytes, at + 2, header - 2);
      if (size > end - at - header) {
        break;
      }
      int start = at + header;
      at = start + (int) size;
      received(bytes[start - header] & 0xff, bytes, start, at);
    }
    return at;
  }

  private void received(int first, byte[] bytes, int start, int end) throws IOException {
    switch (first & 0xf) {
      case TEXT, BINARY -> {
        if ((first & 0x80) == 0) {
          throw new IOException("a message in pieces");
        }
        listener.message(this, bytes, start, end);
      }
      case PING -> frame(PONG, Arrays.copyOfRange(bytes, start, end));
      case CLOSE -> throw new IOException("the server said farewell");
      default -> {}
    }
  }

  private int upgrade(byte[] bytes, int end) throws IOException {
    for (int i = 0; i + 4 <= end; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        String status = new String(bytes, 0, Math.min(i, 12), StandardCharsets.US_ASCII);
        if (!status.startsWith("HTTP/1.1 101")) {
          throw new IOException("no WebSocket: " + status);
        }
        upgraded = true;
        listener.opened(this);
        return i + 4;
      }
    }
    return 0;
  }

  private static long number(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[at + i] & 0xff);
    }
    return value;
  }

  private void frame(int opcode, byte[] message) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(message.length + 14);
    frame.put((byte) (0x80 | opcode));
    if (message.length < 126) {
      frame.put((byte) (0x80 | message.length));
    } else if (message.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) message.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(message.length);
    }
    frame.putInt(0).put(message).flip();
    write(frame);
  }

  private void write(ByteBuffer bytes) throws IOException {
    outgoing.add(bytes);
    flush();
  }

  private void flush() throws IOException {
    while (!outgoing.isEmpty()) {
      ByteBuffer first = outgoing.getFirst();
      channel.write(first);
      if (first.hasRemaining()) {
        break;
      }
      outgoing.removeFirst();
    }
    key()
        .interestOps(
            outgoing.isEmpty()
                ? SelectionKey.OP_READ
                : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  private SelectionKey key() {
    if (key == null) {
      throw new IllegalStateException("not registered yet");
    }
    return key;
  }
}
