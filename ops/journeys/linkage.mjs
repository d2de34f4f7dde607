// What a seized database tells of a person who is in two groups: whole members at the command line, every column of every
// table.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { Terminal } from './lib/cli.mjs';
import { Joins } from './lib/joins.mjs';
import { findInFiles, forms } from './lib/leaks.mjs';
import { Server } from './lib/server.mjs';
import { until } from './lib/wait.mjs';

const PHRASE = 'seven quiet bridges over the water';
/** The person who is in both, with the same words in both. */
const SAME = 'Rosamunde Quillfeather';
const ANSWER = 'Three goats and an old yew';
const VOUCH = 'We mended nets together for years';
const QUESTION = 'Which tree stands at the gate of yours?';
const MESSAGE = 'The lantern hangs on the northern hook';
const HIDDEN = 'undercroft';
const GROUPS = [
  { name: 'Fernhollow Rangers', founder: 'Adalind Brook', other: 'Benedikt Thorn' },
  { name: 'Saltmarsh Keepers', founder: 'Cleophea Marsh', other: 'Dorothea Vale' },
];

function check(holds, what) {
  if (!holds) throw new Error(what);
}

export class Linkage {
  constructor(root, port) {
    this.root = root;
    this.work = mkdtempSync(join(tmpdir(), 'understory-linkage-'));
    this.server = new Server(root, join(this.work, 'data'), port, ['--bucket-seconds', '10']);
    this.terminals = [];
  }

  steps() {
    return [
      ['a person is in two groups of one server', () => this.play()],
      ['no table, file or frame holds a name, a role, a vouch or an answer', () => this.words()],
      ['no join over all columns leads from one group to the other', () => this.joins()],
      ['the search finds a key that stands in both', () => this.searchWorks()],
    ];
  }

  terminal(name) {
    const made = new Terminal(this.root, join(this.work, `${name}.state`), PHRASE);
    this.terminals.push(made);
    return made;
  }

  async play() {
    await this.server.start();
    let link = this.server.foundingLink;
    for (const [at, group] of GROUPS.entries()) {
      if (at > 0) link = this.freshTicket();
      await this.group(at, group, link);
    }
  }

  freshTicket() {
    const { data, port, origin } = this.server;
    const made = spawnSync(
      join(this.root, 'ops/run'),
      ['--data', data, '--port', String(port), '--origin', origin, '--new-ticket'],
      { cwd: this.root, encoding: 'utf8' },
    );
    const link = /\S+\/f#v1\.\S+/.exec(made.stdout);
    check(link !== null, `no founding link in: ${made.stdout}${made.stderr}`);
    return link[0];
  }

  /** Vetting with questions, vouches, a role, a sheet, a compartment, messages. */
  async group(at, { name, founder, other }, link) {
    const ada = this.terminal(`founder-${at}`);
    await ada.ask({ do: 'found', link, group: name, name: founder });
    await ada.phase('ready');
    const ben = await this.joined(ada, `other-${at}`, other);
    await ada.ask({ do: 'set-questions', questions: QUESTION });
    const same = this.terminal(`same-${at}`);
    await same.ask({ do: 'join', link: await this.invite(ada), name: SAME, answer: ANSWER });
    await same.phase('answering');
    await same.ask({ do: 'answer', answers: ANSWER, vouchers: other });
    await until('the request to arrive', () => ada.view.requests.length === 1);
    const [request] = ada.view.requests;
    await ada.ask({ do: 'ask-vouch', request: request.id, members: other, text: VOUCH });
    await until('the member to be asked', () => ben.view.vouchAsks.length === 1);
    await ben.ask({ do: 'vouch', request: ben.view.vouchAsks[0].request, kind: 'know-well', note: VOUCH });
    await until('the vouch to arrive', () => JSON.stringify(ada.view.requests).includes(VOUCH));
    await ada.ask({ do: 'note', request: request.id, text: `Note on ${SAME}` });
    await ada.ask({ do: 'approve', request: request.id });
    await same.phase('ready', 120_000);
    await ada.ask({ do: 'appoint', member: SAME });
    await until('the office to be offered', () => same.view.decisions.length === 1);
    await same.ask({ do: 'accept-office', decision: same.view.decisions[0].id });
    await until('the office to be taken', () => same.view.me.role === 'steward');
    await ada.ask({ do: 'create-need-to-know', name: HIDDEN, people: SAME, keepers: `${founder},${SAME}` });
    await same.ask({ do: 'new-sheet' });
    for (const each of [ada, ben, same]) {
      await each.ask({ do: 'send', channel: 'general', text: MESSAGE });
    }
    for (const each of [ada, ben, same]) {
      await until('all to be read', async () => (await each.texts('general')).length >= 2);
    }
  }

  async invite(admin) {
    const before = admin.view.invites.map(({ id }) => id);
    await admin.ask({ do: 'invite', note: `for ${SAME}` });
    const fresh = () => admin.view.invites.find(({ id, link }) => link !== null && !before.includes(id));
    return (await until('an invite', fresh)).link;
  }

  async joined(admin, state, name) {
    const joiner = this.terminal(state);
    await joiner.ask({ do: 'join', link: await this.invite(admin), name, answer: ANSWER });
    await until('the request to arrive', () => admin.view.requests.length === 1);
    await admin.ask({ do: 'approve', request: admin.view.requests[0].id });
    await joiner.phase('ready', 120_000);
    return joiner;
  }

  async words() {
    const names = GROUPS.flatMap(({ name, founder, other }) => [name, founder, other]);
    const planted = [...names, SAME, ANSWER, VOUCH, QUESTION, MESSAGE, HIDDEN, 'know-well'];
    const dump = await this.server.dump();
    const shown = planted.filter((word) =>
      forms(word).some((form) => dump.includes(form.toString('hex')) || dump.includes(form.toString('latin1'))),
    );
    check(shown.length === 0, `in the tables: ${shown}`);
    const skip = (path) => path.includes('/binaries-') || path.includes('/cache/');
    const found = findInFiles(join(this.work, 'data'), planted, skip);
    check(found.length === 0, `in the server's files: ${found.slice(0, 5)}`);
    const frames = planted.filter((word) =>
      this.server.proxy.frames.some((frame) => forms(word).some((form) => frame.includes(form))),
    );
    check(frames.length === 0, `in frames: ${frames}`);
    const kept = this.terminals.map(({ view }) => JSON.stringify(view)).join();
    check(names.every((word) => kept.includes(word)), 'the words really were used');
  }

  async joins() {
    this.dump = await Joins.of(this.server);
    const [one, two] = this.dump.rowsOf('space');
    check(one !== undefined && two !== undefined, 'two spaces');
    const untouched = this.dump.tables().filter((table) => !this.dump.tablesJoinedTo(one).includes(table));
    check(untouched.length <= 4, `most tables hold something of the group; not ${untouched}`);
    const way = this.dump.wayBetween(one, two);
    check(way === null, `joined by ${way?.join(', ')}`);
  }

  searchWorks() {
    const [one, two] = this.dump.rowsOf('space');
    const part = (row) => this.dump.values(row).find((value) => Buffer.isBuffer(value)).subarray(0, 16);
    this.dump.add('planted', { both: Buffer.concat([part(one), Buffer.from([0]), part(two)]) });
    check(this.dump.wayBetween(one, two) !== null, 'a row with sixteen bytes of both joins them');
  }

  async end() {
    for (const terminal of this.terminals) await terminal.stop();
    await this.server.close();
    rmSync(this.work, { recursive: true, force: true });
  }
}
