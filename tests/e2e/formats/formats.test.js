// Each report format is held by a reader that is not ours: it takes the text without complaint, and finds in it what the run's JSON
// says, awkward names included.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser } from '../viewer/page.js';
import { ROOT, removeFolders } from './product.js';
import * as readers from './readers.js';
import { AWKWARD, NAMES, report, results } from './reports.js';

after(closeBrowser);
after(removeFolders);

const LIMIT = { timeout: 300_000 };  // a busy machine is slow, not wrong
const everyReport = (fact, check) => {
  for (const name of NAMES) test(`${fact}: ${name}`, LIMIT, () => check(report(name), name));
};
const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const sorted = (texts) => [...texts].sort();

// Joiners keep GitHub from taking a name for a person or an issue. They have no width, and are no part of the name.
const withoutJoiners = (text) => text.replaceAll('\u2060', '');
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
  assert.equal(all.todo, run.summary.known);
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

// What is read of it: tags within it are not, and its own elements stand on lines of their own.
const words = ({ name, text, children }) => (['text', 'code'].includes(name) ? text : children.map(words).join(''));
const cells = (row) => readers.elements(row, 'table_cell').map((cell) => withoutJoiners(words(cell)));

function tables(tree) {
  return readers.elements(tree, 'table').map(({ children }) => children.map(cells));
}

// GFM cuts a row at each "|" that no "\" stands before.
const columnsOf = (row) => row.replaceAll(/\\./g, '').split('|').length;

function assertWholeTables(text) {
  const rows = text.split('\n');
  rows.forEach((row, i) => {
    if (row.startsWith('|') && rows[i - 1]?.startsWith('|')) assert.equal(columnsOf(row), columnsOf(rows[i - 1]), row);
  });
}

everyReport('Markdown: one title, and rows as wide as their table', async ({ read }) => {
  const tree = await readers.readMarkdown(read('markdown'));
  const titles = readers.elements(tree, 'heading').filter(({ attributes }) => attributes.level === '1');
  assert.equal(titles.length, 1);
  assert.match(titles[0].text, /Redial: /);
  assert.equal(tables(tree).length, read('markdown').match(/^\|-/gm).length);
  assertWholeTables(read('markdown'));
});

test('Markdown of a comparison: rows as wide as their table', async () => {
  const text = fs.readFileSync(path.join(ROOT, 'tests/golden/expected/changes.md'), 'utf8');
  assertWholeTables(text);
  const [changes, metrics] = tables(await readers.readMarkdown(text));
  assert.deepEqual(changes[1].slice(0, 3), ['token/expired', 'rongcloud-web 5.37.1 -> 5.38.0 (web, node v20.20.2)', 'pass -> fail']);
  assert.ok(metrics.every((row) => row.length === metrics[0].length));
});

everyReport('Markdown: the counts and the broken promises are those of the run', async ({ read, run }) => {
  const [counts, broken = []] = tables(await readers.readMarkdown(read('markdown')));
  const column = (name) => sum(counts.slice(1).map((row) => Number(row[counts[0].indexOf(name)])));
  assert.deepEqual(
    ['passed', 'failed', 'known', 'inconclusive', 'warned'].map(column),
    ['pass', 'fail', 'known', 'inconclusive', 'warning'].map((verdict) => results(run, verdict).length),
  );
  const first = results(run, 'fail').slice(0, 1);
  for (const { scenario, client } of first) {
    assert.deepEqual(broken[0], ['scenario', 'client', 'demanded', 'seen']);
    assert.deepEqual(broken[1].slice(0, 2), [scenario, `${client.name} ${client.version}`]);
  }
});

everyReport('Markdown: the source of the first breach is linked, where it is', async ({ read, run }) => {
  const first = results(run, 'fail')[0]?.checks.find(({ verdict }) => verdict === 'fail');
  const source = first ? run.rules[first.rule].source : '';
  const links = readers.elements(await readers.readMarkdown(read('markdown')), 'link').map(({ attributes }) => attributes.destination);
  for (const address of source.match(/https:\/\/[^\s(),;]+/g) ?? []) assert.ok(links.includes(address), `${address} of ${links}`);
});

const diagrams = (tree) => readers.elements(tree, 'code_block').filter(({ attributes }) => attributes.info === 'mermaid');

everyReport('Markdown: Mermaid draws the diagram of the first breach', async ({ read, run }, name) => {
  const drawn = diagrams(await readers.readMarkdown(read('markdown')));
  const failed = results(run, 'fail');
  assert.equal(drawn.length, failed.length > 0 ? 1 : 0);
  if (drawn.length === 0) return;
  const texts = await readers.drawDiagram(drawn[0].text);
  const { id } = failed[0].checks.find(({ verdict }) => verdict === 'fail');
  for (const text of ['App', 'Server']) assert.ok(texts.includes(text), text);
  assert.ok(texts.some((text) => text.includes(`broken here: ${id}`)), texts.join('\n'));
  if (name.includes('everywhere')) assert.ok(texts.some((text) => text === `alice${AWKWARD}`), texts.join('\n'));
});
