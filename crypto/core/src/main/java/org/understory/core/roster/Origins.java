package org.understory.core.roster;

/**
 * What a server's origin may look like, in the one way that browsers write it: {@code
 * https://host}, {@code https://host:port}, or the same with {@code http} on this very machine.
 */
public final class Origins {
  private static final int MAX_LENGTH = 255;
  private static final int MAX_PORT = 65_535;

  private Origins() {}

  /** Whether this is that one way. */
  public static boolean isCanonical(String origin) {
    if (origin.length() > MAX_LENGTH) {
      return false;
    }
    if (origin.startsWith("https://")) {
      return isAuthority(origin.substring("https://".length()), false, 443);
    }
    return origin.startsWith("http://")
        && isAuthority(origin.substring("http://".length()), true, 80);
  }

  private static boolean isAuthority(String authority, boolean loopback, int defaultPort) {
    int colon = authority.indexOf(':', authority.startsWith("[") ? authority.indexOf(']') + 1 : 0);
    String host = colon < 0 ? authority : authority.substring(0, colon);
    boolean hostHolds = loopback ? isLoopback(host) : isHost(host);
    return hostHolds && (colon < 0 || isPort(authority.substring(colon + 1), defaultPort));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private static boolean isHost(String host) {
    boolean literal = host.startsWith("[");
    if (literal && (host.length() < 4 || !host.endsWith("]"))) {
      return false;
    }
    String name = literal ? host.substring(1, host.length() - 1) : host;
    for (int i = 0; i < name.length(); i++) {
      if (!(literal ? isAddressPart(name.charAt(i)) : isNamePart(name.charAt(i)))) {
        return false;
      }
    }
    boolean edges = literal || (!name.startsWith(".") && !name.startsWith("-"));
    return !name.isEmpty() && edges && !name.contains("..");
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }

  private static boolean isAddressPart(char c) {
    return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
  }

  private static boolean isPort(String text, int defaultPort) {
    if (text.isEmpty() || text.length() > 5 || text.charAt(0) == '0') {
      return false;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return false;
      }
      port = port * 10 + (digit - '0');
    }
    return port <= MAX_PORT && port != defaultPort;
  }
}
