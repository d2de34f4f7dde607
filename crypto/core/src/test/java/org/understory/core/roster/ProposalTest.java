package org.understory.core.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.channel.ChannelSeal;
import org.understory.core.channel.EpochSeal;
import org.understory.core.content.Fixture;
import org.understory.core.deposit.ProposalSeal;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.id.LogId;

class ProposalTest {
  private static final long BUCKET = Fixture.NOW / 1000;

  private final Sealer sealer = Fixture.sealer();
  private final byte[] seed = Fixture.filled(32, 70);
  private final byte[] signingKey = sealer.primitives().ed25519().publicKey(seed);
  private final Proposal leave = leave(Fixture.GROUP, Fixture.ADA);
  private final SignedProposal signed = SignedProposal.sign(sealer, seed, leave);
  private final byte[] envelope =
      ProposalSeal.seal(sealer, Fixture.SECRET, Fixture.SPACE, BUCKET, signed);

  @Test
  void a_proposal_travels_sealed_and_comes_back_verified() {
    SignedProposal read =
        Objects.requireNonNull(
            ProposalSeal.open(sealer, Fixture.SECRET, Fixture.SPACE, BUCKET, envelope));
    Proposal verified = read.verify(sealer, Fixture.GROUP, device -> signingKey);
    assertNotNull(verified);
    assertInstanceOf(Act.Leave.class, verified.act());
    assertEquals(Fixture.ADA, verified.device());
    assertEquals(Fixture.NOW, verified.time());
    assertEquals(4, verified.rosterSeq());
    assertArrayEquals(Fixture.HEAD, verified.rosterHead());
    assertArrayEquals(signed.hash(sealer), read.hash(sealer));
    assertEquals(Fixture.EPOCH, EpochSeal.epochOf(envelope));
  }

  @Test
  void a_proposal_of_another_group_or_of_nobody_known_is_refused() {
    assertNull(signed.verify(sealer, Fixture.OTHER_GROUP, device -> signingKey));
    assertNull(signed.verify(sealer, Fixture.GROUP, device -> null));
  }

  @Test
  void a_proposal_that_another_device_signed_is_refused() {
    byte[] other = sealer.primitives().ed25519().publicKey(Fixture.filled(32, 71));
    assertNull(signed.verify(sealer, Fixture.GROUP, device -> other));
    SignedProposal forBo =
        new SignedProposal(leave(Fixture.GROUP, Fixture.BO).encode(), signed.signature());
    assertNull(forBo.verify(sealer, Fixture.GROUP, device -> signingKey));
    SignedProposal broken = new SignedProposal(new byte[] {1}, signed.signature());
    assertNull(broken.verify(sealer, Fixture.GROUP, device -> signingKey));
  }

  @Test
  void a_signature_for_another_purpose_does_not_verify() {
    byte[] statement = sealer.sign(seed, "knock", leave.encode());
    SignedProposal other = new SignedProposal(leave.encode(), statement);
    assertNull(other.verify(sealer, Fixture.GROUP, device -> signingKey));
  }

  @Test
  void an_envelope_elsewhere_or_of_another_epoch_is_refused() {
    assertNull(ProposalSeal.open(sealer, Fixture.SECRET, Fixture.OTHER_SPACE, BUCKET, envelope));
    assertNull(ProposalSeal.open(sealer, Fixture.SECRET, Fixture.SPACE, BUCKET + 1, envelope));
    EpochSecret later = EpochSecret.of(2, 4, Fixture.SECRET.secretBytes());
    assertNull(ProposalSeal.open(sealer, later, Fixture.SPACE, BUCKET, envelope));
  }

  @Test
  void a_channel_message_is_no_proposal_and_the_other_way_round() {
    byte[] message =
        ChannelSeal.seal(
            sealer, Fixture.SECRET, Fixture.SPACE, LogId.PROPOSALS, BUCKET, signed.encode());
    assertNull(ProposalSeal.open(sealer, Fixture.SECRET, Fixture.SPACE, BUCKET, message));
    assertNull(
        ChannelSeal.open(sealer, Fixture.SECRET, Fixture.SPACE, LogId.PROPOSALS, BUCKET, envelope));
  }

  @Test
  void another_proposal_has_another_hash() {
    SignedProposal other = SignedProposal.sign(sealer, seed, leave(Fixture.GROUP, Fixture.BO));
    assertFalse(Arrays.equals(signed.hash(sealer), other.hash(sealer)));
  }

  @Test
  void kinds_that_are_not_known_are_refused() {
    byte[] bytes = leave.encode();
    bytes[3] = 10;
    assertThrows(InvalidWireException.class, () -> Proposal.decode(bytes));
  }

  @Test
  void bytes_that_are_no_proposal_are_refused() {
    byte[] proposal = leave.encode();
    byte[] whole = signed.encode();
    for (int length = 0; length < proposal.length; length++) {
      byte[] cut = Arrays.copyOf(proposal, length);
      assertThrows(InvalidWireException.class, () -> Proposal.decode(cut));
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(InvalidWireException.class, () -> SignedProposal.decode(cut));
    }
    assertEquals("SignedProposal", signed.toString());
    assertEquals("Proposal[1]", leave.toString());
  }

  private static Proposal leave(GroupId group, DeviceId device) {
    return new Proposal(new Act.Leave(), group, device, Fixture.NOW, 4, Fixture.HEAD);
  }
}
