// The reports that all readers are given: the expected files of the golden tests, runs of the product in which promises break,
// and one of these with awkward names everywhere. Each is played once.
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { FILES, ROOT, newFolder, play, read, reportOf } from './product.js';

// All that one of the formats takes for its own, and some that none does.
export const AWKWARD = '<i>&"\'`|\\#;:{}[]()*_~@$%^!- ]]> end é 你好 🎉';
export const AWKWARD_SOURCE = 'a page (https://docs.example/a_b?c=d&e=~f), another: https://docs.example/*x*';

const golden = (format) => fs.readFileSync(path.join(ROOT, 'tests/golden/expected', FILES[format]), 'utf8');

// Under a name that a shell, XML, YAML and Markdown would rather not have. A file's name has no "/".
function awkwardScenario() {
  const folder = path.join(newFolder(), `family ${AWKWARD}`);
  fs.mkdirSync(folder);
  const library = path.join(ROOT, 'scenarios/library');
  fs.copyFileSync(path.join(library, 'token/expired.yaml'), path.join(folder, `${AWKWARD}.yaml`));
  return folder;
}

// What an agent or a document could have said.
function makeAwkward(run) {
  for (const rule of run.rules) Object.assign(rule, { rule: `${rule.rule} ${AWKWARD}`, source: AWKWARD_SOURCE });
  for (const { client } of run.latencies) client.name += AWKWARD;
  for (const result of run.results) {
    result.client.name += AWKWARD;
    result.shows = AWKWARD;
    for (const check of result.checks) {
      check.id += ` ${AWKWARD}`;
      if ('detail' in check) check.detail = AWKWARD;
    }
    for (const event of result.trace) {
      if (event.client) event.client += AWKWARD;
      if (event.kind === 'step-started') event.detail = AWKWARD;
    }
  }
}

const written = (folder) => ({
  read: (format) => read(folder, format),
  run: JSON.parse(read(folder, 'json')),
  page: path.join(folder, FILES.html),
});

const lost = () => play(['token', 'kick'], ['reference:web+callback-lost', 'reference:web']);

const MAKERS = {
  'the golden report': () => ({ read: golden, run: JSON.parse(golden('json')) }),
  'a run in which callbacks get lost': () => written(lost()),
  'a run in which drops are not noticed': () => written(play(['network', 'keepalive'], ['reference+silent-drop-not-noticed'])),
  'a run in which all is well': () => written(play(['connect', 'network/reset'], ['reference'], { fails: false })),
  'a scenario with an awkward name': () => written(play([awkwardScenario()], ['reference:web+callback-lost'])),
  'an interrupted run': () => written(reportOf(lost(), (run) => Object.assign(run, { interrupted: true }))),
  'a run with awkward names everywhere': () => written(reportOf(lost(), makeAwkward)),
};

const made = {};

/** {read(format), run, page}: the text of each format, the run as its JSON has it, and the page's file if there is one. */
function report(name) {
  made[name] ??= MAKERS[name]();
  return made[name];
}

const LIMIT = { timeout: 300_000 };  // a busy machine is slow, not wrong

const NAMES = Object.keys(MAKERS);

/** One test for each of them: `check(report, name, t)`. */
export function everyReport(fact, check, names = NAMES) {
  for (const name of names) test(`${fact}: ${name}`, LIMIT, (t) => check(report(name), name, t));
}

/** The same for those that the product has written, page included. */
export const everyRun = (fact, check) => everyReport(fact, check, NAMES.slice(1));

export const results = (run, verdict) => run.results.filter((result) => verdict === undefined || result.verdict === verdict);
