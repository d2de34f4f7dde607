package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.config.Sources;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.BlobOpened;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Deposit;
import org.understory.wire.frame.DepositItem;
import org.understory.wire.frame.Deposited;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.frame.Reason;
import org.understory.wire.id.BlobId;

/** A space has so much at one time, and no more. */
class QuotaTest {
  private final TestSpace space = TestSpace.detached();

  private OpenBlob blob(long size) {
    return new OpenBlob(
        TestSpace.writeId(),
        space.id,
        BlobId.of(TestSpace.random(16)),
        TestSpace.expiry(300),
        size,
        TestSpace.random(32));
  }

  private Deposit deposit() {
    return new Deposit(
        TestSpace.writeId(),
        space.id,
        List.of(new DepositItem(space.founder.mailbox, TestSpace.expiry(300), new byte[10])));
  }

  @Test
  void more_entries_or_blobs_than_a_space_may_have_are_refused_and_change_nothing(
      @TempDir Path temporary) throws Exception {
    try (Understory server =
        Understory.start(
            TestServer.Running.configuration(
                temporary.resolve("data"),
                TestServer.Running.freePort(),
                "--space-entries",
                "3",
                "--space-blobs",
                "2",
                "--space-blob-mebibytes",
                "1"),
            Sources.system())) {
      byte[] ticket = TestServer.Running.ticketOf(server.announcements().getLast());
      try (TestClient client = new TestClient(server.port())) {
        client.ask(Committed.class, new Found(ticket, space.founding()));
      }
      try (TestClient client = new TestClient(server.port())) {
        client.prove(KeyKind.OWNER, space.id, space.founder.owner);
        client.prove(KeyKind.MEMBER, space.id, space.member);
        Append first = space.post("one");
        assertEquals(0, client.ask(Appended.class, first).position());
        client.ask(Appended.class, space.post("two"));
        assertEquals(List.of(), client.ask(Deposited.class, deposit()).refused());
        assertEquals(Reason.QUOTA, client.reason(space.post("four")));
        assertEquals(Reason.QUOTA, client.reason(deposit()));
        assertEquals(0, client.ask(Appended.class, first).position(), "a repeat is none more");
        assertEquals(Reason.QUOTA, client.reason(blob(1 + (1 << 20))));
        OpenBlob half = blob(1 << 19);
        client.ask(BlobOpened.class, half);
        assertEquals(Reason.QUOTA, client.reason(blob(1 + (1 << 19))));
        client.ask(BlobOpened.class, blob(1));
        assertEquals(Reason.QUOTA, client.reason(blob(1)), "as many as it may have");
        client.ask(BlobOpened.class, half);
      }
    }
  }
}
