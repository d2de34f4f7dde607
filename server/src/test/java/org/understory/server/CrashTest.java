package org.understory.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understory.server.config.DataDirectory;
import org.understory.server.config.Sources;
import org.understory.wire.frame.Appended;
import org.understory.wire.frame.Commit;
import org.understory.wire.frame.Committed;
import org.understory.wire.frame.Found;
import org.understory.wire.frame.KeyKind;
import org.understory.wire.frame.LogEntries;
import org.understory.wire.frame.LogEntry;
import org.understory.wire.frame.LogFrom;
import org.understory.wire.frame.Reply;
import org.understory.wire.frame.ServerFrame;
import org.understory.wire.frame.Subscribe;
import org.understory.wire.frame.Subscribed;
import org.understory.wire.id.LogId;

/** A server of its own process, killed without warning. */
class CrashTest {
  private static void proveAll(TestClient client, TestSpace space, TestKey member) {
    client.prove(KeyKind.OWNER, space.id, space.founder.owner);
    client.prove(KeyKind.STEWARD, space.id, space.steward);
    client.prove(KeyKind.MEMBER, space.id, member);
  }

  private static List<LogEntry> read(TestClient client, LogId log) {
    long head = client.ask(Subscribed.class, new Subscribe(new LogFrom(log, 0))).head();
    List<LogEntry> entries = new ArrayList<>();
    while (entries.size() < head) {
      entries.addAll(client.next(LogEntries.class).entries());
    }
    return entries;
  }

  /**
   * Five times: commits of three entries each and posts run until the server is killed at a random
   * moment. After the restart every commit is there whole or not at all, what was acknowledged is
   * there, and a repeat of what was not gets one answer and one place.
   */
  @Test
  void a_server_killed_in_the_middle_of_commits_has_each_whole_or_not_at_all(
      @TempDir Path temporary) throws Exception {
    Path data = temporary.resolve("data");
    int port = TestServer.Running.freePort();
    TestSpace space = TestSpace.detached();
    Random random = new Random(20261121);
    long acknowledgedCommits = 0;
    List<Long> acknowledgedPosts = new ArrayList<>();
    @Nullable Commit uncertain = null;
    for (int round = 0; round < 5; round++) {
      try (ServerProcess server = new ServerProcess(data, port)) {
        TestClient client = new TestClient(port);
        if (round == 0) {
          client.ask(Committed.class, new Found(server.ticket(), space.founding()));
        }
        proveAll(client, space, space.member);
        List<LogEntry> roster = read(client, LogId.ROSTER);
        long commits = (roster.size() - 1) / 3;
        assertEquals(0, (roster.size() - 1) % 3, "no commit is there in part");
        assertTrue(commits >= acknowledgedCommits, "no acknowledged commit is lost");
        List<LogEntry> posts = read(client, space.channel);
        for (long position : acknowledgedPosts) {
          assertTrue(posts.stream().anyMatch(entry -> entry.position() == position));
        }
        if (uncertain != null) {
          long position = client.ask(Committed.class, uncertain).position();
          commits = Math.max(commits, (position - 1) / 3 + 1);
          acknowledgedCommits = commits;
        }
        Thread killer = server.killSoon(150 + random.nextInt(300));
        List<CompletableFuture<ServerFrame>> sent = new ArrayList<>();
        try {
          for (long next = commits; ; next++) {
            sent.add(client.send(space.post("post")));
            uncertain =
                new TestSpace.Draft(space, 1 + 3 * next).entry("a").entry("b").entry("c").build();
            client.ask(Committed.class, uncertain);
            acknowledgedCommits = next + 1;
            uncertain = null;
          }
        } catch (AssertionError | RuntimeException killed) {
          // the server is gone
        }
        killer.join();
        sent.stream()
            .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
            .map(CompletableFuture::join)
            .filter(Reply.class::isInstance)
            .forEach(
                answer -> acknowledgedPosts.add(((Appended) ((Reply) answer).body()).position()));
      }
    }
    assertTrue(acknowledgedCommits > 0, "it was killed at work");
    assertTrue(!acknowledgedPosts.isEmpty(), "it was killed at work");
    try (ServerProcess server = new ServerProcess(data, port)) {
      assertEquals(143, server.terminate(), "a clean end");
    }
    assertTrue(Files.notExists(data.resolve("postgres/cluster/postmaster.pid")));
  }

  /** The database alone is killed, three times, while posts run; the server brings it back. */
  @Test
  void a_killed_database_comes_back_with_everything_that_was_acknowledged(@TempDir Path temporary)
      throws Exception {
    int port = TestServer.Running.freePort();
    TestSpace space = TestSpace.detached();
    Set<Long> acknowledged = new TreeSet<>();
    try (Understory server =
        Understory.start(
            TestServer.Running.configuration(temporary.resolve("data"), port), Sources.system())) {
      String link = server.announcements().getLast();
      try (TestClient client = new TestClient(port)) {
        client.ask(Committed.class, new Found(TestServer.Running.ticketOf(link), space.founding()));
      }
      for (int round = 0; round < 3; round++) {
        try (TestClient client = eventually(port, space)) {
          for (int i = 0; i < 20; i++) {
            acknowledged.add(client.ask(Appended.class, space.post("post")).position());
          }
          List<CompletableFuture<ServerFrame>> sent = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            sent.add(client.send(space.post("post")));
            if (i == 100) {
              ProcessHandle.of(server.databasePid()).ifPresent(ProcessHandle::destroyForcibly);
            }
          }
          for (CompletableFuture<ServerFrame> answer : sent) {
            try {
              if (answer.get(20, TimeUnit.SECONDS) instanceof Reply reply) {
                acknowledged.add(((Appended) reply.body()).position());
              }
            } catch (ExecutionException closed) {
              // No answer: nobody knows, and nothing was promised.
            }
          }
        }
      }
      try (TestClient client = eventually(port, space)) {
        Set<Long> there = new TreeSet<>();
        long head =
            client.ask(Subscribed.class, new Subscribe(new LogFrom(space.channel, 0))).head();
        while (there.size() < head) {
          client.next(LogEntries.class).entries().forEach(entry -> there.add(entry.position()));
        }
        assertTrue(there.containsAll(acknowledged));
        assertTrue(acknowledged.size() >= 60, "some were acknowledged");
      }
    }
  }

  private static TestClient eventually(int port, TestSpace space) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try {
        TestClient client = new TestClient(port);
        proveAll(client, space, space.member);
        return client;
      } catch (AssertionError | RuntimeException notYet) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("the database did not come back");
  }

  @Test
  void an_ordinary_user_can_run_it(@TempDir Path temporary) throws Exception {
    assumeTrue(DataDirectory.isRoot(), "only root can become somebody else");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is needed");
    Files.setPosixFilePermissions(
        temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    Path own = Files.createDirectory(temporary.resolve("own"));
    Files.setAttribute(own, "unix:uid", 65_534);
    try (ServerProcess server =
        new ServerProcess(
            own.resolve("data"),
            TestServer.Running.freePort(),
            "/usr/bin/setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            // The build's own directories may be closed to others; reading them is all it needs.
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search")) {
      TestSpace space = TestSpace.detached();
      try (TestClient client = new TestClient(server.port)) {
        client.ask(Committed.class, new Found(server.ticket(), space.founding()));
      }
      assertEquals(143, server.terminate());
    }
    assertEquals(65_534, Files.getAttribute(own.resolve("data/postgres/cluster"), "unix:uid"));
  }
}
