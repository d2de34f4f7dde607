package org.understory.wire.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.understory.wire.Cases;

/** Frames of every kind for tests of other packages. */
public final class Frames {
  private Frames() {}

  /** One request of each kind. */
  public static List<Request> requests(Cases cases) {
    List<Request> requests = new ArrayList<>();
    for (Supplier<? extends RequestBody> body : new RequestCases(cases).bodies()) {
      requests.add(new Request(1 + cases.below(1000), body.get()));
    }
    return requests;
  }

  /** One frame of each kind, and one reply of each kind. */
  public static List<ServerFrame> serverFrames(Cases cases) {
    List<ServerFrame> frames = new ArrayList<>();
    new ServerFrameCases(cases).frames().forEach(frame -> frames.add(frame.get()));
    return frames;
  }
}
