// The rows of the table: what is measured, in what, and what ours has to reach.

/**
 * @typedef {{name: string, value: number, bytes?: number}} Reached
 * @typedef {object} Row
 * @property {string} title
 * @property {"/s" | "ms" | "bytes"} unit a rate is better when it is higher, all else when it is lower
 * @property {string} goal in words
 * @property {(ours: Reached, peers: Record<string, Reached>) => boolean | null} reached null when a peer is missing
 */

/** Ours against one peer. */
const against = (name, holds) => (ours, peers) => (peers[name] === undefined ? null : holds(ours.value, peers[name].value));
const more = (a, b) => a > b;
const less = (a, b) => a < b;

/** @type {Record<string, Row>} */
export const ROWS = {
  "session": {
    title: "session from bundle + first message",
    unit: "/s",
    goal: "> core-crypto, floor 1,200",
    reached: (ours, peers) => ours.value >= 1200 && against("core-crypto", more)(ours, peers),
  },
  "pingpong": {
    title: "ping-pong messages, in memory",
    unit: "/s",
    goal: "> core-crypto",
    reached: against("core-crypto", more),
  },
  "pingpong.stored": {
    title: "the same, state in IndexedDB before bytes leave (relaxed)",
    unit: "/s",
    goal: "> core-crypto",
    reached: against("core-crypto", more),
  },
  "pingpong.stored-strict": {
    title: "the same with strict durability, as our client does it",
    unit: "/s",
    goal: "no peer asks for it",
    reached: () => null,
  },
  "group.encrypt": {
    title: "group encrypt, 1,000 members",
    unit: "/s",
    goal: "> Megolm",
    reached: against("matrix", more),
  },
  "group.decrypt": {
    title: "group decrypt",
    unit: "/s",
    goal: ">= 1.5 x ts-mls",
    reached: against("ts-mls", (a, b) => a >= 1.5 * b),
  },
  "share": {
    title: "share a sender key with 1,000, sessions there",
    unit: "ms",
    goal: "< 113 ms",
    reached: (ours) => ours.value < 113,
  },
  "found": {
    title: "found a group of 1,000 (sessions and key)",
    unit: "ms",
    goal: "< Megolm, floor 800 ms",
    reached: (ours, peers) => ours.value < 800 && against("matrix", less)(ours, peers),
  },
  "remove": {
    title: "remove one of 1,000, able to send again",
    unit: "ms",
    goal: "< 100 ms, < 350 kB",
    reached: (ours) => ours.value < 100 && (ours.bytes ?? Infinity) < 350_000,
  },
  "group.bytes": {
    title: "one group message of 256 bytes",
    unit: "bytes",
    goal: "<= 366",
    reached: (ours) => ours.value <= 366,
  },
};

export const better = (unit) => (unit === "/s" ? more : less);
