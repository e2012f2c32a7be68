// What recurs in a run, and where clients differ.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clients, runOf } from './run_builder.js';
import { source } from './viewer.js';

const { Run } = await source('data/run.js');
const { brokenRules, crashedPlays, findingsOf, reasonsOf } = await source('data/findings.js');
const { comparisonsOf, countAspects, filterRows, oddOnes } = await source('data/differences.js');
const { clientLabels } = await source('data/clients.js');

const known = (id, evidence) => ({ id, verdict: 'known', evidence, detail: 'x' });

const run = new Run(
  runOf([
    {
      scenario: 'a/one',
      client: 'web',
      verdict: 'known',
      checks: [known('expect-1', 'told as final'), known('drop-is-told', 'told as final')],
    },
    { scenario: 'a/two', client: 'native', verdict: 'known', checks: [known('expect-3', 'told as final')] },
    { scenario: 'a/two', client: 'web', verdict: 'known', checks: [known('expect-3', 'something else')] },
    {
      scenario: 'b/three',
      client: 'web',
      verdict: 'warning',
      checks: [
        { id: 'first-wait@alice', rule: 'It waits.', verdict: 'warning' },
        { id: 'first-wait@bob', rule: 'It waits.', verdict: 'warning' },
      ],
    },
    { scenario: 'b/four', client: 'web', verdict: 'inconclusive', more: { reason: 'a step was carried out 275 ms late' } },
    { scenario: 'b/five', client: 'web', verdict: 'inconclusive', more: { reason: 'a step was carried out 12.5 ms late' } },
    {
      scenario: 'b/six',
      client: 'native',
      verdict: 'fail',
      checks: [{ id: 'expect-2', rule: 'never a dial', verdict: 'fail' }],
      more: { crashes: [{ client: 'alice', at_ms: 3, how: 'SIGSEGV' }] },
    },
  ]),
);

test('known deviations are one by their evidence, whatever they break', () => {
  const found = findingsOf(run, 'known');
  assert.deepEqual(
    found.map(({ text, plays, clients: who }) => [text, plays.length, who.length]),
    [
      ['told as final', 2, 2],
      ['something else', 1, 1],
    ],
  );
  assert.deepEqual(
    [...found[0].rules.values()].map(({ id }) => id),
    ['expect-1', 'drop-is-told', 'expect-3'],
  );
});

test('a rule is one for all clients of a scenario', () => {
  const [finding, ...rest] = findingsOf(run, 'warning');
  assert.deepEqual([finding.name, finding.text, finding.plays.length, finding.shown.length], ['first-wait', 'It waits.', 1, 2]);
  assert.equal(rest.length, 0);
});

test("a scenario's own expectation goes by its words", () => {
  assert.deepEqual(
    findingsOf(run, 'fail').map(({ name, text }) => [name, text]),
    [['', 'never a dial']],
  );
});

test('reasons that differ in a number are one', () => {
  assert.deepEqual(
    reasonsOf(run).map(({ text, plays }) => [text, plays.length]),
    [['a step was carried out 275 ms late', 2]],
  );
});

test('the rules that are broken most, without warnings and expectations', () => {
  assert.deepEqual(brokenRules(run, run.plays), [['drop-is-told', 1]]);
});

test('plays with crashes', () =>
  assert.deepEqual(
    crashedPlays(run).map(({ scenario }) => scenario.id),
    ['b/six'],
  ));

test('who says something else than most stands out, and nobody where there is no most', () => {
  assert.deepEqual(oddOnes(['pass', 'pass', 'fail']), [false, false, true]);
  assert.deepEqual(oddOnes(['pass', 'fail']), [false, false]);
  assert.deepEqual(oddOnes(['pass', '', 'pass']), [false, false, false]);
});

const comparison = (row) => ({ clients: [clients.web, clients.native], across_profiles: true, rows: row ? [row] : [] });
const ROW = { scenario: 'a/two', aspect: 'result codes', told: ['connect 0', 'connect 31004'] };

test("comparisons know which clients are this run's, and those without rows are left out", () => {
  const compared = new Run(
    runOf([{ scenario: 'a/two', client: 'web' }], { more: { differences: [comparison(), comparison(ROW)] } }),
  );
  const [one, ...rest] = comparisonsOf(compared);
  assert.deepEqual(
    [one.own[0].label, one.own[1], one.title, rest.length],
    ['rongcloud-web 5.38.0', undefined, 'across API profiles', 0],
  );
});

test('differences are filtered by aspect and by words', () => {
  const rows = [ROW, { ...ROW, aspect: 'statuses', told: ['connected', 'kicked'] }];
  assert.deepEqual(countAspects(rows), [
    ['result codes', 1],
    ['statuses', 1],
  ]);
  assert.equal(filterRows(rows, 'statuses', '').length, 1);
  assert.equal(filterRows(rows, '', '31004 TWO').length, 1);
  assert.equal(filterRows(rows, 'statuses', '31004').length, 0);
});

test('labels of clients say no more than tells them apart', () => {
  const { web, native } = clients;
  assert.deepEqual(clientLabels([web, native]), ['rongcloud-web 5.38.0', 'rongcloud-native 5.46.1']);
  assert.deepEqual(clientLabels([web, { ...web, host: 'chromium 1' }]), [
    'rongcloud-web 5.38.0 node v20.20.2',
    'rongcloud-web 5.38.0 chromium 1',
  ]);
  assert.equal(new Set(clientLabels([web, web])).size, 2);
});
