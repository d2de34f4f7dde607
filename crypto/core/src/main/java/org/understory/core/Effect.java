package org.understory.core;

/**
 * What a host carries out for the client, strictly in the order given: a {@link Persist} is durable
 * before anything behind it happens ({@code docs/protocol.md#persist}).
 */
public sealed interface Effect {
  /** Write one batch of sealed rows in one durable transaction. */
  record Persist(byte[] batch) implements Effect {
    @Override
    public String toString() {
      return "Persist[" + batch.length + " bytes]";
    }
  }

  /** Send one frame on the open connection; dropped when there is none. */
  record Send(byte[] frame) implements Effect {
    @Override
    public String toString() {
      return "Send[" + frame.length + " bytes]";
    }
  }

  /** Keep a connection to this origin's socket open, reconnecting with growing pauses. */
  record Connect(String origin) implements Effect {}

  /** Close the connection and stay away. */
  record Disconnect() implements Effect {}

  /** The view may look different now. */
  record Changed() implements Effect {}

  /** Destroy every row, the vault header and the device half: nothing here opens anything more. */
  record Wipe() implements Effect {}
}
