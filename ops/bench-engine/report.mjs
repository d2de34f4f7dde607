// Figures as lines, and the table for whoever reads.
import { better } from "./rows.mjs";

const OURS = { "wasm": "wasm", "javascript": "javascript", "understory-jvm": "jvm" };
const IN_BROWSER = ["core-crypto", "matrix", "ts-mls"];
const NATIVE = "libsignal-node";

/** One figure for each runtime of ours that has this row. */
export function figureOf(name, row, reached) {
  const beats = better(row.unit);
  const best = (names) =>
    names
      .map((each) => reached[each])
      .filter((each) => each !== undefined)
      .reduce((a, b) => (a === undefined || beats(b.value, a.value) ? b : a), undefined);
  return Object.entries(OURS)
    .filter(([contestant]) => reached[contestant] !== undefined)
    .map(([contestant, runtime]) => {
      const ours = reached[contestant];
      const peer = best(runtime === "jvm" ? ["libsignal-jar"] : IN_BROWSER);
      const judged = runtime === "wasm" ? row.reached(ours, reached) : null;
      return {
        name: `engine.${name}`,
        value: round(ours.value),
        unit: row.unit,
        runtime,
        peer: peer === undefined ? null : { name: peer.name, value: round(peer.value) },
        median: round(ours.median),
        ...(ours.bytes === undefined ? {} : { bytes: ours.bytes }),
        ...(peer === undefined ? {} : { ratio: round(ratio(row.unit, ours.value, peer.value)) }),
        ...(peer === undefined ? {} : { medianRatio: round(ratio(row.unit, ours.median, peer.median)) }),
        ...(runtime === "jvm" ? {} : { others: others(reached) }),
        ...(runtime === "wasm" ? { goal: row.goal, reached: judged } : {}),
      };
    });
}

/** How many times as good as the peer: above 1 is better, whatever the unit. */
const ratio = (unit, ours, peer) => (unit === "/s" ? ours / peer : peer / ours);

const others = (reached) =>
  Object.fromEntries(
    [...IN_BROWSER, NATIVE]
      .filter((name) => reached[name] !== undefined)
      .map((name) => [
        name,
        {
          value: round(reached[name].value),
          median: round(reached[name].median),
          ...(reached[name].bytes === undefined ? {} : { bytes: reached[name].bytes }),
        },
      ]),
  );

/** Three digits that count. */
export const round = (value) => (Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3)));

const COLUMNS = ["figure", "unit", "Wasm", "JavaScript", "core-crypto", "Megolm", "ts-mls", "libsignal (Node)", "JVM", "jar"];

/** @param {ReturnType<typeof figureOf>} figures */
export function printTable(figures, missing, rounds, seconds) {
  const lines = [...new Set(figures.map((each) => each.name))].map((name) => {
    const of = (runtime) => figures.find((each) => each.name === name && each.runtime === runtime);
    const [wasm, javascript, jvm] = [of("wasm"), of("javascript"), of("jvm")];
    const first = wasm ?? javascript ?? jvm;
    const peer = (which) => cell((wasm ?? javascript)?.others?.[which]);
    const cells = [
      name.replace(/^engine\./, ""),
      first.unit,
      cell(wasm),
      cell(javascript),
      peer("core-crypto"),
      peer("matrix"),
      peer("ts-mls"),
      peer(NATIVE),
      cell(jvm),
      jvm?.peer ? String(jvm.peer.value) : "",
    ];
    return { cells, goal: first.goal ?? "", verdict: verdict(first.reached) };
  });
  const widths = COLUMNS.map((title, i) => Math.max(title.length, ...lines.map(({ cells }) => cells[i].length)));
  const laid = (cells) => cells.map((each, i) => (i === 0 ? each.padEnd(widths[i]) : each.padStart(widths[i]))).join("  ");
  const out = [
    `\nBest of ${rounds} rounds (median), bytes after a slash; ${Math.round(seconds)} s`,
    `${laid(COLUMNS)}  goal`,
    ...lines.map(({ cells, goal, verdict: said }) => `${laid(cells)}  ${[goal, said].filter(Boolean).join(": ")}`),
    ...missing.map((each) => `left out: ${each}`),
  ];
  process.stderr.write(`${out.join("\n")}\n`);
}

function cell(figure) {
  if (figure === undefined) {
    return "";
  }
  const median = figure.median === undefined || figure.median === figure.value ? "" : ` (${figure.median})`;
  const bytes = figure.bytes === undefined ? "" : ` / ${kilobytes(figure.bytes)}`;
  return `${figure.value}${median}${bytes}`;
}

const kilobytes = (bytes) => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(2)} MB` : `${Math.round(bytes / 1000)} kB`);

const verdict = (reached) => (reached === true ? "reached" : reached === false ? "NOT reached" : "");
