package org.understory.core.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The own devices' affairs: linking, coming back, the recovery sheet, and what went missing. Words
 * are indexes into the word list that hosts hold. Codes and shares are secrets: no {@code toString}
 * shows them.
 *
 * @param linking while a device is being linked, on either side
 * @param recoveries people who want to come back with a sheet
 * @param shares parts of other people's sheets kept here
 * @param gaps what stays unreadable, or is still waited for
 */
public record Devices(
    @Nullable Linking linking,
    List<Recovery> recoveries,
    Sheet sheet,
    List<HeldShare> shares,
    List<Alert> alerts,
    List<Gap> gaps) {

  public Devices {
    recoveries = List.copyOf(recoveries);
    shares = List.copyOf(shares);
    alerts = List.copyOf(alerts);
    gaps = List.copyOf(gaps);
  }

  /** How a device came. */
  public enum Origin {
    FIRST,
    LINK,
    SHEET
  }

  public enum DeviceState {
    ACTIVE,
    /** Its revocation is proposed and binds already. */
    LEAVING,
    REVOKED
  }

  /**
   * @param office signs for a steward
   * @param parent the device that linked it, or null
   * @param unseen came since this device was last looked at
   */
  public record Device(
      String id,
      boolean me,
      boolean office,
      @Nullable String parent,
      Origin by,
      long since,
      DeviceState state,
      boolean unseen) {}

  public enum Stage {
    SHOWING,
    CONNECTING,
    COMPARE,
    WAITING,
    ALARM,
    DONE,
    FAILED
  }

  /**
   * @param old whether this is the old device
   * @param code for the QR, on the old side
   * @param words ten indexes to be typed, on the old side
   * @param check four indexes that both sides show
   */
  public record Linking(
      boolean old,
      Stage stage,
      @Nullable String code,
      List<Integer> words,
      List<Integer> check,
      boolean confirmed,
      long until) {
    public Linking {
      words = List.copyOf(words);
      check = List.copyOf(check);
    }

    @Override
    public String toString() {
      return "Devices.Linking[" + stage + "]";
    }
  }

  /**
   * @param effectiveAt with a delay, when it takes effect; null while nobody has confirmed it
   */
  public record Recovery(
      String id,
      String member,
      long at,
      boolean mine,
      @Nullable Long effectiveAt,
      boolean deciding) {}

  public enum SheetState {
    NONE,
    MADE,
    REHEARSED
  }

  /**
   * @param holders members who hold a part, when it was dealt
   * @param needed how many of them it takes; 0: not dealt
   */
  public record Sheet(SheetState state, List<String> holders, int needed) {
    public Sheet {
      holders = List.copyOf(holders);
    }
  }

  /** A part of a member's sheet, kept for them. */
  public record HeldShare(String owner, int index, List<Integer> words) {
    public HeldShare {
      words = List.copyOf(words);
    }

    @Override
    public String toString() {
      return "Devices.HeldShare[" + owner + "]";
    }
  }

  public enum AlertKind {
    OWN_DEVICE_ADDED,
    OWN_RECOVERY,
    OWN_DEVICE_REVOKED,
    CLOCK
  }

  public record Alert(String id, AlertKind kind, long at, @Nullable String device) {}

  public enum GapReason {
    EXPIRED,
    AWAY,
    WAITING
  }

  /** What can't be read in a channel, from when to when. */
  public record Gap(String channel, long from, long to, GapReason why) {}

  @Override
  public String toString() {
    return "Devices[" + recoveries.size() + " recoveries, " + alerts.size() + " alerts]";
  }
}
