package org.understory.core.invite;

import java.util.List;
import org.understory.core.roster.DeviceKeySet;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.EntryBody;
import org.understory.core.roster.PreKeyCheck;
import org.understory.core.roster.TestGroup;
import org.understory.core.roster.TestPreKeys;
import org.understory.core.seal.Sealer;

/** An open invite of a group's founder, and somebody who has its link. */
final class TestInvite {
  final TestGroup group;
  final Sealer sealer;
  final InviteKeys keys;
  final byte[] requestPrivate;
  final byte[] requestKey;
  final InviteLink link;
  final DeviceKeySet joiner;

  TestInvite(TestGroup group) {
    this.group = group;
    this.sealer = group.sealer();
    this.keys = InviteKeys.fresh(sealer);
    this.requestPrivate = group.key();
    this.requestKey = sealer.primitives().x25519().publicKey(requestPrivate);
    EntryBody.Invite body = keys.entry(requestKey, group.now() + TestGroup.HOUR, 1);
    byte[] entry = group.invited(body);
    this.link =
        new InviteLink(
            "https://example.org",
            keys.secret(),
            group.state().groupId(),
            entry,
            group.state().seq(),
            InviteLink.hashOf(sealer, requestKey));
    this.joiner = group.device();
  }

  /** What the joiner asks, with prekeys of a week. */
  JoinRequestSeal.Application application(DeviceKeys device) {
    TestPreKeys preKeys = new TestPreKeys(group);
    long week = group.now() / 1000 + 7 * 86_400;
    byte[] base =
        new PreKeyCheck(sealer, group.space())
            .sign(joiner, preKeys.unsigned(joiner, week))
            .encode();
    return new JoinRequestSeal.Application(
        group.now() + TestGroup.HOUR / 2,
        device,
        "Bo",
        "we met in May",
        base,
        preKeys.oneTime(joiner).encode(),
        List.of("in May", "yes"),
        sealer.primitives().ed25519().publicKey(group.key()),
        "Ada");
  }

  JoinRequest request() {
    return request(application(group.publish(joiner)));
  }

  JoinRequest request(JoinRequestSeal.Application application) {
    return new JoinRequestSeal(sealer).build(link, keys, application);
  }

  SealedJoinRequest sealed(JoinRequest request) {
    return new JoinRequestSeal(sealer).seal(keys, requestKey, request);
  }

  JoinRequestCheck.Outcome judge(SealedJoinRequest sealed) {
    return new JoinRequestCheck(sealer)
        .check(group.state(), keys, requestPrivate, sealed, group.now());
  }

  /** Approves, and gives the hash of the request. */
  byte[] approved(JoinRequest request) {
    if (!(judge(sealed(request)) instanceof JoinRequestCheck.Outcome.Verified verified)) {
      throw new AssertionError("the request does not hold");
    }
    group.add(verified.request().add(sealer));
    return verified.request().hash();
  }
}
