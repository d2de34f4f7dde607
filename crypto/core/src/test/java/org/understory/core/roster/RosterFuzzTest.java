package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.understory.core.seal.Canonical;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * Any bytes at all to every decoder of the roster. With {@code JAZZER_FUZZ=1} these search for new
 * bytes; otherwise they try the corpus beside them again.
 */
final class RosterFuzzTest {
  private static final TestGroup GROUP = TestGroup.founded(140);
  private static final Bounds LENGTH = Bounds.upTo(65_536);

  @FuzzTest
  void signed_entry(byte[] bytes) {
    Canonical.orRefused(
        bytes,
        b -> {
          SignedEntry entry = EntryCodec.decode(b);
          return new SignedEntry(
                  entry.entry(), EntryCodec.encodeEntry(entry.entry()), entry.signature())
              .bytes();
        });
  }

  @FuzzTest
  void any_body(byte[] bytes) {
    for (EntryKind kind : EntryKind.values()) {
      Canonical.orRefused(bytes, b -> BodyCodec.encode(BodyCodec.decode(kind, b)));
    }
  }

  /**
   * Nobody but the founder signs for the founder: whatever comes, a running group stays as it is.
   */
  @FuzzTest
  void applied_to_a_group(byte[] bytes) {
    Verdict verdict = new Roster(GROUP.sealer()).apply(GROUP.state(), bytes);
    assertInstanceOf(Verdict.Void.class, verdict);
  }

  @FuzzTest
  void device_key_set(byte[] bytes) {
    Canonical.orRefused(bytes, b -> DeviceKeySet.decode(b).encode());
  }

  @FuzzTest
  void device_keys(byte[] bytes) {
    Canonical.orRefused(
        bytes,
        b ->
            ProtoWriter.encode(
                ProtoReader.decode(b, LENGTH, DeviceKeysCodec::read), DeviceKeysCodec::write));
  }

  @FuzzTest
  void opening(byte[] bytes) {
    Canonical.orRefused(
        bytes,
        b -> ProtoWriter.encode(ProtoReader.decode(b, LENGTH, Opening::read), Opening::write));
  }

  @FuzzTest
  void proposal(byte[] bytes) {
    Canonical.orRefused(bytes, b -> Proposal.decode(b).encode());
  }

  @FuzzTest
  void signed_proposal(byte[] bytes) {
    Canonical.orRefused(bytes, b -> SignedProposal.decode(b).encode());
  }

  @FuzzTest
  void signed_approval(byte[] bytes) {
    Canonical.orRefused(bytes, b -> SignedApproval.decode(b).encode());
  }

  @FuzzTest
  void signed_recovery(byte[] bytes) {
    Canonical.orRefused(bytes, b -> SignedRecovery.decode(b).encode());
  }
}
