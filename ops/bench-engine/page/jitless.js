// The core that is shipped, as JavaScript, in a browser without a just-in-time compiler; and the trial's engine beside it.
// Passphrases are stretched by the page's own code.
import { chooseKdf, deriveKey } from "../../../client-web/src/worker/kdf.ts";
import { taken } from "./timing.js";

const SESSIONS = 10;
const PASSPHRASE = "seven plain words that nobody else would choose";
const SEND = 1;

const module = async (folder) => {
  const [engine, noble] = await Promise.all([import(`${folder}/engine.js`), import(`${folder}/primitives.noble.js`)]);
  engine.install(noble.host);
  return engine;
};
const bytes = (hex) => Int8Array.from(hex.match(/../g) ?? [], (each) => Number.parseInt(each, 16));
const hex = (array) => Array.from(array, (each) => (each & 0xff).toString(16).padStart(2, "0")).join("");

let core;
let vault;

/** Downloaded, compiled and checked on known answers, in milliseconds. */
export const load = () =>
  taken(async () => {
    core = await module("/core");
    const wrong = core.wrongAnswers();
    if (wrong !== "") {
      throw new Error(`the core computes wrongly: ${wrong}`);
    }
  });

/** One session: the bundle verified, PQXDH, the first message encrypted and decrypted, in milliseconds. */
export async function session() {
  const { Bench } = await module("/ours");
  Bench.publish(1);
  Bench.establish();
  Bench.publish(SESSIONS);
  return (await taken(() => Bench.establish())) / SESSIONS;
}

/** What this browser would choose, and how long it takes to derive the key with it. */
export async function stretch() {
  const argon2id = core.argon2id;
  const probe = new Uint8Array(16);
  const argonMs = 48 * (await taken(() => argon2id(probe, probe, 4 * 1024, 1)));
  const parameters = await chooseKdf(argon2id);
  const value = await taken(() => deriveKey(PASSPHRASE, parameters, argon2id));
  return { value, kdf: parameters.kdf, iterations: parameters.iterations, argonMs };
}

/** From the stretched key to the group on the screen, in milliseconds. */
export async function unlock(stored) {
  vault = stored;
  const rows = stored.rows.map(([key, value]) => [bytes(key), bytes(value)]);
  const [header, half] = [bytes(stored.header), bytes(stored.half)];
  const shown = {};
  const value = await taken(() => {
    const refused = core.openVault(header, new Int8Array(32), half);
    if (refused !== "") {
      throw new Error(refused);
    }
    rows.forEach(([key, row]) => core.row(key, row));
    core.loaded(stored.now);
    shown.view = JSON.parse(core.view());
    shown.timeline = JSON.parse(core.timeline(stored.channel, 200));
  });
  return { value, rows: rows.length, members: shown.view.members.length, messages: shown.timeline.items.length };
}

/** The frames that the core wants to send now. */
function sent() {
  const frames = [];
  for (let kind = core.nextEffect(); kind !== 0; kind = core.nextEffect()) {
    if (kind === SEND) {
      frames.push(hex(core.effectBytes()));
    } else if (kind === 2) {
      core.effectBytes();
    }
  }
  return frames;
}

export function connect() {
  core.connected(vault.now);
  return sent();
}

/** What the server sent; how long the core took, and what it answers. */
export async function receive(frames) {
  const arrays = frames.map(bytes);
  let answers = [];
  const value = await taken(() => {
    for (const frame of arrays) {
      core.received(frame, vault.now);
      answers = answers.concat(sent());
    }
  });
  return { value, answers };
}

export const texts = () =>
  JSON.parse(core.timeline(vault.channel, 1000)).items.filter(({ kind, text }) => kind === "message" && text !== "").length;
