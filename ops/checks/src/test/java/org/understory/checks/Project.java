package org.understory.checks;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The tree that is checked: its root, its compiled production classes, its committed files. */
final class Project {
  static final String ROOT_PACKAGE = "org.understory";

  private static final List<String> MODULES =
      List.of(
          "crypto/wire",
          "crypto/verify",
          "crypto/signal",
          "crypto/core",
          "crypto/browser",
          "crypto/trial",
          "crypto/libsignal",
          "server",
          "ops/cli");

  /** Ours, and our stand-ins for TeaVM's own; a module may also carry classes of its libraries. */
  private static final Pattern OURS = Pattern.compile(".*/org/(understory|teavm)/.*");

  /** Folders that builds and people make; nothing in them is committed. */
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", "dist", "data", ".idea", ".vscode");

  private Project() {}

  /** The folder that holds the parent pom. Surefire starts in the module's own folder. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("ops/checks/pom.xml"))) {
        return at;
      }
    }
    throw new IllegalStateException("no project above " + here);
  }

  /** The production classes of all modules; a module without classes adds nothing. */
  static JavaClasses productionClasses() {
    List<Path> places =
        MODULES.stream()
            .map(module -> root().resolve(module).resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter()
        .withImportOption(place -> place.matches(OURS))
        .importPaths(places);
  }

  /** All files that are, or would be, committed, relative to the root. */
  static List<Path> files() {
    Path root = root();
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              boolean ours =
                  folder.equals(root) || !NOT_OURS.contains(folder.getFileName().toString());
              return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && !file.getFileName().toString().equals(".git")) {
                found.add(root.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  static String read(Path file) {
    try {
      return Files.readString(root().resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
