/**
 * A strict reader and a canonical writer for the part of proto3 that Understory speaks.
 *
 * <p>Every message has exactly one encoding: fields in ascending order, shortest varints, zero and
 * empty values left out, repeated scalars packed, nothing unknown, nothing twice. {@link
 * org.understory.wire.codec.ProtoWriter} writes only that encoding and {@link
 * org.understory.wire.codec.ProtoReader} accepts only that encoding, so what was decoded and is
 * encoded again gives the same bytes: hashes and signatures may be taken over either.
 *
 * <p>Only plain arithmetic and arrays are used, so that the package runs compiled to WebAssembly
 * and to JavaScript. {@code docs/protocol.md#canonical}
 */
@NullMarked
package org.understory.wire.codec;

import org.jspecify.annotations.NullMarked;
