package org.understory.server.config;

import java.nio.file.Path;

/**
 * Where the server's own TLS comes from, when no proxy does it.
 *
 * @param certificate PEM file with the certificate chain
 * @param key PEM file with the private key
 */
public record Tls(Path certificate, Path key) {}
