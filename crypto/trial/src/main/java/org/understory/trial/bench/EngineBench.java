package org.understory.trial.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.DeviceAddress;
import org.understory.signal.PreKeyBundle;
import org.understory.signal.ProtocolException;
import org.understory.signal.SignalEngine;

/**
 * The rows of {@code ops/bench engine} over one engine. Each method does the work of a row so many
 * times; what it needs first is made when it is first asked for, by {@link #prepare}. Every
 * plaintext is checked. Who calls has the clock.
 */
public final class EngineBench {
  static final byte[] DISTRIBUTION = {
    (byte) 0xd1,
    0x0d,
    (byte) 0x8e,
    0x41,
    0x54,
    0x3d,
    0x40,
    0x0e,
    (byte) 0xa0,
    0x33,
    0x1c,
    0x22,
    0x7a,
    0x4f,
    0x61,
    0x5b
  };
  private static final byte[] TEXT = text();

  private final SignalEngine engine;
  private final List<Party> others = new ArrayList<>();
  private final List<PreKeyBundle> bundles = new ArrayList<>();
  private Party initiator;
  private final List<Published> ahead = new ArrayList<>();
  private int next;
  private int held;
  private @Nullable Talk talk;
  private @Nullable Party founder;
  private @Nullable Party writer;
  private @Nullable Group group;
  private List<byte[]> written = List.of();

  public EngineBench(SignalEngine engine) {
    this.engine = engine;
    initiator = new Party(engine, "initiator");
  }

