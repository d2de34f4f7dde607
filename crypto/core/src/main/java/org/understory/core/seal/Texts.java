package org.understory.core.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.understory.wire.codec.Bounds;
import org.understory.wire.codec.InvalidWireException;
import org.understory.wire.codec.ProtoReader;
import org.understory.wire.codec.ProtoWriter;
import org.understory.wire.codec.WireCheck;

/** A repeated {@code string} field: strictly valid UTF-8, each text's length in bytes bounded. */
public final class Texts {
  private Texts() {}

  public static void write(
      ProtoWriter out, int field, List<String> texts, Bounds count, Bounds each) {
    List<byte[]> bytes = new ArrayList<>();
    for (String text : texts) {
      bytes.add(text.getBytes(StandardCharsets.UTF_8));
    }
    out.repeatedBytes(field, bytes, count, each);
  }

  public static List<String> read(ProtoReader in, int field, Bounds count, Bounds each)
      throws InvalidWireException {
    List<String> texts = new ArrayList<>();
    for (byte[] utf8 : in.repeatedBytes(field, count, each)) {
      String text = new String(utf8, StandardCharsets.UTF_8);
      // What was not strictly UTF-8 comes out changed.
      if (!java.util.Arrays.equals(utf8, text.getBytes(StandardCharsets.UTF_8))) {
        throw new InvalidWireException(WireCheck.INVALID_TEXT);
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }
}
