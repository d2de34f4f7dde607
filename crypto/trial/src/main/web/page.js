// Starts the worker as the client does: by an address that the policy allows. What is behind # chooses the runtime.
const address = new URL(`worker.js${location.hash}`, import.meta.url).href;
const policy = globalThis.trustedTypes?.createPolicy("worker-url", {
  createScriptURL(url) {
    if (url !== address) {
      throw new TypeError(`not a worker of ours: ${url}`);
    }
    return url;
  },
});
const worker = new Worker(policy === undefined ? address : policy.createScriptURL(address), {
  type: "module",
});
worker.onerror = (event) => fault(event.message || "the worker failed");
document.addEventListener("securitypolicyviolation", (event) =>
  fault(`the policy blocked ${event.effectiveDirective} ${event.blockedURI}`),
);

function fault(text) {
  void fetch("fault", { method: "POST", body: text });
}
