package org.understory.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A multi-user chat room (XEP-0045) over WebSocket (RFC 7395), entered by anonymous users. Bodies
 * are {@link Room#BODY} letters that begin with the number of the post.
 */
final class XmppRoom implements Room {
  private static final int AT_ONCE = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final byte[] BODY_TAG = "<body>".getBytes(StandardCharsets.US_ASCII);
  private static final String OPEN =
      "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";
  private static final String AUTHENTICATE =
      "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>";
  private static final String BIND =
      "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";
  private static final String ENTER =
      "<presence to='room@conference.localhost/n%d'>"
          + "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>";
  private static final String MESSAGE =
      "<message to='room@conference.localhost' type='groupchat' id='m%d'><body>%s</body></message>";

  private final int port;
  private final List<Link> links = new ArrayList<>();
  private IntConsumer delivered = number -> {};
  private int ready;

  XmppRoom(int port) {
    this.port = port;
  }

  @Override
  public void fill(Reactor reactor, int count) throws IOException {
    while (links.size() < count) {
      int until = Math.min(count, links.size() + (links.isEmpty() ? 1 : AT_ONCE));
      while (links.size() < until) {
        links.add(
            reactor.connect(
                port, EjabberdPeer.SOCKET, EjabberdPeer.SUBPROTOCOL, new User(links.size())));
      }
      reactor.until(() -> ready == links.size(), PATIENCE, "users to enter the room");
    }
  }

  @Override
  public void onDelivery(IntConsumer listener) {
    delivered = listener;
  }

  @Override
  public void post(int lane, int number) throws IOException {
    String body = number + ":" + "x".repeat(BODY);
    links.get(lane).send(MESSAGE.formatted(number, body.substring(0, BODY)));
  }

  /** One connection: greets, authenticates, binds, enters, then receives. */
  private final class User implements Link.Listener {
    private final int nick;
    private int stage;

    User(int nick) {
      this.nick = nick;
    }

    @Override
    public void opened(Link link) throws IOException {
      link.send(OPEN);
    }

    @Override
    public void message(Link link, byte[] bytes, int start, int end) throws IOException {
      if (stage == 4) {
        number(bytes, start, end);
        return;
      }
      String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      if (stage == 0 && text.contains("<mechanism>")) {
        stage = 1;
        link.send(AUTHENTICATE);
      } else if (stage == 1 && text.startsWith("<success")) {
        stage = 2;
        link.send(OPEN);
      } else if (stage == 2 && text.contains("xmpp-bind")) {
        stage = 3;
        link.send(BIND);
      } else if (stage == 3 && text.contains("<jid>")) {
        link.send(ENTER.formatted(nick));
      } else if (stage == 3 && text.contains("code='110'")) {
        stage = 4;
        ready++;
      } else if (text.startsWith("<failure") || text.contains("type='error'")) {
        throw new IOException("the peer refused: " + text);
      }
    }

    private void number(byte[] bytes, int start, int end) {
      // The body stands near the end of a stanza, behind what the archive added.
      for (int i = end - BODY - BODY_TAG.length - 32; i + BODY_TAG.length < end; i++) {
        if (i >= start && bytes[i] == '<' && isBody(bytes, i)) {
          int number = 0;
          for (int j = i + BODY_TAG.length; j < end && bytes[j] >= '0' && bytes[j] <= '9'; j++) {
            number = number * 10 + bytes[j] - '0';
          }
          delivered.accept(number);
          return;
        }
      }
    }

    private boolean isBody(byte[] bytes, int at) {
      for (int i = 0; i < BODY_TAG.length; i++) {
        if (bytes[at + i] != BODY_TAG[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
