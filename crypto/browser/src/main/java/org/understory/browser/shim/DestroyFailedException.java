package org.understory.browser.shim;

/** Stands for {@code javax.security.auth.DestroyFailedException} in the compiled core. */
public class DestroyFailedException extends Exception {
  private static final long serialVersionUID = 1L;
}
