// JSON, JUnit's XML, TAP and OpenMetrics are each held by a reader that is not ours: it takes the text without complaint, and
// finds in it what the run's JSON says, awkward names included. Markdown has a file of its own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser } from '../viewer/page.js';
import { ROOT, removeFolders } from './product.js';
import * as readers from './readers.js';
import { everyReport, results } from './reports.js';

after(closeBrowser);
after(removeFolders);

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const sorted = (texts) => [...texts].sort();

// As far as the run's own control characters and broken bytes go, writers show them as text; only the golden report has any.
const isPlain = (text) => !/[\p{Cc}\ufffd]/u.test(text);

everyReport('run.json keeps its schema', ({ read }) => {
  assert.deepEqual(readers.schemaErrors('run.schema.json', read('json')), []);
});

test('the JSON of a comparison keeps its schema', () => {
  const text = fs.readFileSync(path.join(ROOT, 'tests/golden/expected/changes.json'), 'utf8');
  assert.deepEqual(readers.schemaErrors('changes.schema.json', text), []);
});

everyReport('no text format has a control character', ({ read }) => {
  for (const format of ['junit', 'markdown', 'tap', 'openmetrics']) assert.doesNotMatch(read(format), /[^\P{Cc}\n]/u, format);
});

const COUNTED = { tests: 'testcase', failures: 'failure', errors: 'error', skipped: 'skipped' };

everyReport('JUnit: valid, and its counts are those of its elements', async ({ read }) => {
  const root = await readers.readJunit(read('junit'));
  for (const node of [root, ...readers.elements(root, 'testsuite')]) {
    for (const [count, element] of Object.entries(COUNTED)) {
      assert.equal(Number(node.attributes[count]), readers.elements(node, element).length, `${node.attributes.name}: ${count}`);
    }
  }
});

everyReport('JUnit: every result under its name, with its outcome', async ({ read, run }) => {
  const root = await readers.readJunit(read('junit'));
  const told = (testcase) => testcase.children.find(({ name }) => ['failure', 'error', 'skipped'].includes(name))?.name;
  const cases = readers.elements(root, 'testcase').map((testcase) => `${testcase.attributes.name}: ${told(testcase)}`);
  const outcome = { fail: 'failure', inconclusive: 'error', known: 'skipped' };
  const expected = run.results.map(({ scenario, verdict }) => `${scenario}: ${outcome[verdict]}`);
  expected.push(...run.stale.map(({ scenario, check }) => `${scenario} ${check}: failure`));
  assert.deepEqual(sorted(cases), sorted(expected));
});

everyReport('JUnit: a failure says what was demanded and seen', async ({ read, run }) => {
  const texts = readers.elements(await readers.readJunit(read('junit')), 'failure').map(({ text }) => text);
  for (const { checks } of results(run, 'fail')) {
    for (const { id, rule, detail } of checks.filter(({ verdict }) => verdict === 'fail')) {
      const says = [`${id}: ${run.rules[rule].rule}`, detail ?? ''].filter(isPlain);
      assert.ok(texts.some((text) => says.every((part) => text.includes(part))), says.join('; '));
    }
  }
});

everyReport('TAP: every line is TAP, and every point has its name and its verdict', async ({ read, run }) => {
  const { points, sum: all } = await readers.readTap(read('tap'));
  assert.deepEqual(all.failures.filter(({ tapError }) => tapError), []);
  assert.equal(all.count, run.results.length + run.stale.length);
  assert.equal(all.plan.end, all.count);
  assert.equal(all.todo, run.summary.known);
  assert.equal(all.bailout, run.interrupted && 'The run was interrupted');
  assert.equal(all.fail - all.todo, run.summary.failed + run.summary.inconclusive + run.stale.length);
  run.results.forEach(({ scenario, client, verdict }, i) => {
    assert.ok(points[i].name.startsWith(`${scenario} (${client.name} ${client.version} (`), points[i].name);
    assert.equal(points[i].diag?.verdict ?? 'pass', verdict);
  });
});

everyReport('TAP: the diagnostics say what was demanded and seen', async ({ read, run }) => {
  const { points } = await readers.readTap(read('tap'));
  run.results.forEach(({ checks, shows, verdict }, i) => {
    if (verdict === 'pass') return;
    assert.equal(points[i].diag.shows, shows || undefined);
    const broken = checks.filter((check) => check.verdict !== 'pass');
    assert.deepEqual(points[i].diag.checks?.map(({ id }) => id) ?? [], broken.map(({ id }) => id));
    broken.forEach(({ rule, detail = '' }, n) => {
      const told = points[i].diag.checks[n];
      assert.equal(told.demanded, run.rules[rule].rule);
      if (isPlain(detail)) assert.equal(told.seen ?? '', detail);
    });
  });
});

everyReport('OpenMetrics: the linter of Prometheus has nothing to say', ({ read }) => {
  assert.equal(readers.lintMetrics(read('openmetrics')), '');
});

// A label's value as Prometheus shows it: quoted as Go does, which leaves printable characters alone.
const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

everyReport('OpenMetrics: Prometheus reads each sample, and counts results as the run does', ({ read, run }) => {
  const text = read('openmetrics');
  const series = readers.readMetrics(text);
  assert.equal(series.length, text.split('\n').filter((line) => line && !line.startsWith('#')).length);
  const value = (line) => Number(line.match(/\} (\S+) \d+$/)[1]);
  const counts = series.filter((line) => line.includes('__name__="redial_results"'));
  for (const verdict of ['pass', 'fail', 'known', 'inconclusive', 'warning']) {
    const those = counts.filter((line) => line.includes(`verdict="${verdict}"`));
    assert.equal(sum(those.map(value)), results(run, verdict).length, verdict);
  }
  for (const { client } of run.results) assert.ok(counts.some((line) => line.includes(`client=${quoted(client.name)}`)));
});
