package org.understory.browser.shim;

import org.teavm.extension.spi.substitution.SubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Tells the compiler which types of this package stand for missing ones. */
public final class ShimPolicy implements SubstitutionPolicy {
  @Override
  public void contribute(SubstitutionSink sink) {
    sink.substitutePackage("javax.security.auth", "org.understory.browser.shim");
  }
}
