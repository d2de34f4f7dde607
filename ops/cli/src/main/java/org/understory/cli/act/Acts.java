package org.understory.cli.act;

import java.util.Locale;
import org.understory.cli.host.Host;
import org.understory.core.view.View;

/** Makes the act of a call. */
public final class Acts {
  private Acts() {}

  /**
   * @throws RefusedException when it cannot even be begun
   */
  public static Act of(Call call, Host host) throws RefusedException {
    return switch (call.command()) {
      case Deed deed -> Doing.of(deed, call, host);
      case Saying saying -> Doing.of(saying, call, host);
      case Question question -> Doing.of(question, call, host);
      case Command command -> of(command, call, host);
    };
  }

  private static Act of(Command command, Call call, Host host) throws RefusedException {
    return switch (command) {
      case FOUND -> Entering.found(call, host);
      case JOIN -> Entering.join(call, host);
      case STATUS -> Entering.status(call, host);
      case LEAVE -> Entering.leave(host);
      case DELETE_GROUP -> Entering.deleteGroup(host);
      case INVITE -> Vetting.invite(call, host);
      case INVITES -> Vetting.invites(host);
      case REVOKE -> Vetting.revoke(call, host);
      case REQUESTS -> Vetting.requests(host);
      case APPROVE -> Vetting.approve(call, host);
      case DECLINE -> Vetting.decline(call, host);
      case CHANNELS -> Talking.channels(host);
      case CREATE_CHANNEL -> Talking.createChannel(call, host);
      case TIMER -> Talking.timer(call, host);
      case SEND -> Talking.send(call, host);
      case READ -> Talking.read(call, host);
      case REPLY -> Speaking.reply(call, host);
      case DM -> Speaking.direct(call, host);
      case OPEN -> Speaking.open(call, host);
      case ATTACH -> Attaching.attach(call, host);
      case SAVE -> Attaching.save(call, host);
      case EXPORT -> Exporting.export(call, host);
      case MEMBERS -> People.members(host);
      case SAFETY_NUMBER -> People.safetyNumber(call, host);
      case REMOVE -> People.remove(call, host);
      case FOLLOW, AGENT, WIPE, VERIFY_PROOF, OPEN_EXPORT ->
          throw new RefusedException("bad-command");
    };
  }

  /**
   * @throws RefusedException unless there is a group and this member is in it
   */
  static void requireReady(Host host) throws RefusedException {
    requireGroup(host);
    View view = host.view();
    if (view.phase() != View.Phase.READY) {
      throw new RefusedException(standing(view));
    }
  }

  /** Why this member can do nothing: a word that {@link Sentences} knows. */
  static String standing(View view) {
    String phase = view.phase().name().toLowerCase(Locale.ROOT);
    boolean frozen = view.phase() == View.Phase.REMOVED && "frozen".equals(view.problem());
    return frozen ? "frozen" : phase;
  }

  /**
   * @throws RefusedException unless this member is or was in a group
   */
  static void requireInside(Host host) throws RefusedException {
    requireGroup(host);
    View.Phase phase = host.view().phase();
    switch (phase) {
      case FOUNDING, REQUESTING, WAITING, WELCOMED, DECLINED -> requireReady(host);
      default -> {}
    }
  }

  /**
   * @throws RefusedException unless a group was founded or a request made
   */
  public static void requireGroup(Host host) throws RefusedException {
    if (!host.client().hasGroup()) {
      throw new RefusedException("no-group");
    }
  }

  /** Whether everything decided or written here has reached the server. */
  static boolean isDone(Host host) {
    return !host.client().hasWork();
  }
}
