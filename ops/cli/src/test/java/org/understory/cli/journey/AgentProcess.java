package org.understory.cli.journey;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A member that stays: {@code understory agent} in a process of its own. */
final class AgentProcess implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** A line that came, and when by the system's clock in milliseconds. */
  record Line(JsonObject json, long at) {
    String text(String name) {
      JsonElement value = json.get(name);
      return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
  }

  private final Process process;
  private final PrintWriter in;
  private final List<Line> lines = new ArrayList<>();
  private int asked;

  private AgentProcess(Process process) {
    this.process = process;
    this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    Thread reader = new Thread(this::read, "agent-output");
    reader.setDaemon(true);
    reader.start();
  }

  static AgentProcess start(Path folder, String state) throws IOException {
    AgentProcess agent =
        new AgentProcess(
            Jvm.of(folder, "org.understory.cli.Main", List.of("agent", "--state", state)).start());
    agent.await(line -> line.text("event").equals("ready"));
    return agent;
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Line read =
            new Line(JsonParser.parseString(line).getAsJsonObject(), System.currentTimeMillis());
        synchronized (lines) {
          lines.add(read);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines so far. */
  List<Line> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** The first line, past or to come, that is like this. */
  Line await(Predicate<Line> like) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    int looked = 0;
    synchronized (lines) {
      while (true) {
        for (; looked < lines.size(); looked++) {
          if (like.test(lines.get(looked))) {
            return lines.get(looked);
          }
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("never came; the last lines: " + tail());
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(lines, left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private List<Line> tail() {
    return lines.subList(Math.max(0, lines.size() - 5), lines.size());
  }

  /** Asks for something without waiting; the request's id. */
  int ask(String word, String... namesAndValues) {
    JsonObject request = new JsonObject();
    request.addProperty("do", word);
    request.addProperty("id", ++asked);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.addProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    in.println(request);
    return asked;
  }

  /** The result of a request, which must be there or come, and be good. */
  JsonObject result(int id) {
    Line line =
        await(come ->
            come.text("event").equals("result") && come.text("id").equals(Integer.toString(id)));
    if (!line.json().get("ok").getAsBoolean()) {
      throw new AssertionError("refused: " + line.json());
    }
    return line.json().getAsJsonObject("result");
  }

  /** The code of a request that must be refused. */
  String refused(String word, String... namesAndValues) {
    int id = ask(word, namesAndValues);
    Line line =
        await(come ->
            come.text("event").equals("result") && come.text("id").equals(Integer.toString(id)));
    if (line.json().get("ok").getAsBoolean()) {
      throw new AssertionError("not refused: " + line.json());
    }
    return line.text("error");
  }

  JsonObject does(String word, String... namesAndValues) {
    return result(ask(word, namesAndValues));
  }

  /** Waits until the view is like this. */
  void awaitView(Predicate<JsonObject> like) {
    await(line -> line.json().has("view") && like.test(line.json().getAsJsonObject("view")));
  }

  /** The line that told of a received or sent message with this text. */
  Line awaitMessage(String text) {
    return await(line -> line.text("event").equals("message") && line.text("text").equals(text));
  }

  /** The texts of a channel as this member sees them now, oldest first. */
  List<String> texts(String channel) {
    List<String> texts = new ArrayList<>();
    for (JsonElement item :
        does("read", "channel", channel, "limit", "1000").getAsJsonArray("items")) {
      if (item.getAsJsonObject().has("text")) {
        texts.add(item.getAsJsonObject().get("text").getAsString());
      }
    }
    return texts;
  }

  /** Ends it well: by the end of its input. */
  int quit() throws InterruptedException {
    in.close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the agent does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    Jvm.end(process);
  }
}
