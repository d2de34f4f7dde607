package org.understory.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.understory.core.Simulation.Person;
import org.understory.core.deposit.RepairRequest;
import org.understory.core.deposit.SealedDeposit;
import org.understory.core.roster.GroupId;
import org.understory.signal.CiphertextMessage;
import org.understory.signal.ProtocolException;

/**
 * What others can't do with repairs: Ada and Ben have a session, Cleo is a member who means harm.
 */
class RepairAdversaryTest {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final Simulation sim = new Simulation(31);
  private final Person ada = sim.founder();
  private final Person ben = sim.joiner(ada, "Ben");
  private final Person cleo = sim.joiner(ada, "Cleo");
  private final GroupId group = ada.client.device().facts.group();

  RepairAdversaryTest() {
    for (Person person : List.of(ada, ben, cleo)) {
      person.post("hello");
    }
    sim.leap(DAY + 1);
    for (Person person : List.of(ada, ben, cleo)) {
      person.post("hello again");
    }
    sim.pass(2); // parts of the rescue key are dealt
  }

  /** What Ben would truthfully say of Ada's next message, were he unable to read it. */
  private byte[] trueError() {
    var device = ada.client.device();
    try {
      CiphertextMessage next =
          device.engine.encrypt(
              device.store(), Sessions.address(ben.id()), "lost".getBytes(UTF_8), sim.now);
      byte[] error = device.engine.decryptionError(next, sim.now, 1);
      ada.client.tick(sim.now);
      ada.carryOut();
      return error;
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private RepairRequest request(Person signer, Person from, Person to, long time) {
    return request(group, signer, from, to, time, trueError());
  }

  private RepairRequest request(
      GroupId about, Person signer, Person from, Person to, long time, byte[] error) {
    return RepairRequest.sign(
        sim.sealer,
        signer.client.device().keys().signingSeed(),
        about,
        from.id(),
        to.id(),
        time,
        error);
  }

  private void deposit(Person claimed, RepairRequest request) {
    cleo.deposit(
        ada,
        new SealedDeposit(
            claimed.id(), new CiphertextMessage(SealedDeposit.REPAIR, request.encode())));
  }

  private int bundlesOfBen() {
    return sim.server.bundlesTaken.getOrDefault(ben.mailbox(), 0);
  }

  private int depositsForAda() {
    return sim.server.deposits.getOrDefault(ada.mailbox(), 0);
  }

  @Test
  void a_true_request_begins_the_session_anew_and_what_was_owed_arrives() {
    int before = bundlesOfBen();
    deposit(ben, request(ben, ben, ada, sim.now));
    assertEquals(before + 1, bundlesOfBen());
    sim.leap(DAY + 1);
    ada.post("in the new session");
    assertTrue(ben.texts().contains("in the new session"));
  }

  @Test
  void forged_foreign_and_outdated_requests_change_nothing() {
    RepairRequest good = request(ben, ben, ada, sim.now);
    byte[] signature = good.signature().clone();
    signature[5] ^= 1;
    byte[] otherError = good.error().clone();
    otherError[otherError.length - 3] ^= 1;
    List<RepairRequest> bad = new ArrayList<>();
    bad.add(new RepairRequest(ben.id(), ada.id(), good.time(), good.error(), new byte[64]));
    bad.add(new RepairRequest(ben.id(), ada.id(), good.time(), good.error(), signature));
    bad.add(new RepairRequest(ben.id(), ada.id(), good.time(), otherError, good.signature()));
    bad.add(new RepairRequest(ben.id(), ada.id(), good.time() + 1, good.error(), good.signature()));
    bad.add(request(cleo, ben, ada, sim.now));
    bad.add(request(ben, ben, cleo, sim.now));
    bad.add(request(cleo, cleo, ada, sim.now));
    bad.add(request(ben, cleo, ada, sim.now));
    bad.add(request(GroupId.of(new byte[32]), ben, ben, ada, sim.now, trueError()));
    bad.add(request(ben, ben, ada, sim.now - 15 * DAY));
    bad.add(request(ben, ben, ada, sim.now + 2 * HOUR));
    byte[] session = ada.session(ben);
    for (RepairRequest request : bad) {
      nothingComesOf(() -> deposit(ben, request));
    }
    assertArrayEquals(session, ada.session(ben));
    for (byte[] garbage : List.of(new byte[] {1}, "repair".getBytes(UTF_8), good.signature())) {
      nothingComesOf(() ->
          cleo.deposit(
              ada,
              new SealedDeposit(ben.id(), new CiphertextMessage(SealedDeposit.REPAIR, garbage))));
    }
    int before = bundlesOfBen();
    deposit(ben, request(ben, ben, ada, sim.now + 1));
    assertEquals(before + 1, bundlesOfBen());
  }

  private void nothingComesOf(Runnable attack) {
    int bundles = bundlesOfBen();
    Map<?, Integer> deposits = Map.copyOf(sim.server.deposits);
    byte[] session = ada.session(ben);
    attack.run();
    sim.pass(2);
    assertEquals(bundles, bundlesOfBen());
    assertEquals(deposits, Map.copyOf(sim.server.deposits));
    assertArrayEquals(session, ada.session(ben));
  }

  /** Also long after the first: it is not only the limit that refuses it. */
  @Test
  void a_request_acts_once() {
    RepairRequest request = request(ben, ben, ada, sim.now);
    deposit(ben, request);
    sim.leap(3 * DAY);
    nothingComesOf(() -> deposit(ben, request));
    ada.restart();
    nothingComesOf(() -> deposit(ben, request));
  }

  /** The truth about a session that is gone already restarts nothing. */
  @Test
  void a_request_about_an_earlier_session_restarts_nothing() {
    byte[] old = trueError();
    deposit(ben, request(group, ben, ben, ada, sim.now, old));
    sim.leap(3 * DAY);
    int before = bundlesOfBen();
    deposit(ben, request(group, ben, ben, ada, sim.now, old));
    assertEquals(before, bundlesOfBen());
  }

  @Test
  void a_removed_member_s_request_changes_nothing() {
    RepairRequest request = request(ben, ben, ada, sim.now);
    assertEquals("", ada.client.removeMember(ben.client.view().me().member(), sim.now));
    sim.pass(2);
    nothingComesOf(() -> deposit(ben, request));
  }

  /** The session's other side means harm itself: it knows what to name, and it never waits. */
  @Test
  void the_other_side_can_begin_a_session_anew_six_times_a_day_at_most() {
    int before = bundlesOfBen();
    for (long time = 0; time < DAY; time += 10 * MINUTE) {
      deposit(ben, request(ben, ben, ada, sim.now));
      if (time % (4 * HOUR) == 0) {
        ada.restart();
      }
      sim.leap(10 * MINUTE);
    }
    int restarts = bundlesOfBen() - before;
    assertTrue(restarts >= 2 && restarts <= 6, restarts + " restarts");
  }

  /** Cleo can't know which key Ada sends from, so whatever she forges, no session begins anew. */
  @Test
  void a_member_who_forges_messages_restarts_nothing_and_costs_one_request_an_hour() {
    int bundles = bundlesOfBen() + sim.server.bundlesTaken.getOrDefault(ada.mailbox(), 0);
    int toAda = depositsForAda();
    CiphertextMessage forged = forgedMessage();
    for (long time = 0; time < DAY; time += 10 * MINUTE) {
      cleo.deposit(ben, new SealedDeposit(ada.id(), forged));
      sim.leap(10 * MINUTE);
    }
    assertEquals(bundles, bundlesOfBen() + sim.server.bundlesTaken.getOrDefault(ada.mailbox(), 0));
    int requests = depositsForAda() - toAda;
    assertTrue(requests >= 2 && requests <= 25, requests + " requests");
    sim.leap(DAY);
    ada.post("unharmed");
    assertTrue(ben.texts().contains("unharmed"));
  }

  /** A message of Cleo's own session with Ben, passed off as Ada's. */
  private CiphertextMessage forgedMessage() {
    var device = cleo.client.device();
    try {
      return device.engine.encrypt(
          device.store(), Sessions.address(ben.id()), new byte[40], sim.now);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_repeat_is_not_answered() throws ProtocolException {
    var device = ada.client.device();
    SealedDeposit genuine =
        new SealedDeposit(
            ada.id(),
            device.engine.encrypt(
                device.store(), Sessions.address(ben.id()), new byte[40], sim.now));
    int toAda = depositsForAda();
    for (int i = 0; i < 3; i++) {
      cleo.deposit(ben, genuine);
      sim.leap(2 * HOUR);
    }
    assertEquals(toAda, depositsForAda());
  }

  @Test
  void a_session_begun_with_another_identity_is_not_answered() {
    int toAda = depositsForAda();
    CiphertextMessage prekey = strangersPrekeyMessage();
    cleo.deposit(ben, new SealedDeposit(ada.id(), prekey));
    sim.pass(2);
    assertEquals(toAda, depositsForAda());
  }

  /** Cleo begins a session with Ben and says that it is Ada's. */
  private CiphertextMessage strangersPrekeyMessage() {
    var device = cleo.client.device();
    device.store().removeSession(Sessions.address(ben.id()));
    var bundle =
        PreKeys.verified(
            device,
            ben.publicKeys(),
            Objects.requireNonNull(sim.server.bases.get(ben.mailbox())),
            new byte[0]);
    try {
      device.engine.startSession(
          device.store(), Sessions.address(ben.id()), Objects.requireNonNull(bundle), sim.now);
      return device.engine.encrypt(
          device.store(), Sessions.address(ben.id()), new byte[40], sim.now);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
