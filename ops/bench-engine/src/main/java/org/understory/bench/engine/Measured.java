package org.understory.bench.engine;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.understory.trial.bench.EngineBench;

/** The rows over one engine, each answered with a line of JSON. */
final class Measured {
  private static final int MEMBERS = 1000;
  private static final int DECRYPTED = 1000;
  private static final double MILLI = 1e6;

  private final EngineBench bench;
  private final LongSupplier nanoClock;
  private final long budget;
  private final Map<String, Supplier<String>> rows = new TreeMap<>();

  /**
   * @param budget how long a rate is measured, in milliseconds
   */
  Measured(EngineBench bench, LongSupplier nanoClock, long budget) {
    this.bench = bench;
    this.nanoClock = nanoClock;
    this.budget = budget;
    rows.put("session", () -> rate(bench::sessions, 10));
    rows.put("pingpong", () -> rate(bench::talk, 20));
    rows.put("group.encrypt", () -> rate(bench::groupEncrypt, 50));
    rows.put("group.decrypt", this::groupDecrypt);
    rows.put("group.bytes", () -> value(bench.groupBytes()));
    rows.put("share", () -> once(bench::share));
    rows.put("found", () -> once(bench::found));
    rows.put("remove", () -> once(bench::remove));
  }

  /** A row's figure; all rows' names for {@code rows}. */
  String answer(String row) {
    if (row.equals("rows")) {
      return "[\"" + String.join("\",\"", rows.keySet()) + "\"]";
    }
    Supplier<String> work = rows.get(row);
    if (work == null) {
      return "{\"error\":\"no such row\"}";
    }
    try {
      bench.prepare(MEMBERS - 1);
      return work.get();
    } catch (IllegalStateException e) {
      return "{\"error\":\"%s\"}".formatted(e.getMessage());
    }
  }

  private String rate(IntConsumer work, int batch) {
    spend(work, batch, budget / 5);
    return value(spend(work, batch, budget));
  }

  /** Operations a second. */
  private double spend(IntConsumer work, int batch, long milliseconds) {
    long began = nanoClock.getAsLong();
    long done = 0;
    double took = 0;
    while (took < milliseconds) {
      work.accept(batch);
      done += batch;
      took = since(began);
    }
    return 1000 * done / took;
  }

  private String groupDecrypt() {
    bench.write(DECRYPTED);
    long began = nanoClock.getAsLong();
    bench.groupDecrypt();
    return value(1000 * DECRYPTED / since(began));
  }

  private String once(IntSupplier work) {
    bench.prepareFounder();
    long began = nanoClock.getAsLong();
    int bytes = work.getAsInt();
    return String.format(Locale.ROOT, "{\"value\":%.3f,\"bytes\":%d}", since(began), bytes);
  }

  private double since(long began) {
    return (nanoClock.getAsLong() - began) / MILLI;
  }

  private static String value(double value) {
    return String.format(Locale.ROOT, "{\"value\":%.3f}", value);
  }
}
