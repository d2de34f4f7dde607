// Remembers the linear memories of all WebAssembly in this page: the browser's own figure is of the heap alone.
const memories = new Set();

function remember(instance) {
  for (const each of Object.values(instance.exports)) {
    if (each instanceof WebAssembly.Memory) {
      memories.add(each);
    }
  }
}

if (typeof WebAssembly === "object") {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await original.apply(WebAssembly, all);
      remember(made.instance ?? made);
      return made;
    };
  }
}

/** Their bytes. */
globalThis.linearMemory = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
