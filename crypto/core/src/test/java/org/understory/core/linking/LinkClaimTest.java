package org.understory.core.linking;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.understory.core.roster.Act;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.Proposal;
import org.understory.core.roster.RosterAuthor;
import org.understory.core.roster.SignedEntry;
import org.understory.core.roster.SignedProposal;
import org.understory.core.roster.TestGroup;
import org.understory.core.seal.Sealer;

final class LinkClaimTest {
  private final TestGroup group = TestGroup.founded(75);
  private final Sealer sealer = group.sealer();
  private final DeviceKeySet founder = group.founder();
  private final DeviceKeySet fresh = group.device();
  private final DeviceKeys own =
      group.publish(
          new DeviceKeySet(
              founder.member(),
              fresh.device(),
              fresh.mailbox(),
              fresh.identity(),
              fresh.signingSeed(),
              fresh.sealingPrivate(),
              fresh.ownerSeed()));
  private final byte[] head = group.state().head();
  private final long seq = group.state().seq();

  private LinkClaim claim(long atSeq, byte[] atHead) {
    return new LinkClaim(
        sealer,
        new LinkAnswer(
            group.state().groupId(),
            group.space(),
            founder.member(),
            founder.device(),
            group.key(),
            atSeq,
            atHead,
            founder.identity().publicKey()),
        own);
  }

  private RosterAuthor linked(DeviceKeys keys) {
    RosterAuthor author = new RosterAuthor(sealer, group.state(), founder, group.now() + 1_000);
    SignedProposal act =
        SignedProposal.sign(
            sealer,
            founder.signingSeed(),
            new Proposal(
                new Act.DeviceAdd(keys),
                group.state().groupId(),
                founder.device(),
                group.now(),
                group.state().seq(),
                group.state().head()));
    author.append(
        new EntryBody.DeviceAdd(founder.device().bytes(), keys, act.encode(), new byte[0], false));
    return author;
  }

  private List<SignedEntry> line(RosterAuthor author) {
    List<SignedEntry> line = new ArrayList<>(group.entries());
    line.addAll(author.entries());
    return line;
  }

  @Test
  void a_line_without_the_answer_s_head_is_refused() {
    List<SignedEntry> line = line(linked(own));
    assertTrue(claim(seq, head).isAnchored(line));
    assertFalse(claim(seq, group.key()).isAnchored(line));
    assertFalse(claim(seq + 1, head).isAnchored(line));
    assertFalse(claim(line.size(), head).isAnchored(line));
  }

  @Test
  void only_the_very_keys_that_were_revealed_count_as_added() {
    assertTrue(claim(seq, head).isAdded(line(linked(own))));
    assertFalse(claim(seq, head).isAdded(group.entries()));
    DeviceKeySet other = group.device();
    DeviceKeys others =
        group.publish(
            new DeviceKeySet(
                founder.member(),
                other.device(),
                other.mailbox(),
                other.identity(),
                other.signingSeed(),
                other.sealingPrivate(),
                other.ownerSeed()));
    assertFalse(claim(seq, head).isAdded(line(linked(others))));
  }

  @Test
  void only_the_device_that_linked_may_send_the_welcome_and_not_once_it_was_revoked() {
    RosterAuthor author = linked(own);
    assertTrue(claim(seq, head).isSender(author.state(), founder.device()));
    assertFalse(claim(seq, head).isSender(author.state(), own.device()));
    assertFalse(claim(seq, head).isSender(author.state(), group.device().device()));
    LinkClaim another =
        new LinkClaim(sealer, claim(seq, head).answer(), group.publish(group.device()));
    assertFalse(another.isSender(author.state(), founder.device()));
  }
}
