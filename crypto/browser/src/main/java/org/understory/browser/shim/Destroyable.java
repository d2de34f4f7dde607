package org.understory.browser.shim;

/** Stands for {@code javax.security.auth.Destroyable} in the compiled core. */
public interface Destroyable {
  default void destroy() throws DestroyFailedException {
    throw new DestroyFailedException();
  }

  default boolean isDestroyed() {
    return false;
  }
}
