package org.understory.core;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.GroupId;
import org.understory.core.vault.Rows;
import org.understory.wire.id.SpaceId;

/** The single values a client keeps, each in a row of its own. */
final class Facts {
  private static final String PREFIX = "f/";

  private final Rows rows;

  Facts(Rows rows) {
    this.rows = rows;
  }

  @Nullable Phase phase() {
    long number = number("phase");
    return number == 0 ? null : Phase.of((int) number);
  }

  void phase(Phase phase) {
    number("phase", phase.number());
  }

  /** A code of the boundary's list that says what went wrong, or null. */
  @Nullable String problem() {
    return text("problem");
  }

  void problem(@Nullable String code) {
    text("problem", code);
  }

  String origin() {
    return required(text("origin"));
  }

  void origin(String origin) {
    text("origin", origin);
  }

  SpaceId space() {
    return SpaceId.of(required(bytes("space")));
  }

  @Nullable SpaceId spaceOrNull() {
    byte[] space = bytes("space");
    return space == null ? null : SpaceId.of(space);
  }

  void space(SpaceId space) {
    bytes("space", space.bytes());
  }

  GroupId group() {
    return GroupId.of(required(bytes("group")));
  }

  void group(GroupId group) {
    bytes("group", group.bytes());
  }

  String name() {
    return required(text("name"));
  }

  void name(String name) {
    text("name", name);
  }

  long number(String name) {
    byte[] value = bytes(name);
    if (value == null) {
      return 0;
    }
    long number = 0;
    for (byte b : value) {
      number = (number << 8) | (b & 0xFF);
    }
    return number;
  }

  void number(String name, long value) {
    byte[] row = new byte[8];
    for (int i = 0; i < 8; i++) {
      row[i] = (byte) (value >>> (56 - 8 * i));
    }
    bytes(name, row);
  }

  @Nullable String text(String name) {
    byte[] value = bytes(name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  void text(String name, @Nullable String value) {
    bytes(name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  byte @Nullable [] bytes(String name) {
    return rows.get(PREFIX + name);
  }

  void bytes(String name, byte @Nullable [] value) {
    if (value == null) {
      rows.delete(PREFIX + name);
    } else {
      rows.put(PREFIX + name, value);
    }
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("asked before the group was founded or joined");
    }
    return value;
  }
}
