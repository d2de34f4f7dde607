package org.understory.server.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.understory.server.config.ConfigurationException;

/**
 * Serves the built client from memory: what was in its directory at the start and nothing else, so
 * that no path can lead outside it. Files that were compressed at build time go out compressed.
 */
final class StaticClient implements Handler<RoutingContext> {
  /** Pages of the client that are not files: its founding, joining and linking links. */
  private static final List<String> PAGES = List.of("/", "/f", "/j", "/l");

  private static final String INDEX = "/index.html";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, Asset> assets = new HashMap<>();

  private static final class Asset {
    final String type;
    final boolean immutable;
    @Nullable Buffer plain;
    @Nullable Buffer brotli;
    @Nullable Buffer gzip;

    Asset(String type, boolean immutable) {
      this.type = type;
      this.immutable = immutable;
    }
  }

  StaticClient(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        add("/" + directory.relativize(file).toString().replace('\\', '/'), file);
      }
    } catch (IOException e) {
      throw new ConfigurationException("The client in " + directory + " cannot be read.", e);
    }
    assets.values().removeIf(asset -> asset.plain == null);
  }

  private void add(String path, Path file) throws IOException {
    Buffer content = Buffer.buffer(Files.readAllBytes(file));
    if (path.endsWith(".br")) {
      asset(path.substring(0, path.length() - 3)).brotli = content;
    } else if (path.endsWith(".gz")) {
      asset(path.substring(0, path.length() - 3)).gzip = content;
    } else {
      asset(path).plain = content;
    }
  }

  private Asset asset(String path) {
    return assets.computeIfAbsent(path, fresh -> new Asset(typeOf(path), isHashed(path)));
  }

  private static String typeOf(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /** Whether a name carries a hash of its content, so that it never changes. */
  private static boolean isHashed(String path) {
    return path.startsWith("/assets/")
        && path.substring(path.lastIndexOf('/')).matches(".*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    Asset asset = assets.get(PAGES.contains(path) ? INDEX : path);
    HttpMethod method = context.request().method();
    if (asset == null || !(method == HttpMethod.GET || method == HttpMethod.HEAD)) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    response.putHeader("Content-Type", asset.type);
    response.putHeader("Cache-Control", cacheControl(asset));
    response.putHeader("Vary", "Accept-Encoding");
    Buffer content = choose(asset, context.request().getHeader("Accept-Encoding"), response);
    if (method == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Integer.toString(content.length()));
      response.end();
    } else {
      response.end(content);
    }
  }

  private static String cacheControl(Asset asset) {
    if (asset.immutable) {
      return "public, max-age=31536000, immutable";
    }
    return asset.type.startsWith("text/html") ? "no-store" : "no-cache";
  }

  private static Buffer choose(
      Asset asset, @Nullable String accepted, HttpServerResponse response) {
    if (accepted != null && asset.brotli != null && accepts(accepted, "br")) {
      response.putHeader("Content-Encoding", "br");
      return asset.brotli;
    }
    if (accepted != null && asset.gzip != null && accepts(accepted, "gzip")) {
      response.putHeader("Content-Encoding", "gzip");
      return asset.gzip;
    }
    return asset.plain == null ? Buffer.buffer() : asset.plain;
  }

  private static boolean accepts(String accepted, String encoding) {
    for (String each : accepted.split(",", -1)) {
      String[] parts = each.strip().split(";", 2);
      if (parts[0].strip().equalsIgnoreCase(encoding)) {
        return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
