package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.understory.core.compartment.CompartmentAuthor;
import org.understory.core.compartment.CompartmentBody;
import org.understory.core.compartment.CompartmentCheck;
import org.understory.core.compartment.CompartmentCodec;
import org.understory.core.compartment.CompartmentState;
import org.understory.core.compartment.Keepers;
import org.understory.core.deposit.PairwiseBody;
import org.understory.core.roster.DeviceId;
import org.understory.core.roster.DeviceKeys;
import org.understory.core.roster.MemberId;
import org.understory.core.roster.SignedApproval;
import org.understory.core.roster.Voices;
import org.understory.wire.codec.InvalidWireException;

/**
 * Acts in a compartment that need more than one keeper. Who wants one tells the other keepers; the
 * keeper whose voice makes up the number commits it, with the others' cited. A voice is for one act
 * to the letter, so two keepers agree by doing the same.
 */
final class CompartmentVoices {
  private static final String HEARD = "v/";
  private static final String OWED = "vo/";
  private static final String GIVEN = "vg/";
  private static final String BACK = "vb/";

  /** Acts that there is a voice for. */
  private static final String SAID = "vs/";

  /** A keeper can't fill another's store. */
  private static final int MOST_HEARD = 64;

  private final Device device;
  private final Membership membership;
  private final Sessions sessions;

  CompartmentVoices(Device device, Membership membership, Sessions sessions) {
    this.device = device;
    this.membership = membership;
    this.sessions = sessions;
  }

  /** Keeps another keeper's voice; it is judged when it is used. */
  void heard(Compartment one, DeviceKeys sender, PairwiseBody.CompartmentVoice voice) {
    CompartmentState.Person person = one.state().person(sender.member());
    boolean keeper = person != null && person.keeps();
    boolean room =
        voice.approval().length == 0 || device.rows.scan(one.rows + HEARD).size() < MOST_HEARD;
    if (keeper && room) {
      try {
        CompartmentBody body = CompartmentCodec.decodeBody(voice.kind(), voice.body());
        String subject = subject(body);
        String key = one.rows + HEARD + subject + "/" + sender.device().hex();
        if (voice.approval().length == 0) {
          device.rows.delete(key);
          forget(one, subject);
        } else {
          device.rows.put(key, voice.approval());
          device.rows.put(one.rows + SAID + subject, CompartmentMoves.encode(body));
        }
        device.changed();
      } catch (InvalidWireException e) {
        return; // no act of a compartment
      }
    }
  }

  /** Names an act to the letter, in hexadecimal. */
  String subject(CompartmentBody body) {
    return Hex.of(Keepers.subject(device.sealer, body));
  }

  /** Acts that some keeper has wanted, carried out by none yet. */
  List<CompartmentBody> waiting(Compartment one) {
    List<CompartmentBody> waiting = new ArrayList<>();
    for (byte[] row : device.rows.scan(one.rows + SAID).values()) {
      waiting.add(CompartmentMoves.decode(row));
    }
    return waiting;
  }

  /** Who wants this act and keeps the compartment. */
  List<MemberId> by(Compartment one, CompartmentBody body) {
    List<MemberId> by = new ArrayList<>();
    String subject = subject(body);
    String heard = one.rows + HEARD + subject + "/";
    for (String key : device.rows.scan(heard).keySet()) {
      DeviceKeys keys = membership.keysOf(DeviceId.of(Hex.parse(key.substring(heard.length()))));
      CompartmentState.Person person = keys == null ? null : one.state().person(keys.member());
      if (keys != null && person != null && person.keeps() && !by.contains(keys.member())) {
        by.add(keys.member());
      }
    }
    MemberId self = device.keys().member();
    if (device.rows.has(one.rows + GIVEN + subject) && !by.contains(self)) {
      by.add(self);
    }
    return by;
  }

  /** Nobody wants it any more. */
  private void forget(Compartment one, String subject) {
    if (!device.rows.has(one.rows + GIVEN + subject)
        && device.rows.scan(one.rows + HEARD + subject + "/").isEmpty()) {
      device.rows.delete(one.rows + SAID + subject);
    }
  }