  /** 256 bytes that look like a message. */
  static byte[] text() {
    byte[] text = new byte[256];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (' ' + i % 90);
    }
    return text;
  }

  private static final class Talk {
    Party from;
    Party to;

    Talk(Party from, Party to) {
      this.from = from;
      this.to = to;
    }

    void say(int messages) throws ProtocolException {
      for (int i = 0; i < messages; i++) {
        require(to.decrypt(from.address, from.encrypt(to.address, TEXT)));
        Party answering = to;
        to = from;
        from = answering;
      }
    }
  }

  private record Published(Party party, PreKeyBundle bundle) {}

  private record Group(Party writer, Party reader) {}

  /** Makes members until there are {@code count} beside the one who founds. */
  public void prepare(int count) {
    for (int i = others.size(); i < count; i++) {
      Party other = new Party(engine, "other" + i);
      others.add(other);
      bundles.add(other.publish());
    }
  }

  /** Sessions from a bundle each, with their first message. */
  public void sessions(int count) {
    unrefused(() -> {
      for (int i = 0; i < count; i++) {
        if (next == bundles.size()) {
          next = 0;
          initiator = new Party(engine, "initiator");
        }
        Party to = others.get(next);
        initiator.start(to.address, bundles.get(next++));
        CiphertextMessage first = initiator.encrypt(to.address, TEXT);
        requireThat(first.type() == CiphertextMessage.PREKEY);
      }
      return 0;
    });
  }

  /** Publishes bundles for {@link #establish}. */
  public void publish(int count) {
    ahead.clear();
    for (int i = 0; i < count; i++) {
      Party to = new Party(engine, "to" + held++);
      ahead.add(new Published(to, to.publish()));
    }
  }

  /** Sessions from those bundles: verified, the first message encrypted and decrypted. */
  public void establish() {
    unrefused(() -> {
      for (Published each : ahead) {
        Party to = each.party;
        initiator.start(to.address, each.bundle);
        require(to.decrypt(initiator.address, initiator.encrypt(to.address, TEXT)));
      }
      return 0;
    });
  }

  /** Messages to and fro in one session, each encrypted and decrypted. */
  public void talk(int messages) {
    unrefused(() -> {
      if (talk == null) {
        talk = established(new Party(engine, "a"), new Party(engine, "b"));
      }
      talk.say(messages);
      return 0;
    });
  }

  private static Talk established(Party from, Party to) throws ProtocolException {
    from.start(to.address, to.publish());
    Talk talk = new Talk(from, to);
    talk.say(2);
    return talk;
  }

  /** Group messages of one chain, encrypted. */
  public void groupEncrypt(int messages) {
    unrefused(() -> {
      if (writer == null) {
        writer = new Party(engine, "writer");
        writer.distribution();
      }
      for (int i = 0; i < messages; i++) {
        writer.groupEncrypt(TEXT);
      }
      return 0;
    });
  }

  /** Encrypts what {@link #groupDecrypt} will read: of this chain, every message is read. */
  public void write(int messages) {
    unrefused(() -> {
      Group made = group();
      written = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        written.add(made.writer.groupEncrypt(TEXT));
      }
      return 0;
    });
  }

  /** Decrypts what {@link #write} wrote. */
  public void groupDecrypt() {
    unrefused(() -> {
      Group made = group();
      for (byte[] message : written) {
        require(made.reader.groupDecrypt(made.writer.address, message));
      }
      written = List.of();
      return 0;
    });
  }

  /** The length of one group message. */
  public int groupBytes() {
    return unrefused(() -> {
      Party alone = new Party(engine, "alone");
      alone.distribution();
      return alone.groupEncrypt(TEXT).length;
    });
  }

  private Group group() throws ProtocolException {
    if (group == null) {
      Group made = new Group(new Party(engine, "writer"), new Party(engine, "reader"));
      made.reader.learn(made.writer.address, made.writer.distribution());
      group = made;
    }
    return group;
  }

  /** Sessions with everybody, and the key to everybody. Bytes that would go up. */
  public int found() {
    return unrefused(() -> {
      Party from = new Party(engine, "founder");
      startAll(from);
      return share(from, others);
    });
  }

  /** Makes a founder with sessions that everybody has answered in. */
  public void prepareFounder() {
    if (founder == null) {
      founder = unrefused(this::answered);
    }
  }

  private Party answered() throws ProtocolException {
    Party from = new Party(engine, "answered");
    for (Party other : others) {
      PreKeyBundle fresh = other.publish();
      from.start(other.address, fresh);
      require(other.decrypt(from.address, from.encrypt(other.address, TEXT)));
      require(from.decrypt(other.address, other.encrypt(from.address, TEXT)));
    }
    return from;
  }

  /** A new key to everybody through sessions that are there. Bytes that would go up. */
  public int share() {
    return reshare(0);
  }

  /** A new key to everybody but one, and a message with it. Bytes that would go up. */
  public int remove() {
    return reshare(1);
  }

  private int reshare(int without) {
    prepareFounder();
    return unrefused(() -> {
      Party from = of(founder);
      from.store.forgetSenderKeys();
      int bytes = share(from, others.subList(without, others.size()));
      return without == 0 ? bytes : bytes + from.groupEncrypt(TEXT).length;
    });
  }

  byte[] bundle(int member) {
    return BundleBytes.of(bundles.get(member));
  }

  /** A session with the member of this bundle and the key to it, for as long as this lives. */
  void hold(byte[] bundle) {
    unrefused(() -> {
      DeviceAddress to = new DeviceAddress("held" + held++);
      initiator.start(to, BundleBytes.parse(bundle));
      return initiator.encrypt(to, initiator.distribution()).bytes().length;
    });
  }

  private void startAll(Party from) throws ProtocolException {
    for (int i = 0; i < others.size(); i++) {
      from.start(others.get(i).address, bundles.get(i));
    }
  }

  private static int share(Party from, List<Party> to) throws ProtocolException {
    byte[] distribution = from.distribution();
    int bytes = 0;
    for (Party each : to) {
      bytes += from.encrypt(each.address, distribution).bytes().length;
    }
    return bytes;
  }

  private static void require(byte[] read) {
    requireThat(Arrays.equals(read, TEXT));
  }

  private static void requireThat(boolean right) {
    if (!right) {
      throw new IllegalStateException("a wrong result was measured");
    }
  }

  private static <T> T of(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not prepared");
    }
    return value;
  }

  private interface Work<T> {
    T run() throws ProtocolException;
  }

  private static <T> T unrefused(Work<T> work) {
    try {
      return work.run();
    } catch (ProtocolException e) {
      throw new IllegalStateException("refused: " + e.getMessage(), e);
    }
  }
}
