package org.understory.server.config;

/**
 * How much content a space may have at one time.
 *
 * @param entries in its logs and mailboxes together
 * @param bytes of these, as they are stored
 * @param blobs how many
 * @param blobBytes of these, as they were opened
 */
public record Quotas(long entries, long bytes, long blobs, long blobBytes) {
  static final int DEFAULT_ENTRIES = 2_000_000;
  static final int DEFAULT_MEBIBYTES = 2_048;
  static final int DEFAULT_BLOBS = 20_000;
  static final int DEFAULT_BLOB_MEBIBYTES = 10_240;
}
