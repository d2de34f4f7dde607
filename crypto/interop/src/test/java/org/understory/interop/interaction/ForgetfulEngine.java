package org.understory.interop.interaction;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.understory.signal.ProtocolStore;
import org.understory.signal.SignalEngine;

/** An engine that does everything right, but stores each tenth change of a session nowhere. */
final class ForgetfulEngine {
  private static final int EVERY = 10;

  private ForgetfulEngine() {}

  static SignalEngine around(SignalEngine engine) {
    AtomicInteger stored = new AtomicInteger();
    return proxy(
        SignalEngine.class,
        (proxy, method, arguments) -> {
          @Nullable Object[] passed = arguments == null ? new @Nullable Object[0] : arguments;
          if (passed.length > 0 && passed[0] instanceof ProtocolStore store) {
            passed[0] = forgetful(store, stored);
          }
          return call(engine, method, passed);
        });
  }

  private static ProtocolStore forgetful(ProtocolStore store, AtomicInteger stored) {
    return proxy(
        ProtocolStore.class,
        (proxy, method, arguments) -> {
          boolean forgets =
              method.getName().equals("storeSession") && stored.incrementAndGet() % EVERY == 0;
          return forgets ? null : call(store, method, arguments);
        });
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
