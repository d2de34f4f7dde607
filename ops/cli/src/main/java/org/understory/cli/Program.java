package org.understory.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.cli.act.Agent;
import org.understory.cli.act.Call;
import org.understory.cli.act.Command;
import org.understory.cli.act.Following;
import org.understory.cli.act.Once;
import org.understory.cli.act.Outcome;
import org.understory.cli.act.RefusedException;
import org.understory.cli.act.Sentences;
import org.understory.cli.act.UsageException;
import org.understory.cli.host.Host;
import org.understory.cli.host.Sources;
import org.understory.cli.store.SealedState;
import org.understory.cli.store.StateException;
import org.understory.core.seal.Sealer;
import org.understory.signal.primitive.BouncyCastlePrimitives;

/** One run of the command line over given streams, clock and randomness. */
final class Program {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final long LAST_WORDS_SECONDS = 8;

  private final Sources sources;
  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Host host;
  private volatile boolean stopped;

  Program(
      Sources sources,
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    this.sources = sources;
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Asks a run to end well, and waits a moment until it did. From any thread. */
  void stop() {
    stopped = true;
    Host running = host;
    if (running != null) {
      running.stop();
      try {
        if (!over.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
          err.println("It did not end in time.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Carries out one command line; the exit status. */
  int run(List<String> arguments) {
    try {
      CommandLine line = CommandLine.parse(arguments);
      Call call = line.call();
      if (call == null) {
        out.print(HelpText.of(line.helpFor()));
        return DONE;
      }
      return run(line, call);
    } catch (UsageException e) {
      err.println(e.getMessage() + " --help tells more.");
      return NOT_UNDERSTOOD;
    } catch (RefusedException e) {
      err.println(Sentences.of(e.code()));
      return NOT_DONE;
    } catch (StateException e) {
      err.println(e.getMessage());
      return NOT_DONE;
    } finally {
      out.flush();
      over.countDown();
    }
  }

  private int run(CommandLine line, Call call)
      throws UsageException, RefusedException, StateException {
    if (call.command() == Command.VERIFY_PROOF) {
      ProofReport report = ProofReport.of(Path.of(call.values().getOrDefault("file", "")));
      (line.json() ? List.of(report.json()) : report.lines()).forEach(out::println);
      return report.proven() ? DONE : NOT_DONE;
    }
    if (call.command() == Command.OPEN_EXPORT) {
      Archives.open(
          line,
          call,
          new Sealer(BouncyCastlePrimitives.create(), sources.randomness()),
          environment,
          out::println);
      return DONE;
    }
    if (call.command() == Command.WIPE) {
      SealedState.destroy(line.state());
      return DONE;
    }
    byte[] passphrase = Passphrases.read(line.passphraseFile(), environment);
    Call whole = withText(call);
    Sealer sealer = new Sealer(BouncyCastlePrimitives.create(), sources.randomness());
    boolean fresh = call.command().begins() && !SealedState.exists(line.state());
    SealedState state =
        fresh
            ? SealedState.create(line.state(), passphrase, sealer)
            : SealedState.open(line.state(), passphrase, sealer);
    boolean keep = false;
    try (Host opened = Host.over(state, sealer, sources, connects(line, call))) {
      host = opened;
      if (stopped) {
        opened.stop();
      }
      try {
        carryOut(line, whole, opened);
      } finally {
        keep = opened.client().hasGroup() && !Once.isStillborn(opened);
      }
    } finally {
      host = null;
      if (fresh && !keep) {
        SealedState.destroy(line.state());
      }
    }
    return DONE;
  }

  private static boolean connects(CommandLine line, Call call) {
    return !line.offline() && !call.has("no-wait");
  }

  private void carryOut(CommandLine line, Call call, Host opened)
      throws UsageException, RefusedException, StateException {
    switch (call.command()) {
      case Command.AGENT -> agent(opened);
      case Command.FOLLOW -> follow(line, call, opened);
      default -> {
        Outcome outcome = new Once(opened, call, connects(line, call), line.timeoutSeconds()).run();
        if (call.command() == Command.EXPORT && call.values().containsKey("file")) {
          Archives.write(call, opened.sealer(), environment, outcome.json());
          outcome.lines().forEach(out::println);
        } else if (line.json() || outcome.lines().isEmpty() && call.command() == Command.EXPORT) {
          outcome.json().forEach(json -> out.println(json));
        } else {
          outcome.lines().forEach(out::println);
        }
      }
    }
  }

  private void agent(Host opened) throws StateException {
    Agent agent = new Agent(opened, this::say);
    listen(line -> opened.later(() -> agent.take(line)), () -> opened.later(agent::end));
    agent.run();
  }

  private void follow(CommandLine line, Call call, Host opened)
      throws UsageException, RefusedException, StateException {
    Long seconds = call.seconds("for", 1);
    if (seconds == null) {
      listen(ignored -> {}, opened::stop);
    }
    long deadline = seconds == null ? Long.MAX_VALUE : sources.now() + seconds * 1000;
    String channel = call.has("channel") ? call.values().get("channel") : null;
    new Following(opened, channel, line.json(), this::say).run(deadline);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Reads standard input on a thread of its own, which does not keep the process. */
  private void listen(Consumer<String> line, Runnable end) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String read = lines.readLine(); read != null; read = lines.readLine()) {
                  line.accept(read);
                }
              } catch (IOException e) {
                // standard input is gone: the same as its end
              }
              end.run();
            },
            "input");
    reader.setDaemon(true);
    reader.start();
  }

  /** A text given as - is what standard input holds, without the line's end. */
  private Call withText(Call call) throws UsageException {
    boolean says =
        call.command() == Command.SEND
            || call.command() == Command.REPLY
            || call.command() == Command.DM;
    if (!says || !"-".equals(call.values().get("text"))) {
      return call;
    }
    try {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> values = new java.util.HashMap<>(call.values());
      values.put("text", text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
      return Call.of(call.command(), values);
    } catch (IOException e) {
      throw new UsageException("Standard input cannot be read.");
    }
  }
}
