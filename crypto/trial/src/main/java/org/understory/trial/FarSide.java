package org.understory.trial;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.understory.signal.DeviceAddress;

/**
 * A process of Node that answers calls: Signal's engine itself, or a browser with ours in a page of
 * its own. Frames go over its standard streams, each with its length in 4 bytes; the first says
 * what runs there, or why nothing can.
 *
 * <p>The process ends with its standard input, so never outlives this one. One call at a time.
 */
public final class FarSide implements Closeable {
  /** A call that takes longer will not come back. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(3);

  private static final byte[] ENDED = {};
  private static final Deque<String> NONE = new ArrayDeque<>();

  private final Process process;
  private final DataOutputStream out;
  private final LinkedBlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  private final Map<String, Deque<String>> trustAsked = new HashMap<>();
  private final String description;

  /** There is no Node, no browser or no package; the message says which. */
  public static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String reason) {
      super(reason);
    }
  }

  private FarSide(Process process) throws UnavailableException {
    this.process = process;
    this.out = new DataOutputStream(process.getOutputStream());
    Thread reader = new Thread(this::read, "far side");
    reader.setDaemon(true);
    reader.start();
    Packet hello = Packet.parse(nextAnswer());
    if (!hello.hasNext()) {
      throw new UnavailableException("it ended before it said anything");
    }
    String kind = hello.nextText();
    this.description = hello.nextText();
    if (!kind.equals("ready")) {
      process.destroy();
      throw new UnavailableException(description);
    }
  }

  /** Signal's own package for Node. */
  public static FarSide libsignal() throws UnavailableException {
    return start("libsignal.mjs");
  }

  /** The same on a device of that service id, which it tells to others that have one. */
  public static FarSide libsignal(String serviceId) throws UnavailableException {
    return start("libsignal.mjs", serviceId);
  }

  /**
   * Our engine in a browser.
   *
   * @param browser "chrome" or "firefox"
   * @param runtime "wasm" or "javascript"
   */
  public static FarSide browser(String browser, String runtime) throws UnavailableException {
    return start("browser.mjs", browser, runtime);
  }

  private static FarSide start(String script, String... arguments) throws UnavailableException {
    Path folder = module();
    List<String> command = new ArrayList<>();
    command.add(System.getenv().getOrDefault("NODE", "node"));
    command.add(folder.resolve("src/main/node").resolve(script).toString());
    command.addAll(List.of(arguments));
    try {
      return new FarSide(
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UnavailableException("no Node: " + e.getMessage());
    }
  }

  /** This module's folder, wherever below the project's root the tests were started. */
  private static Path module() throws UnavailableException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("crypto/trial");
      if (folder.resolve("package.json").toFile().isFile()) {
        return folder;
      }
    }
    throw new UnavailableException("no crypto/trial above the working directory");
  }

  /** What runs there, with its version. */
  public String description() {
    return description;
  }

  synchronized Packet call(Packet packet) {
    try {
      byte[] bytes = packet.toByteArray();
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(description + " has ended", e);
    }
    Packet answer = Packet.parse(nextAnswer());
    if (!answer.hasNext()) {
      throw new IllegalStateException(description + " ended in the middle of a call");
    }
    return answer;
  }

  /** What was last asked about the trust in that device: likely to be asked again. */
  synchronized List<String> trustAskedOf(DeviceAddress remote) {
    return List.copyOf(trustAsked.getOrDefault(Rows.trusted(remote), NONE));
  }

  synchronized void asked(String question) {
    int key = question.lastIndexOf('/') + 1;
    if (question.startsWith(Rows.TRUSTED)) {
      Deque<String> last =
          trustAsked.computeIfAbsent(question.substring(0, key), any -> new ArrayDeque<>());
      last.addFirst(question);
      if (last.size() > 2) {
        last.removeLast();
      }
    }
  }

  private byte[] nextAnswer() {
    byte @Nullable [] answer = null;
    try {
      answer = answers.poll(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (answer == null) {
      process.destroy();
      return ENDED;
    }
    return answer;
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(process.getInputStream())) {
      while (true) {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        answers.add(frame);
      }
    } catch (IOException ended) {
      answers.add(ENDED);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
