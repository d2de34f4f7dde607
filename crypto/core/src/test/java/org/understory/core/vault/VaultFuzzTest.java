package org.understory.core.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.understory.core.content.Fixture;

/**
 * Any bytes at all to the vault, as a broken or hostile store would hand in. With {@code
 * JAZZER_FUZZ=1} these search for new bytes; otherwise they try the corpus beside them again.
 */
class VaultFuzzTest {
  private static final Vault VAULT =
      Vault.create(Fixture.sealer(), new byte[] {1}, new byte[32], new byte[32]);

  @FuzzTest
  void header(byte[] bytes) {
    Fixture.refusedOrCanonical(bytes, b -> VaultHeader.decode(b).encode());
    assertNull(Vault.open(Fixture.sealer(), bytes, new byte[32], Fixture.filled(32, 9)));
  }

  @FuzzTest
  void row(byte[] bytes) {
    byte[] place = Arrays.copyOf(bytes, Vault.STORED_KEY);
    Rows rows = new Rows(VAULT);
    boolean ignored = rows.load(place, bytes);
    assertFalse(rows.load(Arrays.copyOf(bytes, Vault.KEY_PLACE), bytes));
    ignored |= rows.load(Arrays.copyOf(bytes, Vault.PAGE_PLACE), bytes);
    rows.settle();
    assertEquals(0, rows.size());
  }

  @FuzzTest
  void page(byte[] bytes) {
    boolean ignored = Page.read(bytes, (key, expiry, value) -> {});
  }
}
