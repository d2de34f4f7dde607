// Loads the compiled engine and answers calls: each answer goes out with the request for the next call.
const place = (name) => new URL(name, import.meta.url).href;

async function webAssembly() {
  const [runtime, response] = await Promise.all([
    import(place("engine.wasm-runtime.js")),
    fetch(place("engine.wasm")),
  ]);
  return (await runtime.load(await response.arrayBuffer())).exports;
}

async function javaScript() {
  const [engine, noble] = await Promise.all([
    import(place("engine.js")),
    import(place("primitives.noble.js")),
  ]);
  engine.install(noble.host);
  return engine;
}

async function exchange(name, body) {
  const response = await fetch(place(name), { method: "POST", body });
  return response.status === 200 ? new Int8Array(await response.arrayBuffer()) : null;
}

async function run() {
  const runtime = new URL(import.meta.url).hash.slice(1);
  const engine = await (runtime === "wasm" ? webAssembly() : javaScript());
  let call = await exchange("ready", navigator.userAgent);
  while (true) {
    // Nothing for a while: the same question once more.
    call = await exchange("next", call === null ? new Int8Array(0) : engine.call(call));
  }
}

run().catch((error) => fetch(place("fault"), { method: "POST", body: String(error.stack ?? error) }));
