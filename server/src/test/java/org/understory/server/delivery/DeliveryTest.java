package org.understory.server.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.server.TestSources;
import org.understory.server.config.Sources;
import org.understory.server.delivery.Grants.Need;
import org.understory.wire.id.LogId;
import org.understory.wire.id.SpaceId;

class DeliveryTest {
  private final TestSources time = new TestSources();
  private final Sources sources = time.sources();
  private final FanOut fanOut = new FanOut();
  private final SpaceId space = SpaceId.of(new byte[16]);
  private final Topic topic = Topic.log(space, LogId.PROPOSALS);

  private static final class Recording implements Socket {
    final List<Buffer> sent = new ArrayList<>();
    boolean full;
    boolean closed;

    @Override
    public void send(Buffer message) {
      sent.add(message);
    }

    @Override
    public boolean isFull() {
      return full;
    }

    @Override
    public void close() {
      closed = true;
    }

    List<String> texts() {
      return sent.stream().map(Buffer::toString).toList();
    }
  }

  /** A feed whose reads are answered when the test says so. */
  private static final class Reads implements Feed {
    final ArrayDeque<Promise<Page>> asked = new ArrayDeque<>();
    final List<Long> from = new ArrayList<>();

    @Override
    public Future<Page> read(long position, long end) {
      Promise<Page> promise = Promise.promise();
      from.add(position);
      asked.add(promise);
      return promise.future();
    }

    void answer(String text, long next, boolean complete) {
      asked
          .remove()
          .complete(new Page(text.isEmpty() ? null : Buffer.buffer(text), next, complete));
    }
  }

  private Connection member(Recording socket) {
    Connection connection = new Connection(socket, fanOut, sources);
    connection.proveMember(space, 1);
    return connection;
  }

  @Test
  void one_buffer_goes_to_all_who_follow() {
    List<Recording> sockets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Recording socket = new Recording();
      sockets.add(socket);
      Reads reads = new Reads();
      fanOut.subscribe(member(socket), topic, Need.MEMBER, reads, 0);
      reads.answer("", 5, true);
    }
    Buffer frame = Buffer.buffer("live");
    fanOut.publish(topic, frame, 5, 6);
    sockets.forEach(socket -> assertSame(frame, socket.sent.getFirst()));
  }

  @Test
  void what_is_published_while_catching_up_is_neither_lost_nor_sent_twice() {
    Recording socket = new Recording();
    Reads reads = new Reads();
    fanOut.subscribe(member(socket), topic, Need.MEMBER, reads, 0);
    fanOut.publish(topic, Buffer.buffer("5"), 5, 6);
    reads.answer("0-4", 5, true);
    assertEquals(List.of(0L, 5L), reads.from, "it reads on, because 5 was published meanwhile");
    reads.answer("5 as read", 6, true);
    fanOut.publish(topic, Buffer.buffer("5 again"), 5, 6);
    fanOut.publish(topic, Buffer.buffer("6"), 6, 7);
    assertEquals(List.of("0-4", "5 as read", "6"), socket.texts());
  }

  @Test
  void a_gap_in_what_is_published_is_read() {
    Recording socket = new Recording();
    Reads reads = new Reads();
    fanOut.subscribe(member(socket), topic, Need.MEMBER, reads, 0);
    reads.answer("", 0, true);
    fanOut.publish(topic, Buffer.buffer("3"), 3, 4);
    assertEquals(List.of(), socket.texts());
    reads.answer("0-3", 4, true);
    assertEquals(List.of("0-3"), socket.texts());
  }

  @Test
  void a_slow_consumer_costs_no_memory_and_catches_up_when_it_drains() {
    Recording socket = new Recording();
    Reads reads = new Reads();
    Connection connection = member(socket);
    fanOut.subscribe(connection, topic, Need.MEMBER, reads, 0);
    reads.answer("", 0, true);
    socket.full = true;
    for (int i = 0; i < 100; i++) {
      fanOut.publish(topic, Buffer.buffer("x"), i, i + 1);
    }
    assertEquals(0, socket.sent.size());
    assertEquals(1, reads.from.size());
    socket.full = false;
    connection.drained();
    reads.answer("0-99", 100, true);
    fanOut.publish(topic, Buffer.buffer("100"), 100, 101);
    assertEquals(List.of("0-99", "100"), socket.texts());
  }

  @Test
  void a_failed_read_closes_the_connection_rather_than_leave_a_gap() {
    Recording socket = new Recording();
    Reads reads = new Reads();
    fanOut.subscribe(member(socket), topic, Need.MEMBER, reads, 0);
    reads.asked.remove().fail(new IllegalStateException("storage"));
    assertTrue(socket.closed);
  }

  @Test
  void when_the_epoch_moves_what_stood_on_it_ends() {
    Recording socket = new Recording();
    Reads reads = new Reads();
    Connection connection = member(socket);
    fanOut.subscribe(connection, topic, Need.MEMBER, reads, 0);
    reads.answer("", 0, true);
    connection.endMember();
    assertEquals(1, socket.sent.size(), "it is told");
    assertFalse(fanOut.isFollowed(topic));
    fanOut.publish(topic, Buffer.buffer("later"), 0, 1);
    assertEquals(1, socket.sent.size());
    assertTrue(connection.grants().memberEnded());
  }

  @Test
  void who_disconnects_is_forgotten() {
    Connection connection = member(new Recording());
    fanOut.subscribe(connection, topic, Need.MEMBER, new Reads(), 0);
    connection.closed();
    assertFalse(fanOut.isFollowed(topic));
    assertEquals(List.of(), fanOut.connectedTo(space));
  }

  @Test
  void a_nonce_is_good_once_and_for_a_minute() {
    Nonces nonces = new Nonces(sources);
    Nonces.Nonce first = nonces.issue();
    Nonces.Nonce second = nonces.issue();
    time.pass(59_999);
    assertNotNull(nonces.take(first.bytes()));
    assertNull(nonces.take(first.bytes()));
    time.pass(1);
    assertNull(nonces.take(second.bytes()));
    assertNull(nonces.take(new byte[32]));
  }

  @Test
  void a_connection_holds_only_so_many_nonces() {
    Nonces nonces = new Nonces(sources);
    Nonces.Nonce oldest = nonces.issue();
    for (int i = 0; i < 8; i++) {
      nonces.issue();
    }
    assertNull(nonces.take(oldest.bytes()));
  }

  @Test
  void nothing_that_is_printed_names_anybody() {
    Connection connection = member(new Recording());
    connection.proveSteward(space, new byte[32]);
    assertEquals("Connection", connection.toString());
    assertEquals("Grants", connection.grants().toString());
    assertEquals("Topic[LOG]", topic.toString());
    assertEquals("Nonce", new Nonces(sources).issue().toString());
  }
}
