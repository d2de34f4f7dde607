// Signal's own engine for Node, which insists on the post-quantum ratchet: answers calls of org.understory.trial.RemoteEngine.
import { existsSync, readFileSync } from "node:fs";
import { Fields, frames, packet, ready, send, unavailable } from "./packets.mjs";

const PACKAGE = new URL(
  "../../../node_modules/@signalapp/libsignal-client/package.json",
  import.meta.url,
);
/** Of libsignal's errors, by name, what the port calls them; any other of them is INVALID. */
const REASONS = {
  DuplicatedMessage: "DUPLICATE",
  UntrustedIdentity: "UNTRUSTED_IDENTITY",
  InvalidSenderKeySession: "NO_SENDER_KEY",
};
const GROUP_CALLS = /group|SenderKey/i;

async function load() {
  if (!existsSync(PACKAGE)) {
    unavailable("libsignal-client is not installed: npm --prefix crypto/trial ci --ignore-scripts");
    return null;
  }
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8"));
  const [signal, calls, store] = await Promise.all([
    import("@signalapp/libsignal-client"),
    import("./calls.mjs"),
    import("./store.mjs"),
  ]);
  return { version, ...signal, ...calls, ...store };
}

/** What the port calls this error, or null for what is no refusal. */
function reasonOf(error, name, rows, { LibSignalErrorBase, ErrorCode }) {
  if (rows.reason !== null) {
    return rows.reason;
  }
  if (error instanceof TypeError) {
    return "INVALID";
  }
  if (!(error instanceof LibSignalErrorBase)) {
    return null;
  }
  const known = REASONS[ErrorCode[error.code]];
  if (known !== undefined) {
    return known;
  }
  if (/session with .* not found|no session|missing sender key|sender key state/i.test(error.message)) {
    return GROUP_CALLS.test(name) ? "NO_SENDER_KEY" : "NO_SESSION";
  }
  return "INVALID";
}

async function answer(frame, library) {
  const input = new Fields(frame);
  const name = input.text();
  input.bytes();
  const parameters = new Fields(input.bytes());
  const rows = new library.Rows(input);
  try {
    const results = await library.CALLS[name](parameters, rows);
    return packet(["ok", packet(results), ...rows.written]);
  } catch (error) {
    if (rows.asked !== null) {
      return packet(["asks", rows.asked]);
    }
    const reason = reasonOf(error, name, rows, library);
    return reason === null
      ? packet(["failed", 0, String(error.stack ?? error)])
      : packet(["refused", reason, `libsignal: ${error.name}: ${error.message}`, ...rows.written]);
  }
}

const library = await load();
if (library !== null) {
  ready(`libsignal-client ${library.version} for Node`);
  for await (const frame of frames()) {
    send(await answer(frame, library));
  }
}
