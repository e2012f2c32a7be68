// The rows of the matrix.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from './run_builder.js';
import { source } from './viewer.js';

const { Run } = await source('data/run.js');
const { partsOf, partsOfRecord } = await source('data/names.js');
const { isMixed, matrixRows, worstPlay } = await source('data/matrix.js');

const run = new Run(
  runOf([
    { scenario: 'token/expired [a]', client: 'web' },
    { scenario: 'token/expired [a]', client: 'native', verdict: 'known' },
    { scenario: 'token/expired [b]', client: 'web' },
    { scenario: 'token/expired [b]', client: 'native', verdict: 'known' },
    { scenario: 'kick/newer [x=1] (tls)', client: 'web', verdict: 'fail' },
    { scenario: 'kick/newer [x=2] (tls)', client: 'web' },
    { scenario: 'kick/alone', client: 'native' },
  ]),
);

const rows = (opened = [], opensFamily = () => true) => matrixRows(run.plays, run.clients, new Map(opened), opensFamily);
const shown = (...args) => rows(...args).map(({ kind, name }) => `${kind} ${name}`);

test('the parts of an id', () => {
  assert.deepEqual(partsOf('token/expired [status=31020] (tls)'), {
    family: 'token',
    template: 'token/expired',
    short: 'expired',
    caseName: '[status=31020] (tls)',
  });
  assert.deepEqual(partsOf('alone'), { family: 'other', template: 'alone', short: 'alone', caseName: '' });
});

test('the parts of a record are its folder and its file, whatever blanks and brackets are in its name', () => {
  assert.deepEqual(partsOfRecord('sent in/a b [1].har', 'sent in/a b [1].har'), {
    family: 'sent in',
    template: 'sent in/a b [1].har',
    short: 'a b [1].har',
    caseName: '',
  });
  assert.equal(partsOfRecord('out/run.json, token/expired with web', 'out/run.json').short, 'run.json, token/expired with web');
  assert.equal(partsOfRecord('a.har', 'a.har').family, 'other');
  assert.equal(partsOfRecord('https://nav.example.com', '').short, 'https://nav.example.com');
});

test('records are gathered by folder', () => {
  const files = ['b/1.har', 'a c/2.har', 'b/3 x.har'];
  const records = runOf(
    files.map((scenario) => ({ scenario, client: 'web' })),
    { head: { origin: 'records' } },
  );
  for (const scenario of records.scenarios) scenario.file = scenario.scenario;
  const { plays, clients } = new Run(records);
  assert.deepEqual(
    matrixRows(plays, clients, new Map(), () => true).map(({ kind, name }) => `${kind} ${name}`),
    ['family a c', 'template 2.har', 'family b', 'template 1.har', 'template 3 x.har'],
  );
});

test('families stand in order; cases that are alike fold, cases that differ are shown', () => {
  assert.deepEqual(shown(), [
    'family kick',
    'template newer',
    'case [x=1] (tls)',
    'case [x=2] (tls)',
    'template alone',
    'family token',
    'template expired',
  ]);
});

test('what the reader opened or closed counts more', () => {
  assert.deepEqual(
    shown([
      ['template token/expired', true],
      ['template kick/newer', false],
      ['family kick', true],
    ]),
    ['family kick', 'template newer', 'template alone', 'family token', 'template expired', 'case [a]', 'case [b]'],
  );
});

test('a closed family shows one row', () => {
  assert.deepEqual(
    shown([], ({ name }) => name === 'token'),
    ['family kick', 'family token', 'template expired'],
  );
});

test('cells are by client, and empty where it did not play', () => {
  const [kick] = rows();
  assert.deepEqual(
    kick.cells.map((plays) => plays.length),
    [2, 1],
  );
  assert.equal(kick.worst, 'fail');
  assert.equal(kick.scenarios.length, 3);
});

test('clients that differ from each other do not make cases differ', () => {
  assert.equal(isMixed(rows().find(({ name }) => name === 'expired')), false);
});

test('a template of one case cannot be opened', () => {
  assert.equal(rows().find(({ name }) => name === 'alone').canOpen, false);
});

test('a cell leads to its worst play', () => {
  assert.equal(worstPlay(rows()[0].plays).scenario.id, 'kick/newer [x=1] (tls)');
});

test('a scenario that was played several times has all its plays in one cell', () => {
  const repeated = new Run(runOf([1, 2, 3].map((n) => ({ scenario: 'a/b', client: 'web', verdict: n === 2 ? 'fail' : 'pass' }))));
  assert.deepEqual(
    repeated.plays.map(({ repeat }) => repeat),
    [1, 2, 3],
  );
  assert.equal(repeated.find('rongcloud-web 5.38.0', 'a/b', 2).verdict, 'fail');
  assert.equal(repeated.find('rongcloud-web 5.38.0', 'a/b', 4), undefined);
  assert.equal(repeated.find('nobody', 'a/b'), undefined);
});
