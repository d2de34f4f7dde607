package org.understory.core.fork;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.EntryCodec;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.Member;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Roster;
import org.understory.core.roster.RosterState;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.Verdict;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * That a group forked, in bytes that need nothing else (FK-8): the common line from CREATE, and on
 * top of it two branches that contradict each other. {@code roster.proto}, {@code ForkProof}.
 *
 * <p><b>Guarantees.</b> What {@link #verify} accepts can't be made up: every entry of it was signed
 * by somebody who was allowed to at that place, in a group whose id is the hash of the first one.
 *
 * <p><b>Does not protect against</b> taking it for an accusation: two different people who signed
 * at the same moment may both be honest. It names who signed both.
 *
 * @param line canonical signed entries from CREATE to the one that both branches stand on
 * @param one the first branch, at least one entry
 * @param other the second
 */
public record ForkProof(List<SignedEntry> line, List<SignedEntry> one, List<SignedEntry> other) {
  /** The most bytes of an encoded proof. */
  public static final int MAX = 4 * 1024 * 1024;

  private static final Bounds WHOLE = Bounds.of(1, MAX);
  private static final Bounds ENTRIES = Bounds.of(1, 65_536);
  private static final Bounds ENTRY = Bounds.of(1, EntryCodec.MAX_SIGNED_ENTRY);

  /** Why bytes prove no fork; numbers as in {@code docs/checks.md}. */
  public enum Refusal {
    /** Not canonical, or longer than a proof may be. */
    MALFORMED("FP-1"),
    /** The common line does not hold from CREATE on. */
    LINE("FP-2"),
    /** A branch does not hold on top of the line. */
    BRANCH("FP-3"),
    /** Both branches begin with the same entry. */
    SAME("FP-4");

    private final String id;

    Refusal(String id) {
      this.id = id;
    }

    /** The check's id in {@code docs/checks.md}. */
    public String id() {
      return id;
    }
  }

  /** What came of looking at a proof. */
  public sealed interface Finding {}

  /**
   * The group forked.
   *
   * @param seq the number of the entries that contradict each other
   * @param oneTime the time that the first entry of the first branch says, milliseconds
   * @param both who signed on both branches
   */
  public record Proven(
      GroupId group,
      long seq,
      MemberId oneAuthor,
      MemberId otherAuthor,
      long oneTime,
      long otherTime,
      Set<MemberId> both)
      implements Finding {}

  /** These bytes prove nothing. */
  public record Nothing(Refusal refusal) implements Finding {}

  public ForkProof {
    line = List.copyOf(line);
    one = List.copyOf(one);
    other = List.copyOf(other);
  }

  /**
   * The proof of a fork of this line: its own branch's first entry, and of the other branch as much
   * as it takes to come to somebody who speaks on it against the line.
   */
  public static ForkProof of(RosterState line, Fork fork) {
    List<SignedEntry> own = line.entriesFrom(0);
    List<SignedEntry> other = new ArrayList<>();
    Twig telling = fork.twigs().get(fork.twigs().size() - 1);
    for (Twig twig : fork.twigs()) {
      Set<MemberId> counting = new HashSet<>(twig.voices());
      counting.retainAll(fork.by());
      if (!counting.isEmpty()) {
        telling = twig;
        break;
      }
    }
    for (SignedEntry entry : telling.after().entriesFrom(fork.seq())) {
      other.add(entry);
    }
    return new ForkProof(own.subList(0, (int) fork.seq()), List.of(fork.own()), other);
  }

  /** The canonical bytes; null when they would be more than {@link #MAX}. */
  public byte @Nullable [] encoded() {
    ProtoWriter writer = new ProtoWriter();
    write(writer, 1, line);
    write(writer, 2, one);
    write(writer, 3, other);
    byte[] bytes = writer.toByteArray();
    return bytes.length > MAX ? null : bytes;
  }

  private static void write(ProtoWriter writer, int field, List<SignedEntry> entries) {
    List<byte[]> all = new ArrayList<>();
    for (SignedEntry entry : entries) {
      all.add(entry.bytes());
    }
    writer.repeatedBytes(field, all, ENTRIES, ENTRY);
  }

  /** Looks at bytes that claim to prove a fork. Needs nothing but them. */
  public static Finding verify(Sealer sealer, byte[] proof) {
    try {
      return ProtoReader.decode(
              proof, WHOLE, r -> new ForkProof(read(r, 1), read(r, 2), read(r, 3)))
          .verify(sealer);
    } catch (InvalidWireException e) {
      return new Nothing(Refusal.MALFORMED);
    }
  }

  private static List<SignedEntry> read(ProtoReader reader, int field) throws InvalidWireException {
    List<SignedEntry> entries = new ArrayList<>();
    for (byte[] entry : reader.repeatedBytes(field, ENTRIES, ENTRY)) {
      entries.add(EntryCodec.decode(entry));
    }
    return entries;
  }

  private Finding verify(Sealer sealer) {
    Roster roster = new Roster(sealer);
    RosterState fork = RosterState.EMPTY;
    for (SignedEntry entry : line) {
      if (!(roster.apply(fork, entry) instanceof Verdict.Applied ok)) {
        return new Nothing(Refusal.LINE);
      }
      fork = ok.next();
    }
    if (Decisions.same(one.get(0), other.get(0))) {
      return new Nothing(Refusal.SAME);
    }
    Set<MemberId> both = authors(roster, fork, one);
    Set<MemberId> others = authors(roster, fork, other);
    if (both.isEmpty() || others.isEmpty()) {
      return new Nothing(Refusal.BRANCH);
    }
    both.retainAll(others);
    return new Proven(
        fork.groupId(),
        fork.seq() + 1,
        author(fork, one.get(0)),
        author(fork, other.get(0)),
        one.get(0).entry().time(),
        other.get(0).entry().time(),
        both);
  }

  /** The authors of a branch; none when it does not hold. */
  private static Set<MemberId> authors(Roster roster, RosterState fork, List<SignedEntry> branch) {
    Set<MemberId> authors = new HashSet<>();
    RosterState state = fork;
    for (SignedEntry entry : branch) {
      if (!(roster.apply(state, entry) instanceof Verdict.Applied ok)) {
        return Set.of();
      }
      authors.add(author(state, entry));
      state = ok.next();
    }
    return authors;
  }

  private static MemberId author(RosterState before, SignedEntry entry) {
    Member author = before.memberOf(entry.entry().actor());
    if (author == null) {
      throw new AssertionError("an applied entry without an author");
    }
    return author.id();
  }

  @Override
  public String toString() {
    return "ForkProof[" + line.size() + ", " + one.size() + ", " + other.size() + "]";
  }
}
