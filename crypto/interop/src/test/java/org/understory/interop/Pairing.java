package org.understory.interop;

import org.understory.signal.Randomness;
import org.understory.signal.SignalEngine;
import org.understory.signal.TestDevice;

/** Which engine starts the session, and which one answers. */
enum Pairing {
  JVM_WITH_JVM(Engine.JVM, Engine.JVM),
  JVM_WITH_JAR(Engine.JVM, Engine.JAR),
  JAR_WITH_JVM(Engine.JAR, Engine.JVM),
  JAR_WITH_JAR(Engine.JAR, Engine.JAR),
  JVM_WITH_NPM(Engine.JVM, Engine.NPM),
  NPM_WITH_JVM(Engine.NPM, Engine.JVM),
  JAR_WITH_NPM(Engine.JAR, Engine.NPM),
  WASM_WITH_JAR(Engine.WASM, Engine.JAR),
  JAR_WITH_WASM(Engine.JAR, Engine.WASM),
  JS_WITH_JAR(Engine.JS, Engine.JAR),
  JAR_WITH_JS(Engine.JAR, Engine.JS),
  WASM_WITH_NPM(Engine.WASM, Engine.NPM),
  NPM_WITH_JS(Engine.NPM, Engine.JS),
  FIREFOX_WASM_WITH_FIREFOX_JS(Engine.FIREFOX_WASM, Engine.FIREFOX_JS);

  private final Engine starts;
  private final Engine answers;

  Pairing(Engine starts, Engine answers) {
    this.starts = starts;
    this.answers = answers;
  }

  Engine answers() {
    return answers;
  }

  SignalEngine starting(Randomness randomness) {
    return starts.create(randomness);
  }

  SignalEngine answering(Randomness randomness) {
    return answers.create(randomness);
  }

  TestDevice alice(Randomness randomness) {
    return new TestDevice(starting(randomness), "alice");
  }

  TestDevice bob(Randomness randomness) {
    return new TestDevice(answering(randomness), "bob");
  }
}
