// Everything that a dump of the database joins: rows with sixteen equal bytes somewhere, in whatever column, and rows whose
// numbers refer to each other.

/** So many bytes that are equal are no accident, and more than the tags and lengths with which two messages of a kind begin. */
const WINDOW = 16;

/** Ids of the reserved logs, positions and times are mostly zeros; they are everybody's. */
const LEAST_SET = 8;

/** Columns with the number of a row of another table. Other numbers count, order, or say when. */
const REFERS = { log_no: 'log', mailbox_no: 'mailbox', sponsor: 'mailbox', owner: 'mailbox' };
const NUMBERED = ['log', 'mailbox'];

function* windows(bytes) {
  const text = bytes.toString('latin1');
  let set = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0) set++;
    if (i >= WINDOW && bytes[i - WINDOW] !== 0) set--;
    if (i >= WINDOW - 1 && set >= LEAST_SET) yield text.slice(i - WINDOW + 1, i + 1);
  }
}

export class Joins {
  #rows = [];
  /** What is equal, and in which rows and columns it stands. */
  #places = new Map();

  /** @param {import('./server.mjs').Server} server */
  static async of(server) {
    const joins = new Joins();
    const tables = await server.query(
      "SELECT quote_ident(table_name) AS name FROM information_schema.tables t WHERE table_schema = 'public'" +
        " AND table_name <> 'flyway_schema_history'" +
        ' AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = t.table_name::regclass)',
    );
    for (const { name } of tables) {
      for (const row of await server.query(`SELECT * FROM ${name}`)) joins.add(name, row);
    }
    return joins;
  }

  add(table, row) {
    const at = this.#rows.push({ table, row, keys: new Set() }) - 1;
    for (const [column, value] of Object.entries(row)) {
      if (Array.isArray(value)) value.forEach((each) => this.#value(at, table, column, each));
      else this.#value(at, table, column, value);
    }
  }

  #value(at, table, column, value) {
    if (Buffer.isBuffer(value)) {
      for (const window of windows(value)) this.#join(at, window, `${table}.${column}`);
    } else if (typeof value === 'string' && !/^-?\d+$/.test(value)) {
      for (const window of windows(Buffer.from(value))) this.#join(at, window, `${table}.${column}`);
    } else if (value !== null && (column in REFERS || (column === 'no' && NUMBERED.includes(table)))) {
      this.#join(at, `${REFERS[column] ?? table} ${value}`, `${table}.${column}`);
    }
  }

  #join(at, by, column) {
    if (this.#rows[at].keys.has(by)) return;
    this.#rows[at].keys.add(by);
    const places = this.#places.get(by) ?? [];
    places.push({ at, column });
    this.#places.set(by, places);
  }

  /** Every row that joins lead to from this one, with the step that led there first. */
  #from(start) {
    const steps = new Map([[start, null]]);
    const used = new Set();
    for (const at of steps.keys()) {
      for (const by of this.#rows[at].keys) {
        if (used.has(by)) continue;
        used.add(by);
        for (const place of this.#places.get(by)) {
          if (!steps.has(place.at)) steps.set(place.at, { from: at, by, column: place.column });
        }
      }
    }
    return steps;
  }

  tables() {
    return [...new Set(this.#rows.map(({ table }) => table))];
  }

  /** The numbers of a table's rows. */
  rowsOf(table) {
    return this.#rows.flatMap((row, at) => (row.table === table ? [at] : []));
  }

  values(at) {
    return Object.values(this.#rows[at].row);
  }

  tablesJoinedTo(at) {
    return [...new Set([...this.#from(at).keys()].map((each) => this.#rows[each].table))];
  }

  /** Null when no way of joins leads from one row to the other; else the shortest. */
  wayBetween(one, two) {
    const steps = this.#from(one);
    if (!steps.has(two)) return null;
    const way = [];
    for (let at = two; at !== one; at = steps.get(at).from) {
      const { from, by, column } = steps.get(at);
      const what = /^\w+ \d+$/.test(by) ? by : Buffer.from(by, 'latin1').toString('hex');
      way.unshift(`${this.#rows[from].table} -> ${column} (${what})`);
    }
    return way;
  }
}
