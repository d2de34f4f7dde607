package org.understory.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolException;
import org.understory.signal.ProtocolException.Reason;
import org.understory.signal.ProtocolStore;

/**
 * One call to the far side, with what it will ask of the store sent along. Where it asks for more
 * it is called again with the answer and the same seed, as if nothing had happened.
 */
final class RemoteCall {
  private static final byte[] NO_SEED = {};

  private final FarSide farSide;
  private final String name;
  private final Packet arguments = new Packet();
  private final Map<String, byte @Nullable []> answers = new LinkedHashMap<>();
  private byte[] seed = NO_SEED;

  RemoteCall(FarSide farSide, String name) {
    this.farSide = farSide;
    this.name = name;
  }

  /** Makes what the far side draws at random follow from {@code seed}. */
  RemoteCall seed(byte[] bytes) {
    seed = bytes;
    return this;
  }

  RemoteCall with(byte @Nullable [] argument) {
    arguments.add(argument);
    return this;
  }

  RemoteCall with(String argument) {
    arguments.add(argument);
    return this;
  }

  RemoteCall with(long argument) {
    arguments.add(argument);
    return this;
  }

  RemoteCall knowing(ProtocolStore store, String question) {
    answers.put(question, Rows.answer(store, question));
    return this;
  }

  /** For what has no store; it never refuses. */
  Packet run() {
    try {
      return run(null);
    } catch (ProtocolException e) {
      throw new IllegalStateException("a refusal where there is none", e);
    }
  }

  Packet run(@Nullable ProtocolStore store) throws ProtocolException {
    while (true) {
      Packet answer = farSide.call(packet());
      String kind = answer.nextText();
      switch (kind) {
        case "ok" -> {
          Packet results = Packet.parse(answer.next());
          write(answer, store);
          return results;
        }
        case "refused" -> {
          Reason reason = Reason.valueOf(answer.nextText());
          String check = answer.nextText();
          write(answer, store);
          throw new ProtocolException(reason, check);
        }
        case "asks" -> {
          if (store == null) {
            throw new IllegalStateException("a question without a store");
          }
          String question = answer.nextText();
          farSide.asked(question);
          knowing(store, question);
        }
        default -> throw failure(answer);
      }
    }
  }

  private RuntimeException failure(Packet answer) {
    boolean argument = answer.nextNumber() == 1;
    String text = farSide.description() + ", " + name + ": " + answer.nextText();
    return argument ? new IllegalArgumentException(text) : new IllegalStateException(text);
  }

  private Packet packet() {
    Packet packet = new Packet().add(name).add(seed).add(arguments.toByteArray());
    answers.forEach((question, answer) -> packet.add(question).add(answer));
    return packet;
  }

  private static void write(Packet writes, @Nullable ProtocolStore store) {
    while (writes.hasNext()) {
      String row = writes.nextText();
      byte[] value = writes.nextOrNull();
      if (store != null) {
        Rows.write(store, row, value);
      }
    }
  }
}
