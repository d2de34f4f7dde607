package org.understory.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.understory.wire.ExpiryBucket;
import org.understory.wire.frame.Append;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.id.WriteId;

/** A channel in which few hold the post key and everybody reads. */
final class AnnouncementRoom implements Room {
  static final int POSTERS = 20;
  private static final int AT_ONCE = 100;

  private final Group group;
  private final Ed25519Key postKey;
  private final List<Member> members = new ArrayList<>();
  private IntConsumer delivered = number -> {};
  private byte[] lastFrame = {};
  private int[] lastNumbers = {};
  private int ready;
  private long from;

  AnnouncementRoom(Group group, Ed25519Key postKey) {
    this.group = group;
    this.postKey = postKey;
  }

  @Override
  public void fill(Reactor reactor, int count) throws IOException {
    while (members.size() < count) {
      int until = Math.min(count, members.size() + AT_ONCE);
      while (members.size() < until) {
        Member member = new Member(this::received);
        boolean poster = members.size() < POSTERS;
        if (poster) {
          member.prove(KeyKind.OWNER, group.space, group.devices.get(members.size()).owner(), 1);
        }
        member.prove(KeyKind.MEMBER, group.space, group.memberKey, 0);
        if (poster) {
          member.prove(KeyKind.LOG, group.space, postKey, 0);
        }
        member.request(new Subscribe(new LogFrom(group.channel, from))).then(() -> ready++);
        members.add(member);
        reactor.connect(group.port, UnderstoryPeer.SOCKET, "", member);
      }
      reactor.until(() -> ready == members.size(), Group.PATIENCE, "members to subscribe");
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
    Member poster = members.get(number % POSTERS);
    long day = poster.greeting().now() / 1000 + 86_400;
    Append append =
        new Append(
            WriteId.of(Chance.bytes(16)),
            group.channel,
            ExpiryBucket.roundUp(day, poster.greeting().bucketSeconds()),
            body);
    poster.ask(append, answer -> {});
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
