package org.understory.cli;

import com.google.gson.JsonObject;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.understory.cli.act.Call;
import org.understory.cli.act.Exporting;
import org.understory.cli.act.RefusedException;
import org.understory.cli.act.UsageException;
import org.understory.cli.store.Archive;
import org.understory.cli.store.StateException;
import org.understory.core.seal.Sealer;

/** Sealed files of messages, and the passphrases that open them. */
final class Archives {
  static final String VARIABLE = "UNDERSTORY_EXPORT_PASSPHRASE";
  private static final String OPTION = "export-passphrase-file";

  private Archives() {}

  static void write(
      Call call, Sealer sealer, Map<String, String> environment, List<JsonObject> messages)
      throws UsageException, RefusedException {
    byte[] passphrase = passphrase(call, environment, true);
    Path file = Path.of(call.values().getOrDefault("file", ""));
    try (BufferedOutputStream out = new BufferedOutputStream(Archive.file(file));
        Archive archive = Archive.create(sealer, passphrase, out)) {
      for (JsonObject message : messages) {
        archive.line(message.toString());
      }
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException("file-exists");
    } catch (IOException e) {
      throw new RefusedException("file-unreadable");
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  /** Prints what is in one; nothing of a part that does not hold. */
  static void open(
      CommandLine line,
      Call call,
      Sealer sealer,
      Map<String, String> environment,
      Consumer<String> out)
      throws UsageException, RefusedException, StateException {
    byte[] passphrase = passphrase(call, environment, false);
    try (InputStream in = Files.newInputStream(Path.of(call.values().getOrDefault("file", "")))) {
      Archive.read(
          sealer,
          passphrase,
          in,
          message -> out.accept(line.json() ? message : Exporting.readable(message)));
    } catch (IOException e) {
      throw new RefusedException("file-unreadable");
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  /** As the page has it: composed the same on every keyboard, one space between words. */
  private static byte[] plain(byte[] passphrase) {
    String typed = new String(passphrase, StandardCharsets.UTF_8);
    Arrays.fill(passphrase, (byte) 0);
    String composed = Normalizer.normalize(typed, Normalizer.Form.NFKC);
    return composed.strip().replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] passphrase(Call call, Map<String, String> environment, boolean twice)
      throws UsageException {
    return plain(given(call, environment, twice));
  }

  private static byte[] given(Call call, Map<String, String> environment, boolean twice)
      throws UsageException {
    String file = call.values().get(OPTION);
    if (file != null) {
      return Passphrases.read(Path.of(file), Map.of());
    }
    Console console = System.console();
    String set = environment.getOrDefault(VARIABLE, "");
    if (set.isEmpty() && console != null && console.isTerminal()) {
      byte[] once = asked(console, "Passphrase of the file: ");
      if (once.length > 0 && (!twice || Arrays.equals(once, asked(console, "Once more: ")))) {
        return once;
      }
      throw new UsageException("These are not the same, or empty.");
    }
    if (set.isEmpty()) {
      throw new UsageException(
          "A passphrase for the file is needed: name its file with --"
              + OPTION
              + ", or set "
              + VARIABLE
              + ".");
    }
    return set.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] asked(Console console, String prompt) {
    char[] typed = console.readPassword("%s", prompt);
    if (typed == null) {
      return new byte[0];
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(typed));
    byte[] passphrase = new byte[bytes.remaining()];
    bytes.get(passphrase);
    Arrays.fill(typed, ' ');
    return passphrase;
  }
}
