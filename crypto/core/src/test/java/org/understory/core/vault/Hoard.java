package org.understory.core.vault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A store that forgets nothing but keys, as a browser's database does: every value that ever was in
 * a place stays to be found.
 */
final class Hoard {
  final Map<String, byte[]> live = new LinkedHashMap<>();
  final List<Map.Entry<String, byte[]>> ever = new ArrayList<>();

  /** In order: keys are stored first, then everything else, then keys are destroyed. */
  void carryOut(byte @Nullable [] batch) {
    carryOut(batch, 3);
  }

  /**
   * @param parts how many of the three parts are carried out before the power is lost
   */
  void carryOut(byte @Nullable [] batch, int parts) {
    for (int part = 1; part <= parts && batch != null; part++) {
      ByteBuffer in = ByteBuffer.wrap(batch);
      while (in.hasRemaining()) {
        boolean put = in.get() == 1;
        byte[] key = new byte[in.get() & 0xff];
        in.get(key);
        byte[] value = put ? new byte[in.getInt()] : null;
        if (value != null) {
          in.get(value);
        }
        boolean isKey = key.length == Vault.KEY_PLACE;
        if (part == (isKey ? (put ? 1 : 3) : 2)) {
          change(HexFormat.of().formatHex(key), value, isKey);
        }
      }
    }
  }

  private void change(String place, byte @Nullable [] value, boolean isKey) {
    if (value == null) {
      live.remove(place);
    } else {
      live.put(place, value);
      if (!isKey) {
        ever.add(Map.entry(place, value));
      }
    }
  }

  /** After a restart. */
  Rows reopen(Vault vault, boolean backwards) {
    List<Map.Entry<String, byte[]>> stored = new ArrayList<>(live.entrySet());
    if (backwards) {
      java.util.Collections.reverse(stored);
    }
    Rows rows = new Rows(vault);
    for (Map.Entry<String, byte[]> row : stored) {
      boolean ignored = rows.load(HexFormat.of().parseHex(row.getKey()), row.getValue());
    }
    rows.settle();
    return rows;
  }

  /**
   * Keys and values (in hexadecimal) of all rows that open from anything that was ever stored, for
   * somebody who knows the passphrase and has what is left of the keys.
   */
  Set<String> readable(Vault vault) {
    Set<String> readable = new TreeSet<>();
    for (Map.Entry<String, byte[]> key : live.entrySet()) {
      byte[] place = HexFormat.of().parseHex(key.getKey());
      if (place.length != Vault.KEY_PLACE) {
        continue;
      }
      long number = ByteBuffer.wrap(place, 1, 8).getLong();
      byte[] ofPage = vault.openKey(number, key.getValue(), true);
      byte[] ofRows = vault.openKey(number, key.getValue(), false);
      for (Map.Entry<String, byte[]> one : ever) {
        byte[] at = HexFormat.of().parseHex(one.getKey());
        if (ofPage != null && at.length == Vault.PAGE_PLACE) {
          boolean ignored =
              Page.read(
                  vault.openPage(ofPage, ByteBuffer.wrap(at).getLong(), one.getValue()),
                  (row, expiry, value) ->
                      readable.add(row + "=" + HexFormat.of().formatHex(value)));
        } else if (ofRows != null && at.length == Vault.STORED_KEY) {
          Vault.Row row = vault.openRow(ofRows, at, one.getValue());
          if (row != null) {
            readable.add(row.key() + "=" + HexFormat.of().formatHex(row.value()));
          }
        }
      }
    }
    return readable;
  }

  int keys() {
    return (int) live.keySet().stream().filter(place -> place.length() == 18).count();
  }

  int pages() {
    return (int) live.keySet().stream().filter(place -> place.length() == 16).count();
  }
}
