package org.understory.server;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.understory.server.config.Arguments;
import org.understory.server.config.Configuration;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.Sources;

/** The program. */
public final class Main {
  /** Held, because the logging system itself forgets loggers that nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");

  private Main() {}

  /**
   * Runs until it is told to stop. A start that cannot work ends with one sentence and status 1.
   */
  public static void main(String[] arguments) throws InterruptedException {
    ROOT.setLevel(Level.WARNING);
    System.setProperty("vertx.disableFileCaching", "true");
    System.setProperty("vertx.disableFileCPResolving", "true");
    try {
      Configuration configuration = Arguments.parse(List.of(arguments));
      if (configuration == null) {
        System.out.print(Arguments.HELP);
      } else {
        carryOut(configuration);
      }
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void carryOut(Configuration configuration) throws InterruptedException {
    Sources sources = Sources.system();
    switch (configuration.command()) {
      case NEW_TICKET ->
          System.out.println("Found a group: " + Understory.newTicket(configuration, sources));
      case EXPIRED -> System.out.println(Understory.expired(configuration, sources));
      case BACKUP -> {
        Understory.backup(configuration, sources);
        System.out.println("The backup is in " + configuration.backup());
      }
      case RESTORE -> {
        Understory.restore(configuration, sources);
        System.out.println("Restored. What had not expired is posted again by its authors.");
      }
      case RUN, RUN_WITH_TICKET -> run(configuration);
    }
  }

  private static void run(Configuration configuration) throws InterruptedException {
    Understory server = Understory.start(configuration, Sources.system());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    server.announcements().forEach(System.out::println);
    System.out.println("Open files: " + OpenFiles.limit() + " at most");
    System.out.flush();
    Thread.currentThread().join();
  }
}
