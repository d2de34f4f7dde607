package org.understory.cli.act;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.understory.cli.files.FileFaultException;
import org.understory.cli.files.SealedFile;
import org.understory.cli.files.Transfer;
import org.understory.cli.host.Host;
import org.understory.core.files.FilePointer;
import org.understory.core.files.FilePointerCodec;
import org.understory.core.seal.Sealer;
import org.understory.core.view.Timeline;
import org.understory.core.view.View;

/**
 * Files of messages, sent as they are and saved. Bytes go over a thread of their own, while the
 * member's connection is kept alive by the host's.
 */
final class Attaching {
  private static final int MOST_ALT = 2000;
  private static final HexFormat HEX = HexFormat.of();

  private Attaching() {}

  /** What is done on another thread. */
  private interface Work<T> {
    T done() throws IOException, FileFaultException;
  }

  private static <T> CompletableFuture<T> aside(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.done());
              } catch (IOException | FileFaultException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            },
            "file");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** Null while it is under way. */
  private static <T> @Nullable T over(CompletableFuture<T> work) throws RefusedException {
    if (!work.isDone()) {
      return null;
    }
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw new RefusedException(code(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("stopped");
    }
  }

  private static String code(@Nullable Throwable cause) {
    if (cause instanceof FileFaultException fault) {
      return "file-" + fault.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return cause instanceof IOException io && io.getCause() instanceof FileFaultException fault
        ? code(fault)
        : "file-unreadable";
  }

  static Act attach(Call call, Host host) throws RefusedException {
    Acts.requireReady(host);
    View.Channel channel = Finding.channel(host, call.value("channel"));
    Path file = Path.of(call.value("file"));
    Path last = file.getFileName();
    String name = call.valueOr("name", last == null ? "" : last.toString());
    String alt = call.valueOr("alt", "");
    boolean called = name.getBytes(StandardCharsets.UTF_8).length <= 255;
    if (!called
        || !FilePointerCodec.isName(name)
        || alt.getBytes(StandardCharsets.UTF_8).length > MOST_ALT) {
      throw new RefusedException("file-name");
    }
    try {
      long size = Files.size(file);
      long sealed = SealedFile.sealedSize(size);
      Upload upload = new Upload(host, channel, file, size, sealed, name, alt);
      return new Act(upload::begin, () -> upload.look(call.valueOr("text", "")));
    } catch (IOException e) {
      throw new RefusedException("file-unreadable");
    } catch (FileFaultException e) {
      throw new RefusedException("file-size");
    }
  }

  /** A file on its way: a place is asked for, the bytes go there, then the message. */
  private static final class Upload {
    private final Host host;
    private final View.Channel channel;
    private final Path file;
    private final long size;
    private final long sealed;
    private final String name;
    private final String alt;
    private final byte[] blob;
    private final byte[] key;
    private @Nullable CompletableFuture<SealedFile.Hashes> bytes;
    private @Nullable Act message;

    Upload(
        Host host,
        View.Channel channel,
        Path file,
        long size,
        long sealed,
        String name,
        String alt) {
      this.host = host;
      this.channel = channel;
      this.file = file;
      this.size = size;
      this.sealed = sealed;
      this.name = name;
      this.alt = alt;
      blob = host.sealer().randomness().bytes(16);
      key = host.sealer().randomness().bytes(32);
    }

    String begin() {
      byte[] readKey = SealedFile.readKey(host.sealer(), key, blob);
      byte[] readHash = host.sealer().primitives().digest().sha256(readKey);
      List<String> args =
          List.of(
              HEX.formatHex(blob),
              Integer.toString(channel.timerSeconds()),
              Long.toString(sealed),
              HEX.formatHex(readHash));
      return host.client().act("openBlob", args, host.now());
    }

    @Nullable Outcome look(String text) throws RefusedException {
      if (message != null) {
        return message.look().look();
      }
      if (bytes == null) {
        byte[] token = token();
        bytes = token == null ? null : aside(() -> carried(token));
        return null;
      }
      SealedFile.Hashes hashes = over(bytes);
      if (hashes != null) {
        String pointer = HEX.formatHex(FilePointerCodec.encode(pointer(hashes)));
        Act said =
            Talking.said(
                host, channel.id(), false, () -> Speaking.file(host, channel.id(), text, pointer));
        String code = said.begin().begin();
        if (!code.isEmpty()) {
          throw new RefusedException(code);
        }
        message = said;
      }
      return null;
    }

    /** What the server gave for the place; null while it did not answer. */
    private byte @Nullable [] token() throws RefusedException {
      JsonObject answer =
          JsonParser.parseString(host.client().query("blob", List.of(HEX.formatHex(blob))))
              .getAsJsonObject();
      return switch (answer.get("state").getAsString()) {
        case "waiting" -> null;
        case "open" -> HEX.parseHex(answer.get("token").getAsString());
        default -> throw new RefusedException(answer.get("code").getAsString());
      };
    }

    private SealedFile.Hashes carried(byte[] token) throws IOException, FileFaultException {
      Sealer sealer = host.sealer();
      try (Transfer transfer = new Transfer(host.view().group().origin(), blob);
          InputStream in = Files.newInputStream(file);
          OutputStream out = transfer.upload(token, sealed)) {
        return SealedFile.seal(sealer, key, size, in, out);
      }
    }

    private FilePointer pointer(SealedFile.Hashes hashes) {
      return new FilePointer(
          blob,
          key,
          size,
          hashes.plain(),
          hashes.sealed(),
          name,
          "application/octet-stream",
          0,
          0,
          0,
          alt,
          new byte[0]);
    }
  }

  static Act save(Call call, Host host) throws RefusedException {
    Acts.requireInside(host);
    View.Channel channel = Finding.channel(host, call.value("channel"));
    Timeline.Message message = Finding.message(host, channel.id(), call.value("message"));
    FilePointer pointer = pointer(message, call.valueOr("number", "1"));
    Path target = Path.of(call.value("file"));
    if (Files.exists(target)) {
      throw new RefusedException("file-exists");
    }
    String origin = host.view().group().origin();
    CompletableFuture<Path> saving = aside(() -> saved(host.sealer(), origin, pointer, target));
    return Act.looking(() -> {
      if (over(saving) == null) {
        return null;
      }
      JsonObject json = new JsonObject();
      json.addProperty("saved", target.toString());
      json.addProperty("size", pointer.size());
      return Outcome.of(json);
    });
  }

  private static FilePointer pointer(Timeline.Message message, String number)
      throws RefusedException {
    List<FilePointer> files = message.said().files();
    try {
      int index = Integer.parseInt(number) - 1;
      if (index >= 0 && index < files.size()) {
        return files.get(index);
      }
    } catch (NumberFormatException e) {
      // answered below, with numbers of no file
    }
    throw new RefusedException("no-file");
  }

  /** Opens into a file beside the target, which takes its place only when all of it was proven. */
  private static Path saved(Sealer sealer, String origin, FilePointer pointer, Path target)
      throws IOException, FileFaultException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    byte[] readKey = SealedFile.readKey(sealer, pointer.key(), pointer.blob());
    try (Transfer transfer = new Transfer(origin, pointer.blob());
        InputStream in = transfer.download(readKey);
        OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
      SealedFile.open(sealer, pointer, in, out);
    } catch (FileAlreadyExistsException e) {
      throw e; // somebody else's
    } catch (IOException | FileFaultException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    return Files.move(part, target);
  }
}
