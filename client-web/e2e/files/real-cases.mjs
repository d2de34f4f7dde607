// Transfers at the real server. Each case gives the empty text, or what was wrong.
const MB = 1e6;
/** What a cut or a killed server may cost: a part that is on its way, and what the server had not made durable. */
const LOST = 5 * 1024 * 1024;
const said = (got) => JSON.stringify(got).slice(0, 300);

async function whole({ ask, server }) {
  server.wire.cut = () => -1;
  const got = await ask('transfer', 20 * MB, 0);
  if (!got.ok || !got.same) return said(got);
  console.log(`        20 MB up in ${Math.round(got.upMs)} ms, down in ${Math.round(got.downMs)} ms`);
  return got.shares.at(-1) === 1 ? '' : `progress ended at ${got.shares.at(-1)}`;
}

/** A transfer that is disturbed: how often each way, what it says, and what it cost in bytes sent again. */
async function disturbed({ ask, server }, disturb) {
  const { wire } = server;
  const seen = { PUT: 0, GET: 0 };
  wire.requests.length = 0;
  wire.sent = 0;
  wire.cut = (method) => disturb(method, ++seen[method]);
  const got = await ask('transfer', 40 * MB, 0);
  wire.cut = () => -1;
  if (!got.ok || !got.same) return said(got);
  const gets = wire.requests.filter((each) => each.method === 'GET').map((each) => each.range);
  if (gets.length < 2) return 'no download was disturbed';
  const from = Math.min(...gets.slice(1).map((range) => Number(/^bytes=(\d+)-/.exec(range)[1])));
  if (from < 5 * MB) return `a download began again at ${from}`;
  if (!wire.requests.some((each) => each.method === 'HEAD')) return 'no upload was disturbed';
  // Not each is asked about: Chromium sends a part again by itself where a connection that was in use is cut.
  const lost = wire.requests.filter(({ method, status }) => method === 'PUT' && !(status < 300)).length;
  const again = wire.sent - 41 * MB;
  return again < lost * LOST ? '' : `${again} bytes were sent again after ${lost} parts were lost`;
}

const cuts = (at) =>
  disturbed(at, (method, nth) =>
    method === 'PUT' ? (nth % 3 === 2 && nth < 12 ? 1_500_000 : -1) : nth < 4 ? 7_000_000 : -1,
  );

/** Once in each direction, while bytes flow; the page comes back by itself. */
async function killed(at) {
  const { server } = at;
  server.wire.instead = () => void server.kill().then(() => server.run());
  const fault = await disturbed(at, (method, nth) =>
    method === 'PUT' ? (nth === 4 ? 2_000_000 : -1) : nth === 1 ? 12_000_000 : -1,
  );
  server.wire.instead = null;
  return fault;
}

async function cancelled({ ask, server }) {
  server.wire.cut = () => -1;
  const before = server.stored();
  const got = await ask('transfer', 40 * MB, 0.2);
  if (got.ok || got.fault !== 'cancelled') return said(got);
  return server.stored() === before ? '' : 'what was begun is still at the server';
}

/** More than the space may have: said before a byte is sent. */
async function refused({ ask, server }) {
  server.wire.sent = 0;
  const got = await ask('transfer', 200 * MB, 0);
  if (got.ok || got.fault !== 'refused' || got.detail !== 'quota') return said(got);
  return server.wire.sent === 0 ? '' : `${server.wire.sent} bytes were sent`;
}

export const REAL_CASES = [
  { name: 'a file goes up and down', run: whole },
  { name: 'a transfer goes on after cuts, and sends nothing twice that is there', run: cuts },
  { name: 'a transfer goes on after kill -9 and a new start', run: killed },
  { name: 'a cancelled upload leaves nothing', run: cancelled },
  { name: 'more than the group may have is refused by name', run: refused },
];
