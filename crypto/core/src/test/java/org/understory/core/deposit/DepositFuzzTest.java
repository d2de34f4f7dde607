package org.understory.core.deposit;

import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.core.content.Fixture;

/**
 * Any bytes at all to every decoder of deposits. With {@code JAZZER_FUZZ=1} these search for new
 * bytes; otherwise they try the corpus beside them again.
 */
class DepositFuzzTest {

  @FuzzTest
  void pairwise(byte[] bytes) {
    Fixture.refusedOrCanonical(
        bytes,
        b -> {
          Pairwise message = Pairwise.decode(b);
          return message.body() instanceof PairwiseBody.Unknown ? b : message.encode();
        });
  }

  @FuzzTest
  void sealed_deposit(byte[] bytes) {
    Fixture.refusedOrCanonical(bytes, b -> SealedDeposit.decode(b).encode());
  }

  @FuzzTest
  void knock(byte[] bytes) {
    Fixture.refusedOrCanonical(bytes, b -> Knock.decode(b).encode());
  }

  @FuzzTest
  void repair_request(byte[] bytes) {
    Fixture.refusedOrCanonical(bytes, b -> RepairRequest.decode(b).encode());
  }

  @FuzzTest
  void epoch_packet(byte[] bytes) {
    EpochPacket.generationOf(bytes);
    assertNull(
        EpochPacket.open(
            Fixture.sealer(), Fixture.filled(32, 1), Fixture.SPACE, Fixture.MAILBOX, bytes));
  }
}
