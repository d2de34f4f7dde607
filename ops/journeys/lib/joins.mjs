// Everything that a dump of the database joins: rows with eight equal bytes somewhere, in whatever column, and rows whose
// numbers refer to each other.

/** So many bytes that are equal are no accident. */
const WINDOW = 8;

/** Ids of the reserved logs, positions and times are mostly zeros; they are everybody's. */
const LEAST_SET = 4;

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
  #firstWith = new Map();
  #parents = [];
  #because = new Map();

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
    const at = this.#rows.push({ table, row }) - 1;
    this.#parents.push(at);
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
    const other = this.#firstWith.get(by);
    if (other === undefined) {
      this.#firstWith.set(by, at);
      return;
    }
    const [one, two] = [this.#root(at), this.#root(other)];
    if (one === two) return;
    this.#parents[one] = two;
    const why = `${column}~${this.#rows[other].table}: ${Buffer.from(by, 'latin1').toString('hex')}`;
    this.#because.set(two, [...(this.#because.get(two) ?? []), ...(this.#because.get(one) ?? []), why]);
  }

  #root(at) {
    let root = at;
    while (this.#parents[root] !== root) {
      this.#parents[root] = this.#parents[this.#parents[root]];
      root = this.#parents[root];
    }
    return root;
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
    const root = this.#root(at);
    return [...new Set(this.#rows.flatMap(({ table }, each) => (this.#root(each) === root ? [table] : [])))];
  }

  /** Null when no way of joins leads from one row to the other; else some of the joins that did. */
  wayBetween(one, two) {
    return this.#root(one) === this.#root(two) ? (this.#because.get(this.#root(one)) ?? []).slice(-12) : null;
  }
}
