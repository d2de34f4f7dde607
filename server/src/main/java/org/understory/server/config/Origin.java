package org.understory.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The server's one public origin. Links carry it and access keys sign it, so it must be what
 * browsers see.
 *
 * @param text scheme, host and, where it is not the scheme's own, port; ASCII, 1 to 255 characters
 */
public record Origin(String text) {
  private static final int LONGEST = 255;

  /**
   * Checks an origin.
   *
   * @throws ConfigurationException when it is no origin, or plain http beyond loopback
   */
  public static Origin of(String given) {
    URI uri = parse(given);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    boolean bare =
        (uri.getRawPath() == null || uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (host == null || !bare || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new ConfigurationException(
          "--origin must be like https://groups.example.org, without a path; \""
              + given
              + "\" is not.");
    }
    if (scheme.equals("http") && !isLoopback(host)) {
      throw new ConfigurationException(
          "--origin "
              + given
              + " would send keys and messages over plain http: use an https:// origin, with"
              + " --tls-cert and --tls-key or behind a proxy that does TLS, or localhost.");
    }
    String port = uri.getPort() < 0 || isOwn(scheme, uri.getPort()) ? "" : ":" + uri.getPort();
    String text = scheme + "://" + host.toLowerCase(Locale.ROOT) + port;
    if (text.length() > LONGEST) {
      throw new ConfigurationException("--origin is longer than " + LONGEST + " characters.");
    }
    return new Origin(text);
  }

  /** The origin of a server that only its own machine can reach. */
  public static Origin loopback(int port) {
    return of("http://localhost:" + port);
  }

  /** Whether a host name means this machine alone. */
  public static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]")
        || host.equals("::1");
  }

  /** Whether browsers reach it over TLS. */
  public boolean isSecure() {
    return text.startsWith("https:");
  }

  private static URI parse(String given) {
    try {
      return new URI(given);
    } catch (URISyntaxException e) {
      throw new ConfigurationException(
          "--origin must be like https://groups.example.org; \"" + given + "\" is not.", e);
    }
  }

  private static boolean isOwn(String scheme, int port) {
    return port == (scheme.equals("https") ? 443 : 80);
  }

  @Override
  public String toString() {
    return text;
  }
}
