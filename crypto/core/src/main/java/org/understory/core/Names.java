package org.understory.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.roster.Commitment;
import org.understory.core.roster.Opening;
import org.understory.core.seal.Sealer;
import org.understory.core.vault.Rows;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;

/**
 * What opens the roster's commitments: names of members, channels and the group ({@code
 * docs/protocol.md#items}). An opening is kept under the commitment it opens, so one that opens
 * nothing is never shown.
 */
final class Names {
  private static final String PREFIX = "n/";
  private static final Bounds WHOLE = Bounds.of(1, 1024);

  private final Rows rows;
  private final Sealer sealer;

  Names(Rows rows, Sealer sealer) {
    this.rows = rows;
    this.sealer = sealer;
  }

  void learn(Opening opening) {
    rows.put(key(opening.commitment(sealer)), ProtoWriter.encode(opening, Opening::write));
  }

  /** The name behind a commitment, or null while its opening is missing. */
  @Nullable String of(Commitment commitment) {
    Opening opening = opening(commitment);
    return opening == null ? null : opening.value();
  }

  @Nullable Opening opening(Commitment commitment) {
    byte[] row = rows.get(key(commitment));
    if (row == null) {
      return null;
    }
    try {
      return ProtoReader.decode(row, WHOLE, Opening::read);
    } catch (InvalidWireException e) {
      throw new IllegalStateException("a stored name cannot be read", e);
    }
  }

  /** The openings of these commitments, as far as they are known. */
  List<Opening> openings(List<Commitment> commitments) {
    List<Opening> known = new ArrayList<>();
    for (Commitment commitment : commitments) {
      Opening opening = opening(commitment);
      if (opening != null) {
        known.add(opening);
      }
    }
    return known;
  }

  private static String key(Commitment commitment) {
    return PREFIX + Hex.of(commitment.value());
  }
}
