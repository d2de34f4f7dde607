package org.understory.core.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understory.core.invite.LinkException;
import org.understory.core.linking.WordNumbers;
import org.understory.core.roster.GroupId;
import org.understory.core.roster.MemberId;
import org.understory.core.seal.Sealer;
import org.understory.core.seal.Sequence;
import org.understory.signal.primitive.BouncyCastlePrimitives;
import org.understory.wire.id.SpaceId;

final class ShareTest {
  private final Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), new Sequence(14));
  private final Sheet sheet =
      new Sheet(
          sealer.randomness().bytes(16),
          "https://example.org:8443",
          SpaceId.of(sealer.randomness().bytes(16)),
          GroupId.of(sealer.randomness().bytes(32)),
          MemberId.of(sealer.randomness().bytes(16)),
          3,
          sealer.randomness().bytes(32));
  private final List<String> texts = new ArrayList<>();
  private final List<String> spoken = new ArrayList<>();

  @BeforeEach
  void five_shares_of_which_three_are_needed() {
    byte[][] shares = Shamir.split(sealer.randomness(), sheet.secret(), 5, 3);
    byte[] check = Sheet.check(sealer, sheet.secret());
    for (int i = 1; i <= 5; i++) {
      texts.add(new Share(i, 3, check, sheet.with(shares[i - 1])).format());
      StringBuilder words = new StringBuilder(Integer.toString(i));
      for (int word : WordNumbers.of(shares[i - 1])) {
        words.append(' ').append(word);
      }
      spoken.add(words.toString());
    }
  }

  @Test
  void three_shares_give_the_sheet_back_written_or_spoken() throws Exception {
    String expected = sheet.format();
    assertEquals(expected, combine(texts.get(0), texts.get(2), texts.get(4)));
    assertEquals(expected, combine(texts.get(4), spoken.get(0), spoken.get(3)));
    assertEquals(expected, combine(texts.get(1), texts.get(2), texts.get(3), texts.get(4)));
  }

  private String combine(String... some) throws LinkException {
    return Share.combine(sealer, List.of(some)).format();
  }

  @Test
  void too_few_the_same_twice_or_a_false_one_give_nothing() {
    String[][] wrong = {
      {},
      {texts.get(0)},
      {texts.get(0), texts.get(1)},
      {texts.get(0), texts.get(1), texts.get(1)},
      {texts.get(0), texts.get(1), spoken.get(0)},
      {texts.get(0), texts.get(1), "3" + spoken.get(3).substring(1)},
      {spoken.get(0), spoken.get(1), spoken.get(2)},
      {texts.get(0), texts.get(1), "9 1 2 3 4 5 6 7 8 9 10"},
      {texts.get(0), texts.get(1), ""}
    };
    for (String[] some : wrong) {
      assertThrows(LinkException.class, () -> combine(some));
    }
  }

  @Test
  void a_share_that_was_cut_is_refused() throws Exception {
    String text = texts.get(0);
    assertEquals(text, Share.parse(text).format());
    for (int i = 0; i < text.length(); i++) {
      String cut = text.substring(0, i);
      assertThrows(LinkException.class, () -> Share.parse(cut));
    }
  }
}
