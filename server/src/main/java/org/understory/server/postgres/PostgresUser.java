package org.understory.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;

/**
 * As whom PostgreSQL's programs run. PostgreSQL refuses to run as root, so root starts them under
 * an unprivileged user id that owns nothing but the cluster.
 */
final class PostgresUser {
  /** No account has this id; root alone uses it. An existing cluster's owner comes first. */
  private static final int UNPRIVILEGED = 61_417;

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private final boolean root;
  private final int id;
  private final boolean mayPass;

  private PostgresUser(boolean root, int id, boolean mayPass) {
    this.root = root;
    this.id = id;
    this.mayPass = mayPass;
  }

  /** The user for a cluster in {@code directory}. */
  static PostgresUser forDirectory(Path directory) throws IOException {
    if (!DataDirectory.isRoot()) {
      return new PostgresUser(false, -1, true);
    }
    if (!Files.isExecutable(SETPRIV)) {
      throw new ConfigurationException(
          "PostgreSQL does not run as root, and setpriv (package util-linux) is not there to give"
              + " up root's rights: install it, or run the server as an ordinary user.");
    }
    Path cluster = directory.resolve("cluster");
    int owner = Files.exists(cluster) ? uid(cluster) : uid(directory);
    return new PostgresUser(true, owner == 0 ? UNPRIVILEGED : owner, othersMayPass(directory));
  }

  /** Makes a directory that this user alone may use. */
  void makeOwnDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectory(path);
    }
    giveAway(path);
    DataDirectory.setPermissions(path, "rwx------");
  }

  /** Makes this user the owner. */
  void giveAway(Path path) throws IOException {
    if (root) {
      Files.setAttribute(path, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * The command line that runs {@code program} as this user.
   *
   * @param endsWithUs whether the kernel is to interrupt it when the starting thread ends
   */
  List<String> command(boolean endsWithUs, List<String> program) {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(
          List.of(SETPRIV.toString(), "--reuid=" + id, "--regid=" + id, "--clear-groups"));
      String kept = mayPass ? "-all" : "-all,+dac_read_search";
      // Below a directory like /root (0700) the unprivileged user could not even reach its own
      // cluster. The one capability that lets it pass is kept then, and only then.
      command.addAll(
          List.of("--inh-caps=" + kept, "--ambient-caps=" + kept, "--bounding-set=" + kept));
      command.add("--no-new-privs");
    } else if (endsWithUs && Files.isExecutable(SETPRIV)) {
      command.add(SETPRIV.toString());
    }
    if (endsWithUs && !command.isEmpty()) {
      command.add("--pdeathsig=INT");
    }
    command.addAll(program);
    return command;
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  private static boolean othersMayPass(Path directory) throws IOException {
    for (Path path = directory.toRealPath(); path != null; path = path.getParent()) {
      if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }
}
