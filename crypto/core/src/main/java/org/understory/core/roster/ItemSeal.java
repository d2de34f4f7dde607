package org.understory.core.roster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.seal.EpochSecret;
import org.understory.core.seal.Sealer;
import org.understory.wire.Padding;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.id.SpaceId;

/**
 * Seals the names beside a roster entry ({@code docs/protocol.md#items}): under the item key of the
 * epoch after the commit, bound to the space and to the entry's commitments.
 *
 * <p><b>Guarantees.</b> Openings that come out are those that the entry committed to. A newcomer's
 * epoch opens no item of an earlier one.
 *
 * <p><b>Does not protect against</b> a missing item: the server blanks items when it is told to,
 * and may do so when it is not. Then the name is missing, and nothing else.
 */
public final class ItemSeal {
  private static final String TYPE = "item";
  private static final Bounds COUNT = Bounds.of(1, 8);
  private static final Bounds LENGTH = Bounds.of(1, 8192);

  private final Sealer sealer;
  private final SpaceId space;

  public ItemSeal(Sealer sealer, SpaceId space) {
    this.sealer = sealer;
    this.space = space;
  }

  /**
   * Seals the openings of an entry's commitments.
   *
   * @param epoch the epoch after the commit that carries the entry
   * @param openings one for each of {@link EntryBody#commitments}, in their order
   * @throws IllegalArgumentException when one does not open its commitment
   */
  public byte[] seal(EpochSecret epoch, EntryBody body, List<Opening> openings) {
    if (!matches(body, openings)) {
      throw new IllegalArgumentException("openings that the entry did not commit to");
    }
    byte[] item =
        ProtoWriter.encode(openings, (w, all) -> w.messages(1, all, COUNT, Opening::write));
    return sealer.seal(epoch.itemKey(sealer), TYPE, Padding.pad(item), place(body));
  }

  /** The openings of an entry's commitments, in their order; null when the item is not theirs. */
  public @Nullable List<Opening> open(EpochSecret epoch, EntryBody body, byte[] item) {
    byte[] padded = sealer.open(epoch.itemKey(sealer), TYPE, item, place(body));
    if (padded == null) {
      return null;
    }
    try {
      List<Opening> openings =
          ProtoReader.decode(
              Padding.unpad(padded), LENGTH, r -> r.messages(1, COUNT, Opening::read));
      return matches(body, openings) ? openings : null;
    } catch (InvalidWireException e) {
      return null;
    }
  }

  private boolean matches(EntryBody body, List<Opening> openings) {
    List<Commitment> commitments = body.commitments();
    if (commitments.isEmpty() || commitments.size() != openings.size()) {
      return false;
    }
    for (int i = 0; i < openings.size(); i++) {
      if (!openings.get(i).opens(sealer, commitments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private byte[][] place(EntryBody body) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(space.bytes());
    for (Commitment commitment : body.commitments()) {
      parts.add(commitment.value());
    }
    return parts.toArray(new byte[0][]);
  }

  @Override
  public String toString() {
    return "ItemSeal";
  }
}
