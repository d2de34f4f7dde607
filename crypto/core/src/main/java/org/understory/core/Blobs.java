package org.understory.core;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.understory.core.channel.Expiry;
import org.understory.core.sync.Connection;
import org.understory.core.sync.ReplyHandler;
import org.understory.core.view.JsonWriter;
import org.understory.wire.frame.BlobOpened;
import org.understory.wire.frame.OpenBlob;
import org.understory.wire.frame.Refusal;
import org.understory.wire.frame.ReplyBody;
import org.understory.wire.id.BlobId;
import org.understory.wire.id.WriteId;

/**
 * Places for files at the server. A host seals and carries the bytes; this asks, over the proved
 * connection, that they may be written. Nothing is stored: what was not sent when the program ends
 * is begun anew. {@code docs/decisions/0017-files.md}
 *
 * <p>A blob's write id is not its id, which every reader of the message knows: whoever repeats the
 * write gets the token that deletes the blob.
 */
final class Blobs {
  private static final int MOST = 64;

  private final Device device;
  private final TreeMap<String, Place> places = new TreeMap<>();

  Blobs(Device device) {
    this.device = device;
  }

  /** What became of asking for a place: neither code nor token while it is not known. */
  private record Place(WriteId writeId, String code, byte[] token) {
    @Override
    public String toString() {
      return "Place";
    }
  }

  /**
   * Asks for a place; asked again after a loss of the connection it is the same one.
   *
   * @param blob its id, 16 random bytes in hexadecimal
   * @param life seconds until the message that names it disappears; 0: never
   * @param size of all its sealed bytes
   * @param readHash SHA-256 of its read key, in hexadecimal
   */
  String open(String blob, long life, long size, String readHash) {
    BlobId id = BlobId.of(Hex.parse(blob));
    byte[] hash = Hex.parse(readHash);
    if (life < 0 || life > Integer.MAX_VALUE || hash.length != 32 || size < 1) {
      return Codes.BAD_ARGUMENT;
    }
    Connection connection = device.connection();
    if (connection == null) {
      return Codes.OFFLINE;
    }
    Place known = places.get(blob);
    if (known == null && places.size() >= MOST) {
      return Codes.TOO_MANY;
    }
    WriteId writeId = known == null ? device.newWriteId() : known.writeId();
    places.put(blob, new Place(writeId, "", new byte[0]));
    long expiry =
        device.expiry().outer(Expiry.inner(device.serverNow(), (int) life), device.serverNow());
    connection.request(
        new OpenBlob(writeId, device.facts.space(), id, expiry, size, hash),
        new Asked(blob, writeId));
    return "";
  }

  /** JSON of a place, or null for one that nobody asked for. A token is given once. */
  @Nullable String json(String blob) {
    Place place = places.get(blob);
    if (place == null) {
      return null;
    }
    boolean open = place.token().length > 0;
    boolean refused = !place.code().isEmpty();
    if (open || refused && !place.code().equals(Codes.OFFLINE)) {
      places.remove(blob);
    }
    return new JsonWriter()
        .beginObject()
        .member("state", open ? "open" : refused ? "refused" : "waiting")
        .member("code", place.code())
        .member("token", Hex.of(place.token()))
        .endObject()
        .text();
  }

  /** Whatever was asked is unanswered, and can be asked again. */
  void disconnected() {
    for (String blob : List.copyOf(places.keySet())) {
      Place place = places.get(blob);
      if (place != null && place.token().length == 0) {
        places.put(blob, new Place(place.writeId(), Codes.OFFLINE, place.token()));
      }
    }
  }

  private final class Asked implements ReplyHandler {
    private final String blob;
    private final WriteId writeId;

    Asked(String blob, WriteId writeId) {
      this.blob = blob;
      this.writeId = writeId;
    }

    @Override
    public void replied(ReplyBody body, long now) {
      if (body instanceof BlobOpened opened) {
        places.put(blob, new Place(writeId, "", opened.token()));
      }
    }

    @Override
    public void refused(Refusal refusal, long now) {
      String code = refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      places.put(blob, new Place(writeId, code, new byte[0]));
    }
  }
}
