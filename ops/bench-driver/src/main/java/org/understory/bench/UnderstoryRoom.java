package org.understory.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.understory.wire.ExpiryBucket;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.LogKeys;
import org.understory.wire.frame.OpenMailbox;
import org.understory.wire.frame.RosterEntry;
import org.understory.wire.frame.StewardSet;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.LogId;
import org.understory.wire.id.MailboxId;
import org.understory.wire.id.SpaceId;
import org.understory.wire.id.WriteId;

/**
 * A channel of a space with one member key: what the server sees of a group whose clients encrypt.
 * Bodies are random bytes of {@link Room#BODY} that begin with the number of the post.
 */
final class UnderstoryRoom implements Room {
  private static final byte[] NONE = {};
  private static final int AT_ONCE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final int port;
  private final SpaceId space = SpaceId.of(Chance.bytes(16));
  private final LogId channel = LogId.of(Chance.bytes(16));
  private final Ed25519Key memberKey = new Ed25519Key();
  private final Ed25519Key stewardKey = new Ed25519Key();
  private final List<Ed25519Key> ownerKeys = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private IntConsumer delivered = number -> {};
  private byte[] lastFrame = {};
  private int[] lastNumbers = {};
  private int ready;
  private long from;

  private UnderstoryRoom(int port) {
    this.port = port;
    for (int lane = 0; lane < OUTSTANDING; lane++) {
      ownerKeys.add(new Ed25519Key());
    }
  }

  /** Founds a space with a ticket, and a mailbox for each lane, since posting takes an owner. */
  static UnderstoryRoom found(Reactor reactor, int port, String ticket) throws IOException {
    UnderstoryRoom room = new UnderstoryRoom(port);
    boolean[] done = new boolean[1];
    Member founder =
        new Member((bytes, start, end) -> {})
            .request(
                new Found(
                    Base64.getUrlDecoder().decode(ticket),
                    room.commit(
                        0,
                        room.memberKey.publicKey(),
                        new StewardSet(1, List.of(room.stewardKey.publicKey()), 1, List.of()),
                        room.ownerKeys.subList(0, 1),
                        List.of(new LogKeys(room.channel, NONE, NONE)))))
            .prove(KeyKind.STEWARD, room.space, room.stewardKey, 0)
            .request(room.commit(1, NONE, null, room.ownerKeys.subList(1, OUTSTANDING), List.of()))
            .then(() -> done[0] = true);
    reactor.connect(port, UnderstoryPeer.SOCKET, "", founder);
    reactor.until(() -> done[0], PATIENCE, "the founding of a space");
    return room;
  }

  private Commit commit(
      long position,
      byte[] newMemberKey,
      @Nullable StewardSet stewards,
      List<Ed25519Key> owners,
      List<LogKeys> logs) {
    List<OpenMailbox> mailboxes = new ArrayList<>();
    for (Ed25519Key owner : owners) {
      mailboxes.add(new OpenMailbox(MailboxId.of(Chance.bytes(16)), owner.publicKey()));
    }
    return new Commit(
        WriteId.of(Chance.bytes(16)),
        space,
        position,
        List.of(new RosterEntry(Chance.bytes(600), NONE, 0)),
        newMemberKey,
        stewards,
        List.of(),
        List.of(),
        mailboxes,
        List.of(),
        List.of(),
        List.of(),
        logs,
        List.of());
  }

  @Override
  public void fill(Reactor reactor, int count) throws IOException {
    while (members.size() < count) {
      int until = Math.min(count, members.size() + AT_ONCE);
      while (members.size() < until) {
        Member member = new Member(this::received);
        if (members.size() < OUTSTANDING) {
          member.prove(KeyKind.OWNER, space, ownerKeys.get(members.size()), 1);
        }
        member
            .prove(KeyKind.MEMBER, space, memberKey, 0)
            .request(new Subscribe(new LogFrom(channel, from)))
            .then(() -> ready++);
        members.add(member);
        reactor.connect(port, UnderstoryPeer.SOCKET, "", member);
      }
      reactor.until(() -> ready == members.size(), PATIENCE, "members to subscribe");
    }
  }

  @Override
  public void onDelivery(IntConsumer listener) {
    delivered = listener;
  }

  @Override
  public void post(int lane, int number) throws IOException {
    byte[] body = Chance.bytes(BODY);
    ByteBuffer.wrap(body).putInt(number);
    Member member = members.get(lane);
    long day = member.greeting().now() / 1000 + 86_400;
    Append append =
        new Append(
            WriteId.of(Chance.bytes(16)),
            channel,
            ExpiryBucket.roundUp(day, member.greeting().bucketSeconds()),
            body);
    member.ask(append, answer -> {});
  }

  /** All members get the same bytes, so a frame is taken apart when it is not the one before. */
  private void received(byte[] bytes, int start, int end) throws IOException {
    if (!Arrays.equals(lastFrame, 0, lastFrame.length, bytes, start, end)) {
      lastFrame = Arrays.copyOfRange(bytes, start, end);
      List<LogEntry> entries = ((LogEntries) Member.decoded(lastFrame)).entries();
      lastNumbers = new int[entries.size()];
      for (int i = 0; i < lastNumbers.length; i++) {
        lastNumbers[i] = ByteBuffer.wrap(entries.get(i).body()).getInt();
        from = Math.max(from, entries.get(i).position() + 1);
      }
    }
    for (int number : lastNumbers) {
      delivered.accept(number);
    }
  }
}
