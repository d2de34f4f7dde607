package org.understory.signal.pq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.understory.signal.SeededRandomness;

class FieldElementTest {
  private final SeededRandomness randomness = new SeededRandomness(1);

  @Test
  void x_to_the_16th_is_what_the_polynomial_says() {
    assertEquals(0x100B, FieldElement.multiply(0x8000, 2));
    assertEquals(0x2016, FieldElement.multiply(0x8000, 4));
    assertEquals(0x100B, FieldElement.multiply(0x0100, 0x0100));
  }

  @Test
  void products_are_those_of_long_multiplication_and_division() {
    for (int i = 0; i < 2000; i++) {
      int a = element();
      int b = element();
      assertEquals(longhand(a, b), FieldElement.multiply(a, b));
      assertEquals(FieldElement.multiply(b, a), FieldElement.multiply(a, b));
    }
    assertEquals(0, FieldElement.multiply(0, 0xFFFF));
    assertEquals(0, FieldElement.multiply(0xFFFF, 0));
    assertEquals(0xFFFF, FieldElement.multiply(0xFFFF, 1));
  }

  @Test
  void an_element_times_its_inverse_is_one() {
    for (int i = 0; i < 500; i++) {
      int a = element();
      assertEquals(a == 0 ? 0 : 1, FieldElement.multiply(a, FieldElement.invert(a)));
    }
    assertEquals(1, FieldElement.invert(1));
    assertEquals(0, FieldElement.invert(0));
  }

  @Test
  void every_element_but_zero_is_a_power_of_one_generator() {
    int order = 1;
    for (int power = 3; power != 1; power = FieldElement.multiply(power, 3)) {
      order++;
      assertTrue(order <= 65535);
    }
    assertEquals(0, 65535 % order);
  }

  @Test
  void a_table_of_products_gives_what_multiplication_gives() {
    int[] table = new int[64];
    for (int i = 0; i < 50; i++) {
      int factor = i == 0 ? 0xFFFF : element();
      FieldElement.products(factor, table);
      for (int j = 0; j < 200; j++) {
        int a = j == 0 ? 0xFFFF : element();
        assertEquals(FieldElement.multiply(factor, a), FieldElement.product(table, a));
      }
      assertEquals(0, FieldElement.product(table, 0));
    }
  }

  private int element() {
    return randomness.below(65536);
  }

  private static int longhand(int a, int b) {
    long product = 0;
    for (int i = 0; i < 16; i++) {
      if ((b >> i & 1) == 1) {
        product ^= (long) a << i;
      }
    }
    for (int i = 31; i >= 16; i--) {
      if ((product >> i & 1) == 1) {
        product ^= 0x1100BL << (i - 16);
      }
    }
    return (int) product;
  }
}
