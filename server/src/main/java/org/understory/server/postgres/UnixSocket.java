package org.understory.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A blocking socket on the JDK's Unix channel; whatever only TCP has is ignored. */
final class UnixSocket extends Socket {
  private final Path path;
  private @Nullable SocketChannel channel;

  UnixSocket(Path path) {
    this.path = path;
  }

  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  private SocketChannel open() throws SocketException {
    SocketChannel current = channel;
    if (current == null) {
      throw new SocketException("not connected");
    }
    return current;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return Channels.newInputStream(open());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return Channels.newOutputStream(open());
  }

  @Override
  public boolean isConnected() {
    return channel != null && channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return channel != null && !channel.isOpen();
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void setReceiveBufferSize(int size) {}

  @Override
  public void setSendBufferSize(int size) {}

  @Override
  public int getReceiveBufferSize() {
    return 1 << 16;
  }

  @Override
  public int getSendBufferSize() {
    return 1 << 16;
  }
}
