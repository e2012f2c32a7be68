// Runs written by hand for tests: events as they are spoken of, laid out in columns as a run's data has them. It invents no
// event.

const LANES = ['app', 'wire', 'server', 'fault', 'run'];
const TEXTS = ['kind', 'client', 'status', 'user', 'token', 'name', 'via', 'detail', 'thread'];
const NUMBERS = ['epoch', 'call', 'nesting'];
const UNIT_MS = 0.01;

class Table {
  items = [];
  #known = new Map();

  // Its index; items with the same key have one, which is the first of them.
  add(item, key = JSON.stringify(item)) {
    if (!this.#known.has(key)) {
      this.#known.set(key, this.items.length);
      this.items.push(item);
    }
    return this.#known.get(key);
  }
}

const RULE = { severity: 'must', source: 'a document (https://docs.example/rule)' };
const HEAD = {
  redial: { version: '0.1.0', commit: 'abc123' },
  started_at: '2026-11-22T20:15:26Z',
  duration_ms: 61_000,
  seed: 7,
  time: 'real',
  machine: { os: 'Linux', cpu: 'a CPU', cores: 2 },
  interrupted: false,
  stale: [],
};
const SUMMARY = { pass: 'passed', fail: 'failed', known: 'known', inconclusive: 'inconclusive', warning: 'warned' };

export const clients = {
  reference: { name: 'redial-reference', version: '0.1.0', profile: 'uniapp', host: 'linux x86_64' },
  web: { name: 'rongcloud-web', version: '5.38.0', profile: 'web', host: 'node v20.20.2' },
  native: { name: 'rongcloud-native', version: '5.46.1', profile: 'native', host: 'node v20.20.2 linux-x64' },
};

class Columns {
  frames = new Table();

  constructor(texts) {
    this.texts = texts;
    this.all = Object.fromEntries(['at', 'sequence', 'lane', 'code', 'frame', ...TEXTS, ...NUMBERS].map((name) => [name, []]));
  }

  // [first, count] of the events of one play. An event: [atMs, lane, kind, attributes].
  add(events) {
    const first = this.all.at.length;
    let last = 0;
    events.forEach(([atMs, lane, kind, attributes = {}], i) => {
      const at = Math.round(atMs / UNIT_MS);
      this.all.at.push(at - last);
      last = at;
      this.all.sequence.push(attributes.sequence ?? i + 1);
      this.all.lane.push(LANES.indexOf(lane));
      for (const name of TEXTS) this.all[name].push(this.texts.add(name === 'kind' ? kind : (attributes[name] ?? '')));
      for (const name of NUMBERS) this.all[name].push(attributes[name] ?? 0);
      this.all.code.push(attributes.code ?? null);
      this.all.frame.push(attributes.frame ? this.frames.add(attributes.frame) : null);
    });
    return [first, events.length];
  }
}

function scenarioOf(play) {
  const template = play.scenario.split(' ')[0];
  return {
    scenario: play.scenario,
    file: `scenarios/library/${template}.yaml`,
    shows: play.shows ?? 'What it shows.',
    sources: play.sources ?? ['a page'],
    tags: play.tags ?? [],
  };
}

// A check that held without a remark is the number of its rule.
function checkOf(rules, { id, rule = `the rule ${id}`, severity = RULE.severity, source = RULE.source, ...rest }) {
  const index = rules.add({ id, rule, severity, source });
  return rest.verdict === undefined ? index : { detail: '', events: [], ...rest, rule: index };
}

/**
 * A run's data. A play: { scenario, client (of `clients`, or a description), verdict, events, checks, … } with defaults for the
 * rest; `head` changes the run's head, `more` adds what a run may have besides.
 */
export function runOf(plays, { head = {}, more = {} } = {}) {
  const texts = new Table();
  texts.add('');
  const tables = { clients: new Table(), scenarios: new Table(), rules: new Table() };
  const columns = new Columns(texts);
  const results = plays.map((play) => ({
    scenario: tables.scenarios.add(scenarioOf(play), play.scenario),
    client: tables.clients.add(clients[play.client] ?? play.client ?? clients.reference),
    verdict: play.verdict ?? 'pass',
    duration_ms: play.durationMs ?? 1000,
    checks: (play.checks ?? []).map((check) => checkOf(tables.rules, check)),
    events: columns.add(play.events ?? []),
    ...play.more,
  }));
  const summary = Object.fromEntries(
    Object.entries(SUMMARY).map(([verdict, key]) => [key, results.filter((one) => one.verdict === verdict).length]),
  );
  return {
    page: 1,
    run: { ...HEAD, summary, ...head },
    clients: tables.clients.items,
    rules: tables.rules.items,
    scenarios: tables.scenarios.items,
    lanes: LANES,
    texts: texts.items,
    events: columns.all,
    frames: columns.frames.items,
    results,
    latencies: [],
    differences: [],
    crashes: [],
    ...more,
  };
}
