package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Letting people in, as hosts show it. Everything a joiner wrote is a stranger's text: shown as it
 * is, never followed. Holds names and answers, so no {@code toString} shows them.
 *
 * @param invitation what the invite says before one answers; null but for a joiner
 * @param asks where the own user is asked whether they know somebody
 */
public record Vetting(@Nullable Invitation invitation, List<VouchAsk> asks) {

  public Vetting {
    asks = List.copyOf(asks);
  }

  /** What a member says of a joiner. */
  public enum VouchKind {
    KNOW_WELL,
    MET,
    WORKED_WITH,
    AGAINST
  }

  /** What stewards wrote about a request. */
  public enum NoteKind {
    NOTE,
    HANDED_OVER,
    ASKED,
    DECLINED,
    ESCALATED,
    MET
  }

  /** What the group wrote to the joiner. */
  public enum JoinerNoteKind {
    QUESTION,
    DECLINED,
    HANDED_OVER
  }

  /** How the own device comes into the group. */
  public enum As {
    NEWCOMER,
    RETURNING,
    LINKED
  }

  /** A question with its answer. */
  public record Answer(String question, String answer) {
    @Override
    public String toString() {
      return "Vetting.Answer[]";
    }
  }

  public record Vouch(String by, VouchKind kind, String note, long at) {
    @Override
    public String toString() {
      return "Vetting.Vouch[" + kind + "]";
    }
  }

  /**
   * @param to with {@code HANDED_OVER}: the member who shall decide, or null for all
   */
  public record Note(String by, NoteKind kind, String text, @Nullable String to, long at) {
    @Override
    public String toString() {
      return "Vetting.Note[" + kind + "]";
    }
  }

  public record JoinerNote(JoinerNoteKind kind, String text, long at) {
    @Override
    public String toString() {
      return "Vetting.JoinerNote[" + kind + "]";
    }
  }

  /** The second valid request by one invite. */
  public record Other(String id, String name, String safetyNumber) {
    @Override
    public String toString() {
      return "Vetting.Other[" + id + "]";
    }
  }

  /**
   * @param given what the own user answered, or null
   */
  public record VouchAsk(
      String request,
      String from,
      String name,
      String text,
      long answerBy,
      @Nullable VouchKind given) {
    @Override
    public String toString() {
      return "Vetting.VouchAsk[" + request + "]";
    }
  }

  /** The link's claim, not verified (docs/decisions/0012, 4). */
  public record Invitation(
      String groupName,
      List<String> questions,
      int keepDays,
      int readers,
      int voices,
      String forName) {
    public Invitation {
      questions = List.copyOf(questions);
    }

    @Override
    public String toString() {
      return "Vetting.Invitation[" + questions.size() + " questions]";
    }
  }

  @Override
  public String toString() {
    return "Vetting[" + asks.size() + " asks]";
  }
}
