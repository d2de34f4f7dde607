package org.understory.signal.pq;

/**
 * The least that a session may be content with ({@code docs/protocol.md#spqr-versions}). Decided
 * when the session starts, and kept in it.
 */
public enum MinimumVersion {
  /** A peer without a post-quantum ratchet is spoken to without one. For tests; no release. */
  V0,

  /** No session without SPQR version 1. */
  V1
}
