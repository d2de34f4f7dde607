package org.understory.interop.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.Bytes;

/** What two parties do with each other, and what has to come of it. */
final class Pairs {
  /** In front of a text that means nothing; {@link Chains#DISTRIBUTION} is the other kind. */
  private static final byte[] PLAIN = {0};

  private final Judge judge;
  private final SeededRandomness randomness;
  private int sessions;

  Pairs(Judge judge, SeededRandomness randomness) {
    this.judge = judge;
    this.randomness = randomness;
  }

  int sessionsOf(Party from, Party to) {
    return Math.max(from.with(to).size(), to.with(from).size());
  }

  void start(Party from, Party to, boolean lastResort, long now) {
    PreKeyBundle bundle = lastResort ? to.device().lastResortBundle() : to.device().bundle();
    judge.succeeds(
        lastResort ? "starts from a last-resort bundle" : "starts from a bundle",
        () -> {
          from.engine().startSession(store(from), to.device().address(), bundle, now);
          return true;
        });
    from.with(to).makeCurrent(SideModel.initiator(sessions++, now));
  }

  boolean canSend(Party from, Party to, long now) {
    SideModel side = from.with(to).current();
    return side != null && !side.isExpired(now);
  }

  void sendRefused(Party from, Party to, long now) {
    String what =
        from.with(to).current() == null ? "sends without a session" : "sends in an expired session";
    judge.refuses(what, from, Reason.NO_SESSION, () -> encrypt(from, to, PLAIN, now));
  }

  UnderWay.Pairwise send(Party from, Party to, int length, long now) {
    return send(from, to, Bytes.concat(PLAIN, randomness.bytes(length)), now);
  }

  UnderWay.Pairwise send(Party from, Party to, byte[] text, long now) {
    SideModel side = from.with(to).current();
    if (side == null) {
      throw new IllegalStateException("no session to send in");
    }
    CiphertextMessage message = judge.succeeds("sends", () -> encrypt(from, to, text, now));
    int type = side.isUnanswered() ? CiphertextMessage.PREKEY : CiphertextMessage.WHISPER;
    assertEquals(type, message.type(), "the type of a message");
    return new UnderWay.Pairwise(
        from, to, text, side.session(), side.sendingKey(), side.takeSendingIndex(), message);
  }

  /** Whether it was read. */
  boolean arrive(UnderWay.Pairwise message, long now) {
    Party reader = message.to();
    SideModel side = reader.with(message.from()).find(message.session());
    boolean reads =
        side == null ? message.startsSession() : side.reads(message.ratchetKey(), message.index());
    if (reads) {
      String what = side == null ? "reads and has a new session" : "reads";
      judge.reads(what, message.text(), () -> decrypt(message, now));
      read(message, side, now);
    } else {
      refused(message, side, now);
    }
    return reads;
  }

  private void read(UnderWay.Pairwise message, @Nullable SideModel known, long now) {
    RecordModel record = message.to().with(message.from());
    SideModel side = known == null ? SideModel.responder(message.session()) : known;
    if (known != null && known != record.current()) {
      judge.count("an archived session is current again");
    }
    side.read(message.ratchetKey(), message.index(), now);
    record.makeCurrent(side);
  }

  private void refused(UnderWay.Pairwise message, @Nullable SideModel side, long now) {
    boolean duplicate = side != null && side.knowsChain(message.ratchetKey());
    boolean stranger = message.to().with(message.from()).isEmpty();
    Reason reason = duplicate ? Reason.DUPLICATE : stranger ? Reason.NO_SESSION : Reason.INVALID;
    String what =
        duplicate ? "a duplicate" : stranger ? "a message without a session" : "of a chain gone";
    judge.refuses(what, message.to(), reason, () -> decrypt(message, now));
  }

  /**
   * One bit changed: refused, unless what surrounds the message in a prekey message does not count,
   * in which case the right text is read. Says whether it was.
   */
  boolean arriveCorrupted(UnderWay.Pairwise message, int bit, long now) {
    byte[] bytes = message.message().bytes().clone();
    bytes[bit / 8 % bytes.length] ^= (byte) (1 << (bit % 8));
    UnderWay.Pairwise corrupted = message.with(bytes);
    SideModel side = message.to().with(message.from()).find(message.session());
    boolean reads = side == null || side.reads(message.ratchetKey(), message.index());
    if (message.startsSession() && reads && readsAnyhow(corrupted, now)) {
      judge.count("reads with a bit changed that says nothing");
      read(message, side, now);
      return true;
    }
    judge.refuses("a changed bit", message.to(), null, () -> decrypt(corrupted, now));
    return false;
  }

  private static boolean readsAnyhow(UnderWay.Pairwise corrupted, long now) {
    try {
      if (Arrays.equals(corrupted.text(), decrypt(corrupted, now))) {
        return true;
      }
      throw new AssertionError("a changed bit changed the text");
    } catch (ProtocolException refused) {
      return false;
    }
  }

  /** To somebody else, and to the right one as if from somebody else. */
  void misdirected(UnderWay.Pairwise message, Party third, long now) {
    judge.refuses(
        "for somebody else",
        third,
        null,
        () ->
            third
                .engine()
                .decrypt(store(third), message.from().device().address(), message.message(), now));
    Party reader = message.to();
    judge.refuses(
        "from somebody else",
        reader,
        null,
        () ->
            reader
                .engine()
                .decrypt(store(reader), third.device().address(), message.message(), now));
  }

  /** The reader says it could not read; the sender archives the session if it still sends so. */
  void archive(UnderWay.Pairwise message, long now) {
    Party sender = message.from();
    Party reader = message.to();
    byte[] error =
        judge.succeeds(
            "makes a decryption error",
            () -> reader.engine().decryptionError(message.message(), now, 1));
    SideModel side = sender.with(reader).current();
    boolean names =
        side != null
            && side.session() == message.session()
            && side.sendingKey() == message.ratchetKey();
    boolean archived =
        judge.succeeds(
            names ? "archives a session" : "archives nothing",
            () -> sender.engine().archiveSession(store(sender), reader.device().address(), error));
    assertEquals(names, archived, "whether a session was archived");
    if (archived) {
      sender.with(reader).archive();
    }
  }

  void forget(Party party, Party other, long keptBefore) {
    judge.succeeds(
        "forgets skipped keys",
        () -> {
          party.engine().forgetSkippedKeys(store(party), other.device().address(), keptBefore);
          return true;
        });
    if (party.forgets()) {
      party.with(other).forgetBefore(keptBefore);
    }
  }

  void bothAreAnswered(Party one, Party other, long now) {
    for (UnderWay.Pairwise last :
        new UnderWay.Pairwise[] {send(one, other, 1, now), send(other, one, 1, now)}) {
      assertEquals(CiphertextMessage.WHISPER, last.message().type(), "they found together");
      arrive(last, now);
    }
  }

  private static byte[] decrypt(UnderWay.Pairwise message, long now) throws ProtocolException {
    Party reader = message.to();
    return reader
        .engine()
        .decrypt(store(reader), message.from().device().address(), message.message(), now);
  }

  private static CiphertextMessage encrypt(Party from, Party to, byte[] text, long now)
      throws ProtocolException {
    return from.engine().encrypt(store(from), to.device().address(), text, now);
  }

  private static org.understory.signal.MemoryProtocolStore store(Party party) {
    return party.device().store();
  }
}
