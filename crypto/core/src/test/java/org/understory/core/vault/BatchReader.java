package org.understory.core.vault;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host's side of a batch: carries it out on a store of opaque bytes. */
final class BatchReader {
  /** Stored key in hexadecimal to stored value. */
  final Map<String, byte[]> store = new LinkedHashMap<>();

  int puts;
  int deletes;

  void carryOut(byte @Nullable [] batch) {
    if (batch == null) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(batch);
    while (in.hasRemaining()) {
      int operation = in.get();
      byte[] key = new byte[in.get() & 0xff];
      in.get(key);
      String place = HexFormat.of().formatHex(key);
      if (operation == 1) {
        byte[] value = new byte[in.getInt()];
        in.get(value);
        store.put(place, value);
        puts += key.length == Vault.KEY_PLACE ? 0 : 1;
      } else if (operation == 2) {
        store.remove(place);
        deletes += key.length == Vault.KEY_PLACE ? 0 : 1;
      } else {
        throw new AssertionError("operation " + operation);
      }
    }
  }

  /** Loads everything into fresh rows, as after a restart. */
  Rows reopen(Vault vault) {
    Rows rows = new Rows(vault);
    store.forEach((place, value) -> {
      if (!rows.load(HexFormat.of().parseHex(place), value)) {
        throw new AssertionError("a row does not open");
      }
    });
    return rows;
  }
}
