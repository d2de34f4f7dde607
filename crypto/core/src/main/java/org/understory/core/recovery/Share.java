package org.understory.core.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.understory.core.invite.LinkException;
import org.understory.core.invite.LinkText;
import org.understory.core.linking.WordNumbers;
import org.understory.core.seal.Sealer;

/**
 * A part of a sheet, as its holder hands it to the person it is of: {@code
 * understory-share-v1.<index>.<needed>.<check>.<sheet's text with the share for R>} ({@code
 * docs/protocol.md#shares}). Or the index and ten words of the share alone, beside one whole text.
 *
 * @param index 1..8
 * @param needed how many shares it takes, 2..8
 * @param check 8 bytes, what R hashes to
 * @param sheet with the share in the place of R
 */
public record Share(int index, int needed, byte[] check, Sheet sheet) {
  private static final String PREFIX = "understory-share-v1";
  private static final int MOST = 8;

  /** The text. */
  public String format() {
    return String.join(
        ".",
        PREFIX,
        Integer.toString(index),
        Integer.toString(needed),
        LinkText.key(check),
        sheet.format());
  }

  /**
   * Reads a share.
   *
   * @throws LinkException when it is not of this form
   */
  public static Share parse(String text) throws LinkException {
    LinkText.require(text.length() <= 640);
    List<String> parts = LinkText.parts(text);
    LinkText.require(parts.size() > 4 && parts.get(0).equals(PREFIX));
    long index = LinkText.number(parts.get(1));
    long needed = LinkText.number(parts.get(2));
    LinkText.require(index >= 1 && index <= MOST && needed >= 2 && needed <= MOST);
    byte[] check = LinkText.bytes(parts.get(3), 8);
    String rest = String.join(".", parts.subList(4, parts.size()));
    return new Share((int) index, (int) needed, check, Sheet.parse(rest));
  }

  /** Another share of the same sheet, by its index and words; null when they are none. */
  private @Nullable Share spoken(String text) {
    int space = text.indexOf(' ');
    int[] words = space != 1 ? null : WordNumbers.parse(text.substring(space + 1));
    byte[] share = words == null ? null : WordNumbers.secret(words);
    int which = text.isEmpty() ? 0 : text.charAt(0) - '0';
    return share == null || which < 1 || which > MOST
        ? null
        : new Share(which, needed, check, sheet.with(share));
  }

  /**
   * The sheet of its shares.
   *
   * @param texts the first a whole one; the others whole, or an index, a space and ten indexes
   * @throws LinkException when one is not of this form, they are of different sheets, too few, or
   *     one of them is false
   */
  public static Sheet combine(Sealer sealer, List<String> texts) throws LinkException {
    LinkText.require(!texts.isEmpty());
    Share first = parse(texts.get(0));
    List<Integer> indexes = new ArrayList<>();
    List<byte[]> shares = new ArrayList<>();
    for (String text : texts.subList(0, Math.min(texts.size(), first.needed))) {
      Share spoken = first.spoken(text);
      Share share = spoken == null ? parse(text) : spoken;
      indexes.add(share.index);
      shares.add(share.sheet.secret());
    }
    LinkText.require(indexes.size() == first.needed);
    byte[] secret = Shamir.combine(indexes, shares);
    LinkText.require(secret != null && Arrays.equals(Sheet.check(sealer, secret), first.check));
    return first.sheet.with(secret == null ? new byte[0] : secret);
  }

  @Override
  public String toString() {
    return "Share[" + index + "]";
  }
}
