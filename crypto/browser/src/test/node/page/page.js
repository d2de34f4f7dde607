// Starts the worker as the client does, and puts its answer where the test can read it.
const allowed = new URL("worker.js", import.meta.url).href;
const policy = globalThis.trustedTypes?.createPolicy("worker-url", {
  createScriptURL(url) {
    if (url !== allowed) {
      throw new TypeError(`not a worker of ours: ${url}`);
    }
    return url;
  },
});
const worker = new Worker(policy === undefined ? allowed : policy.createScriptURL(allowed), {
  type: "module",
});
globalThis.blocked = [];
document.addEventListener("securitypolicyviolation", (event) => {
  globalThis.blocked.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
/** @param {object} job */
globalThis.ask = (job) =>
  new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => resolve({ error: event.message || "the worker failed" });
    worker.postMessage(job);
  });
