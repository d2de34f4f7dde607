package org.understory.core.compartment;

import java.util.ArrayList;
import java.util.List;
import org.understory.core.compartment.CompartmentState.Due;
import org.understory.core.compartment.CompartmentState.Person;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;

/** What an entry of a compartment that passed every check changes. */
final class CompartmentChanges {
  /** So many become keepers where a clean-up takes the last one away. */
  private static final int NEW_KEEPERS = 2;

  private CompartmentChanges() {}

  static CompartmentState make(CompartmentState before, CompartmentEntry entry, byte[] hash) {
    CompartmentState next = before.copy();
    switch (entry.body()) {
      case CompartmentBody.Create create -> create(next, create, GroupId.of(hash));
      case CompartmentBody.Add add -> {
        add.members().forEach(id -> in(next, id, entry.seq(), -1));
        next.due = Due.STEP;
        next.stepMadeBy = hash;
      }
      case CompartmentBody.Remove remove -> remove(next, remove, entry.seq());
      case CompartmentBody.Role role -> {
        Person person = existing(next, role.member());
        long since = role.role() == CompartmentBody.Role.KEEPER ? entry.seq() : -1;
        next.people.put(role.member(), person.keeping(since));
      }
      case CompartmentBody.Policy policy -> {
        if (policy.policy() == CompartmentBody.Policy.TIMER) {
          next.timer = policy.value();
        } else {
          next.approvals = policy.value();
          next.policyVersion++;
        }
      }
      case CompartmentBody.Epoch epoch -> close(next, epoch, entry);
    }
    next.seq = entry.seq();
    next.time = entry.time();
    next.groupSeq = entry.groupSeq();
    next.hashes.add(hash);
    return next;
  }

  private static void create(
      CompartmentState next, CompartmentBody.Create create, GroupId compartment) {
    next.id = compartment;
    next.create = create;
    next.timer = create.timer();
    create.members().forEach(id -> in(next, id, 0, create.keepers().contains(id) ? 0 : -1));
    next.due = Due.FRESH;
  }

  private static void in(CompartmentState next, MemberId id, long since, long keeperSince) {
    next.people.put(id, new Person(id, since, keeperSince, null));
  }

  private static void remove(CompartmentState next, CompartmentBody.Remove remove, long seq) {
    remove.members().forEach(next.people::remove);
    next.due = Due.FRESH;
    next.stepMadeBy = new byte[0];
    if (next.keepers().isEmpty()) {
      List<Person> longest = new ArrayList<>(next.people.values());
      longest.sort(CompartmentChanges::longerIn);
      for (Person person : longest.subList(0, Math.min(NEW_KEEPERS, longest.size()))) {
        next.people.put(person.id(), person.keeping(seq));
      }
    }
  }

  private static int longerIn(Person a, Person b) {
    int since = Long.compare(a.since(), b.since());
    return since != 0 ? since : a.id().hex().compareTo(b.id().hex());
  }

  private static void close(
      CompartmentState next, CompartmentBody.Epoch epoch, CompartmentEntry entry) {
    next.epoch = epoch;
    next.epochTime = entry.time();
    next.epochGroupSeq = entry.groupSeq();
    if (epoch.step() == 0) {
      next.stepMadeBy = new byte[0];
    }
    next.due = Due.NONE;
    for (Person person : List.copyOf(next.people.values())) {
      if (person.joined() == null) {
        next.people.put(
            person.id(),
            new Person(person.id(), person.since(), person.keeperSince(), epoch.number()));
      }
    }
  }

  private static Person existing(CompartmentState state, MemberId id) {
    Person person = state.people.get(id);
    if (person == null) {
      throw new AssertionError("a change to whom the rules did not find");
    }
    return person;
  }
}
