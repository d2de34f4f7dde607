/**
 * The edge: HTTP, the WebSocket, security headers and the built client.
 *
 * <p>No access log. Nothing here keeps or logs an address, a user agent or any other header.
 */
@NullMarked
package org.understory.server.web;

import org.jspecify.annotations.NullMarked;
