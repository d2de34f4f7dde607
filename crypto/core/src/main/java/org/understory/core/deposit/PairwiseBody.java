package org.understory.core.deposit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.DistributionId;
import org.understory.core.content.MessageId;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.Opening;
import org.understory.core.seal.EpochSecret;
import org.understory.wire.id.LogId;

/** What one device tells another inside their session. {@code docs/protocol.md#pairwise} */
public sealed interface PairwiseBody {

  /**
   * The sender's own chain at its current position.
   *
   * @param generation that it serves, at least 1
   * @param counter of the chain, from which its distribution id follows
   * @param distribution the engine's distribution message, 1 to 1024 bytes; secret
   */
  record SenderKey(LogId channel, int generation, int counter, byte[] distribution)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "SenderKey[generation=" + generation + ", counter=" + counter + "]";
    }
  }

  /** Asks the owner of a chain for its current state. */
  record SenderKeyRequest(LogId channel, DistributionId distribution) implements PairwiseBody {}

  /**
   * The current epoch's secret and the roster key; both are compared with the EPOCH entry before
   * use.
   *
   * @param rosterKeyGeneration at least 1
   * @param rosterKey 32 bytes, secret
   */
  record EpochSecretBody(EpochSecret secret, int rosterKeyGeneration, byte[] rosterKey)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "EpochSecretBody[" + secret + ", rosterKeyGeneration=" + rosterKeyGeneration + "]";
    }
  }

  /**
   * A part of the rescue key's seed: dealt to a member, or handed to whoever carries out what two
   * thirds have chosen. Compared with the key before use.
   *
   * @param handed whether it is handed on rather than dealt
   * @param index 1..255
   * @param needed how many parts give the seed, 1..255
   * @param share 32 bytes, secret
   * @param key 32 bytes, Ed25519, the rescue key that the server knows
   * @param setVersion of the steward set that the key stands in
   */
  record RescueShare(
      boolean handed, int index, int needed, byte[] share, byte[] key, long setVersion)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "RescueShare[" + index + " of " + needed + " needed]";
    }
  }

  /**
   * A part of a member's recovery sheet, which the receiver keeps for it ({@code
   * docs/protocol.md#shares}).
   *
   * @param owner the member
   * @param index 1..8
   * @param needed how many parts give the sheet's secret, 2..8
   * @param share 16 bytes, secret
   * @param check 8 bytes, what the secret hashes to
   * @param time milliseconds: a later one of the same owner takes its place
   * @param revoked it is to be forgotten
   */
  record SheetShare(
      MemberId owner, int index, int needed, byte[] share, byte[] check, long time, boolean revoked)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "SheetShare[" + index + " of " + needed + " needed]";
    }
  }

  /**
   * The newest leases that the sender knows ({@code docs/protocol.md#lease}).
   *
   * @param leases canonical SignedLeases, 1 to 32
   */
  record LeaseNotice(List<byte[]> leases) implements PairwiseBody {
    @Override
    public String toString() {
      return "LeaseNotice";
    }
  }

  /**
   * What stewards share ({@code docs/protocol.md#stewards-log}); compared with the EPOCH entry
   * before use.
   *
   * @param secret 32 bytes
   * @param epochSeq number of the EPOCH entry that committed to it first
   */
  record StewardSecret(byte[] secret, long epochSeq) implements PairwiseBody {
    @Override
    public String toString() {
      return "StewardSecret[" + epochSeq + "]";
    }
  }

  /**
   * A steward asks a member about somebody who wants to join ({@code docs/protocol.md#vouch}).
   *
   * @param request the request hash, 32 bytes
   * @param name as in the request, 1 to 256 bytes
   * @param text 0 to 512 bytes
   * @param answerBy milliseconds
   */
  record VouchAsk(byte[] request, String name, String text, long answerBy) implements PairwiseBody {
    @Override
    public String toString() {
      return "VouchAsk";
    }
  }

  /**
   * A member tells a steward what it knows of a joiner.
   *
   * @param vouch canonical SignedVouch
   */
  record VouchNotice(byte[] vouch) implements PairwiseBody {
    @Override
    public String toString() {
      return "VouchNotice";
    }
  }

  /**
   * Entries that the receiver may not know, and voices for ending a fork ({@code
   * docs/protocol.md#fork}). Each entry stands on one that comes before it or that the receiver
   * has.
   *
   * @param entries canonical signed entries, 0 to 64, 32 KiB in all
   * @param approvals canonical signed approvals of a RESOLVE, 0 to 16
   */
  record ForkNotice(List<byte[]> entries, List<byte[]> approvals) implements PairwiseBody {
    /** The most bytes of entries in one notice. */
    public static final int MAX_BYTES = 28_000;

    public ForkNotice {
      entries = List.copyOf(entries);
      approvals = List.copyOf(approvals);
    }

    @Override
    public String toString() {
      return "ForkNotice[" + entries.size() + ", " + approvals.size() + "]";
    }
  }

  /**
   * A keeper's voice for an act in a compartment that needs more of them; to the other keepers.
   *
   * @param kind of the entry
   * @param body its canonical body, 1 to 4096 bytes
   * @param approval a canonical SignedApproval of it, at most 256 bytes; empty: the sender's voice
   *     for it is taken back
   */
  record CompartmentVoice(GroupId compartment, int kind, byte[] body, byte[] approval)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "CompartmentVoice[" + kind + "]";
    }
  }

  /**
   * What opens a compartment now; compared with the EPOCH of its chain before use.
   *
   * @param rosterKeyGeneration at least 1
   * @param rosterKey 32 bytes, secret
   * @param rosterLog where its chain lies
   * @param name opens the commitment of its CREATE; null while the sender does not know it
   */
  record CompartmentSecret(
      GroupId compartment,
      EpochSecret secret,
      int rosterKeyGeneration,
      byte[] rosterKey,
      LogId rosterLog,
      @Nullable Opening name)
      implements PairwiseBody {
    @Override
    public String toString() {
      return "CompartmentSecret[" + secret + "]";
    }
  }

  /**
   * Shows who asked, and is in the compartment no more, by which entries that came about; they are
   * judged like those of its log.
   *
   * @param entries canonical signed entries in the order of the chain, 1 to 64, {@link #MAX_BYTES}
   *     in all; the last takes the receiver out
   */
  record CompartmentEnd(GroupId compartment, List<byte[]> entries) implements PairwiseBody {
    /** The most bytes of entries in one notice. */
    public static final int MAX_BYTES = 28_000;

    /** The most entries in one notice. */
    public static final int MOST_ENTRIES = 64;

    public CompartmentEnd {
      entries = List.copyOf(entries);
    }

    @Override
    public String toString() {
      return "CompartmentEnd[" + entries.size() + "]";
    }
  }

  /** Asks for the {@link CompartmentSecret} of now. */
  record CompartmentAsk(GroupId compartment) implements PairwiseBody {
    @Override
    public String toString() {
      return "CompartmentAsk";
    }
  }

  /**
   * The secret behind the post key of an announcement channel; compared with the key that the
   * roster names before use.
   *
   * @param secret 32 bytes
   */
  record PosterSecret(LogId channel, byte[] secret) implements PairwiseBody {
    @Override
    public String toString() {
      return "PosterSecret";
    }
  }

  /** Asks a steward for it. */
  record PosterAsk(LogId channel) implements PairwiseBody {}

  /**
   * A message between two members, to every device of both ({@code docs/protocol.md#direct}).
   *
   * @param with the other member, as the sender sees it
   * @param content a canonical Content
   */
  record Direct(MemberId with, byte[] content) implements PairwiseBody {
    @Override
    public String toString() {
      return "Direct";
    }
  }

  /**
   * A message shown to who looks after its channel ({@code docs/protocol.md#report}): with proof,
   * or, of a direct message, as a claim.
   *
   * @param words of who reports it, 0 to 2048 bytes
   * @param content a canonical Content, which is all a claim has; else empty
   * @param message the sender-key message
   * @param seed of its message key, 32 bytes
   * @param commitment {@code C} of its envelope, 32 bytes
   */
  record Report(
      LogId channel, String words, byte[] content, byte[] message, byte[] seed, byte[] commitment)
      implements PairwiseBody {
    /** Most bytes of words. */
    public static final int MAX_WORDS = 2048;

    @Override
    public String toString() {
      return "Report";
    }
  }

  /**
   * A message that was to be seen once has been, on another device of the same member.
   *
   * @param until when it would have disappeared, milliseconds; 0: never
   */
  record Burnt(LogId channel, MessageId message, long until) implements PairwiseBody {
    @Override
    public String toString() {
      return "Burnt";
    }
  }

  /** Says nothing; its arrival acknowledges the session. */
  record Empty() implements PairwiseBody {}

  /**
   * A kind of body that a newer client sent; to be dropped.
   *
   * @param field the number in {@code Pairwise}, 15 to 31
   */
  record Unknown(int field) implements PairwiseBody {}
}
