package org.understory.core.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  private static String fold(String text) {
    return new String(Folding.fold(text), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "Größe, grosse",
    "STRASSE, strasse",
    "Łódź, lodz",
    "Ærøskøbing, aeroskobing",
    "Tiếng Việt, tieng viet",
    "İstanbul ıspanak, istanbul ispanak",
    "Ἀθήνα-Αθήνα, ἀθηνα-αθηνα",
    "ΟΔΟΣ οδός, οδοσ οδοσ",
    "Москва Ёлка, москва ёлка",
    "שָׁלוֹם, שלום",
    "مُحَمَّد, محمد",
    "cafe\u0301, cafe",
    "a\u200bb, ab",
  })
  void case_and_marks_do_not_count(String text, String folded) {
    assertEquals(folded, fold(text));
  }

  @Test
  void every_latin_letter_with_marks_folds_to_the_letter_without() {
    for (int c = 0xC0; c < 0x1F00; c = c == 0x17F ? 0x1E00 : c + 1) {
      String decomposed =
          Normalizer.normalize(
              new String(Character.toChars(Character.toLowerCase(c))), Normalizer.Form.NFD);
      char base = decomposed.charAt(0);
      if (base >= 'a' && base <= 'z' && decomposed.length() > 1) {
        assertEquals(String.valueOf(base), fold(Character.toString(c)), Integer.toHexString(c));
      }
    }
  }
}