  /** Adds an act with the voices that it needs; false, and nothing added, while there are fewer. */
  boolean append(Compartment one, CompartmentAuthor author, CompartmentBody body) {
    List<SignedApproval> heard = new ArrayList<>();
    for (byte[] row : device.rows.scan(one.rows + HEARD + subject(body) + "/").values()) {
      try {
        heard.add(SignedApproval.decode(row));
      } catch (InvalidWireException e) {
        continue; // not an approval: it counts for nothing
      }
    }
    Voices voices =
        new Voices(
            device.sealer,
            new Keepers(one.state(), membership.state()),
            Keepers.subject(device.sealer, body),
            device.now(),
            List.of());
    List<byte[]> chosen = voices.chosen(heard, device.keys().member(), heard.size() + 1);
    for (int count = 0; count <= chosen.size(); count++) {
      try {
        author.append(body, chosen.subList(0, count));
        return true;
      } catch (CompartmentAuthor.BrokenException e) {
        if (e.check() != CompartmentCheck.VOICES) {
          throw e;
        }
      }
    }
    give(one, body);
    return false;
  }

  /** The own voice, once for each act. */
  private void give(Compartment one, CompartmentBody body) {
    String subject = subject(body);
    if (!device.rows.has(one.rows + GIVEN + subject)) {
      device.rows.delete(one.rows + BACK + subject);
      device.rows.put(one.rows + GIVEN + subject, new byte[] {1});
      device.rows.put(one.rows + OWED + subject, CompartmentMoves.encode(body));
      device.rows.put(one.rows + SAID + subject, CompartmentMoves.encode(body));
      device.changed();
    }
  }

  /** Takes the own voice for an act back; false when there is none. */
  boolean takeBack(Compartment one, CompartmentBody body) {
    String subject = subject(body);
    if (!device.rows.has(one.rows + GIVEN + subject)) {
      return false;
    }
    if (!device.rows.has(one.rows + OWED + subject)) {
      device.rows.put(one.rows + BACK + subject, CompartmentMoves.encode(body));
    }
    device.rows.delete(one.rows + OWED + subject);
    device.rows.delete(one.rows + GIVEN + subject);
    forget(one, subject);
    return true;
  }

  /** Tells the other keepers what this one wants, and what no more. */
  void pump(Compartment one) {
    tell(one, OWED);
    tell(one, BACK);
  }

  private void tell(Compartment one, String prefix) {
    for (Map.Entry<String, byte[]> row :
        List.copyOf(device.rows.scan(one.rows + prefix).entrySet())) {
      List<DeviceKeys> keepers = new ArrayList<>();
      for (DeviceKeys other : one.others()) {
        CompartmentState.Person person = one.state().person(other.member());
        if (person != null && person.keeps()) {
          keepers.add(other);
        }
      }
      if (sessions.ready(keepers)) {
        CompartmentBody body = CompartmentMoves.decode(row.getValue());
        byte[] approval = prefix.equals(OWED) ? approval(one, body).encode() : new byte[0];
        sessions.deposit(
            keepers,
            new PairwiseBody.CompartmentVoice(
                one.id(), body.kind(), CompartmentCodec.encodeBody(body), approval));
        device.rows.delete(row.getKey());
      }
    }
  }

  private SignedApproval approval(Compartment one, CompartmentBody body) {
    return new Keepers(one.state(), membership.state())
        .approve(
            device.sealer, device.keys().signingSeed(), device.keys().device(), body, device.now());
  }

  /** The chain shows an act: voices for it are spent. */
  void applied(Compartment one, CompartmentBody body) {
    String subject = subject(body);
    device.rows.deleteAll(one.rows + HEARD + subject + "/");
    device.rows.delete(one.rows + OWED + subject);
    device.rows.delete(one.rows + GIVEN + subject);
    device.rows.delete(one.rows + BACK + subject);
    device.rows.delete(one.rows + SAID + subject);
  }
}
