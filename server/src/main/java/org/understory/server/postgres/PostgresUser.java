package org.understory.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.understory.server.config.ConfigurationException;
import org.understory.server.config.DataDirectory;

/**
 * As whom PostgreSQL's programs run. PostgreSQL refuses to run as root, so root starts them under
 * an unprivileged user id that owns nothing but the cluster.
 */
final class PostgresUser {
  /** No account has this id; root alone uses it. An existing cluster's owner comes first. */
  private static final int UNPRIVILEGED = 61_417;

  /** {@code nobody}: initdb, unlike the server, wants its user to have a name. */
  private static final int NOBODY = 65_534;

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

  /** The user that initdb runs as; what it makes is given away afterwards. */
  PostgresUser forInitdb() {
    return new PostgresUser(root, NOBODY, mayPass);
  }

  /**
   * Makes a directory that this user alone may use. One that is there must be this user's already:
   * below a shared directory anybody could have put a link or a directory of that name.
   */
  void makeOwnDirectory(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(path);
      giveAway(path);
    }
    boolean own =
        Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
            && Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(ownId());
    if (!own) {
      throw new IOException(path + " belongs to somebody else");
    }
    DataDirectory.setPermissions(path, "rwx------");
  }

  private Object ownId() throws IOException {
    return root ? Integer.valueOf(id) : Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  /** Makes this user the owner of a file or a whole tree. */
  void giveAway(Path tree) throws IOException {
    if (!root) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
      }
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
      command.add(SETPRIV.toString());
      command.addAll(List.of("--reuid=" + id, "--regid=" + id, "--clear-groups"));
      command.addAll(capabilities());
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

  /**
   * None, as a rule. Below a directory like /root (0700) the unprivileged user could not even reach
   * its own cluster: the one capability that lets it pass is kept then. {@code access(2)} looks at
   * it only with the secure bit.
   */
  private List<String> capabilities() {
    if (mayPass) {
      return List.of("--inh-caps=-all", "--bounding-set=-all");
    }
    String kept = "-all,+dac_read_search";
    return List.of(
        "--securebits=+no_setuid_fixup",
        "--inh-caps=" + kept,
        "--ambient-caps=" + kept,
        "--bounding-set=" + kept);
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
