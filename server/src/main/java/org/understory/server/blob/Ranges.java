package org.understory.server.blob;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes a call is about, in exactly the forms of {@code docs/protocol.md#blobs}. */
final class Ranges {
  private static final String NUMBER = "(0|[1-9][0-9]{0,11})";
  private static final Pattern PART =
      Pattern.compile("bytes " + NUMBER + "-" + NUMBER + "/" + NUMBER);
  private static final Pattern SPAN = Pattern.compile("bytes=" + NUMBER + "-" + NUMBER + "?");
  private static final Pattern LENGTH = Pattern.compile(NUMBER);

  private Ranges() {}

  /** A part that is written: bytes {@code first} to {@code last} of {@code size}. */
  record Part(long first, long last, long size) {}

  /** Bytes that are read, both ends included. */
  record Span(long first, long last) {
    /** Whether it begins behind the end. */
    boolean isBeyond() {
      return first > last;
    }
  }

  /** The part that the headers tell; null: they are not of the form, or don't agree. */
  static @Nullable Part part(@Nullable String contentRange, @Nullable String contentLength) {
    Matcher range = PART.matcher(contentRange == null ? "" : contentRange);
    Matcher length = LENGTH.matcher(contentLength == null ? "" : contentLength);
    if (!range.matches() || !length.matches()) {
      return null;
    }
    Part part =
        new Part(
            Long.parseLong(range.group(1)),
            Long.parseLong(range.group(2)),
            Long.parseLong(range.group(3)));
    boolean agrees =
        part.first() <= part.last()
            && part.last() < part.size()
            && Long.parseLong(length.group(1)) == part.last() - part.first() + 1;
    return agrees ? part : null;
  }

  /** The bytes that are asked for; null: the header is not of the form. */
  static @Nullable Span span(@Nullable String range, long size) {
    if (range == null) {
      return new Span(0, size - 1);
    }
    Matcher span = SPAN.matcher(range);
    if (!span.matches()) {
      return null;
    }
    long first = Long.parseLong(span.group(1));
    if (span.group(2) == null) {
      return new Span(first, size - 1);
    }
    long last = Long.parseLong(span.group(2));
    return last < first ? null : new Span(first, Math.min(last, size - 1));
  }
}
