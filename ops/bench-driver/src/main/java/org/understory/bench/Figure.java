package org.understory.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure as a line of JSON.
 *
 * @param name dotted, what is measured; figures beside the main one end in their number of members
 * @param peer the same of another server, measured in the same run; null when there is none
 */
record Figure(String name, double value, String unit, @Nullable PeerValue peer) {
  /** The same figure of another server. */
  record PeerValue(String name, double value) {}

  String json() {
    return "{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"runtime\":\"jvm\",\"peer\":%s}"
        .formatted(name, number(value), unit, peer == null ? "null" : json(peer));
  }

  private static String json(PeerValue peer) {
    return "{\"name\":\"%s\",\"value\":%s}".formatted(peer.name(), number(peer.value()));
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "null";
    }
    return value >= 1000
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
