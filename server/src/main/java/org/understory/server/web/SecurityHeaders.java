package org.understory.server.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import org.understory.server.config.Configuration;

/** Sets the headers that every answer carries. */
final class SecurityHeaders implements Handler<RoutingContext> {
  /**
   * Of the device the camera is asked for, to scan codes, and the microphone, for voice notes.
   * Copying is a person's doing.
   */
  private static final String PERMISSIONS =
      "accelerometer=(), autoplay=(), camera=(self), clipboard-read=(), clipboard-write=(self),"
          + " display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(),"
          + " gyroscope=(), hid=(), idle-detection=(), keyboard-map=(), local-fonts=(),"
          + " magnetometer=(), microphone=(self), midi=(), payment=(), picture-in-picture=(),"
          + " publickey-credentials-create=(self), publickey-credentials-get=(self),"
          + " screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), unload=(),"
          + " usb=(), window-management=(), xr-spatial-tracking=()";

  private final String contentSecurityPolicy;
  private final boolean secure;

  SecurityHeaders(Configuration configuration) {
    this.contentSecurityPolicy = contentSecurityPolicy(configuration.wasmAllowed());
    this.secure = configuration.origin().isSecure();
  }

  static String contentSecurityPolicy(boolean wasmAllowed) {
    return "default-src 'none'; script-src 'self'"
        + (wasmAllowed ? " 'wasm-unsafe-eval'" : "")
        + "; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self';"
        + " connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none';"
        + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
        + " trusted-types worker-url";
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", contentSecurityPolicy);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Embedder-Policy", "require-corp");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Permissions-Policy", PERMISSIONS);
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=63072000");
    }
    context.next();
  }
}
