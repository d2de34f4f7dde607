package org.understory.interop.interaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.understory.signal.MemoryProtocolStore;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.SeededRandomness;
import org.understory.signal.codec.Bytes;

/** Sender keys: chains that parties start, share, use and replace, and what reads under them. */
final class Chains {
  /** In front of a distribution message that goes through a session, with chain and position. */
  static final byte[] DISTRIBUTION = {1};

  private final Judge judge;
  private final SeededRandomness randomness;
  private final Map<Integer, Party> owners = new HashMap<>();

  Chains(Judge judge, SeededRandomness randomness) {
    this.judge = judge;
    this.randomness = randomness;
  }

  void replace(Party party) {
    int chain = owners.size();
    owners.put(chain, party);
    party.startChain(chain);
    judge.count("replaces a chain");
  }

  /**
   * What is sent to share the chain at its present position; makes the chain when there is none.
   */
  byte[] distribution(Party party) {
    byte[] position = new byte[8];
    byte[] message = ensure(party);
    Bytes.putInt(position, 0, party.ownChain());
    Bytes.putInt(position, 4, party.ownIteration());
    return Bytes.concat(DISTRIBUTION, position, message);
  }

  private byte[] ensure(Party party) {
    if (party.ownChain() < 0) {
      replace(party);
    }
    byte[] id = Party.distributionId(party.ownChain());
    return judge.succeeds(
        "shares a chain",
        () ->
            party.engine().createSenderKeyDistribution(store(party), party.device().address(), id));
  }

  /** Takes in a distribution message, when that is what was read in a session. */
  void learn(UnderWay.Pairwise read, long now) {
    byte[] text = read.text();
    if (text[0] != DISTRIBUTION[0]) {
      return;
    }
    Party reader = read.to();
    judge.succeeds(
        "learns a chain",
        () -> {
          reader
              .engine()
              .processSenderKeyDistribution(
                  store(reader),
                  read.from().device().address(),
                  Arrays.copyOfRange(text, 9, text.length));
          return true;
        });
    int position = Bytes.getInt(text, 5);
    reader
        .senderChains()
        .computeIfAbsent(Bytes.getInt(text, 1), unknown -> new ChainModel(position));
  }

  /** The same message for each of the others, also for those who cannot read it. */
  List<UnderWay> post(Party from, List<Party> parties, int length) {
    ensure(from);
    byte[] id = Party.distributionId(from.ownChain());
    byte[] text = randomness.bytes(length);
    byte[] message =
        judge.succeeds(
            "posts",
            () -> from.engine().groupEncrypt(store(from), from.device().address(), id, text));
    int index = from.takeIteration();
    List<UnderWay> copies = new ArrayList<>();
    for (Party to : parties) {
      if (to != from) {
        copies.add(new UnderWay.Posted(from, to, text, from.ownChain(), index, message));
      }
    }
    return copies;
  }

  void arrive(UnderWay.Posted posted, long now) {
    ChainModel chain = posted.to().senderChains().get(posted.chain());
    if (chain == null) {
      String what = posted.to().isRemoved() ? "a post after removal" : "a post of a chain unknown";
      judge.refuses(what, posted.to(), Reason.NO_SENDER_KEY, () -> decrypt(posted, now));
    } else if (chain.reads(posted.index())) {
      judge.reads("reads a post", posted.text(), () -> decrypt(posted, now));
      chain.read(posted.index(), now);
    } else {
      judge.refuses(
          "a post again, or from before",
          posted.to(),
          Reason.DUPLICATE,
          () -> decrypt(posted, now));
    }
  }

  void arriveCorrupted(UnderWay.Posted posted, int bit, long now) {
    byte[] bytes = posted.message().clone();
    bytes[bit / 8 % bytes.length] ^= (byte) (1 << (bit % 8));
    UnderWay.Posted corrupted =
        new UnderWay.Posted(
            posted.from(), posted.to(), posted.text(), posted.chain(), posted.index(), bytes);
    judge.refuses("a post with a changed bit", posted.to(), null, () -> decrypt(corrupted, now));
  }

  void forget(Party party, Party sender, long keptBefore) {
    party
        .senderChains()
        .forEach((number, chain) -> {
          if (owners.get(number) == sender) {
            forget(party, sender, number, keptBefore);
            if (party.forgets()) {
              chain.forgetBefore(keptBefore);
            }
          }
        });
  }

  private void forget(Party party, Party sender, int chain, long keptBefore) {
    judge.succeeds(
        "forgets skipped sender keys",
        () -> {
          party
              .engine()
              .forgetSkippedSenderKeys(
                  store(party), sender.device().address(), Party.distributionId(chain), keptBefore);
          return true;
        });
  }

  private static byte[] decrypt(UnderWay.Posted posted, long now) throws ProtocolException {
    Party reader = posted.to();
    return reader
        .engine()
        .groupDecrypt(store(reader), posted.from().device().address(), posted.message(), now);
  }

  private static MemoryProtocolStore store(Party party) {
    return party.device().store();
  }
}
