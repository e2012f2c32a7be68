// Searching a run, and filtering it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from './run_builder.js';
import { source } from './viewer.js';

const { Run } = await source('data/run.js');
const { WHERE, eventWithCode, search } = await source('data/search.js');
const { filterOf, isSet, parametersOf, select, tagsOf, toggled } = await source('data/filter.js');

const run = new Run(
  runOf([
    {
      scenario: 'token/expired [status=31020]',
      client: 'web',
      shows: 'An expired token is told.',
      tags: ['token', '31020'],
      checks: [{ id: 'told-code' }],
      events: [[1, 'app', 'result', { client: 'alice', name: 'connect', code: 31004 }]],
    },
    {
      scenario: 'network/reset',
      client: 'native',
      verdict: 'fail',
      tags: ['network'],
      checks: [{ id: 'reconnects-by-itself', rule: 'A client dials again.', verdict: 'fail', detail: 'no attempt within 10 s' }],
      events: [[1, 'wire', 'socket-failed', { client: 'alice', detail: 'connect ECONNREFUSED' }]],
    },
    {
      scenario: 'network/reset',
      client: 'web',
      tags: ['network'],
      checks: [{ id: 'reconnects-by-itself', rule: 'A client dials again.' }],
    },
    { scenario: 'kick/newer', client: 'web', verdict: 'inconclusive', more: { reason: 'a step was carried out late' } },
  ]),
);

// Which plays are found, and where: "0 id".
const found = (query) => [...search(run, query)].flatMap((where, i) => (where ? [`${i} ${WHERE[where]}`] : []));

test('no words find everything', () => assert.equal(search(run, '  '), null));
test('a scenario is found by its id', () => assert.deepEqual(found('EXPIRED'), ['0 id']));
test('by its tags', () => assert.deepEqual(found('31020'), ['0 id']));
test('by what it shows', () => assert.deepEqual(found('told.'), ['0 shows']));
test('by a code among its events', () => assert.deepEqual(found('31004'), ['0 code']));
test('by a text among its events', () => assert.deepEqual(found('econnrefused'), ['1 event']));
test('by a rule that held, and by one that was broken', () => assert.deepEqual(found('dials again'), ['1 seen', '2 rule']));
test('by what was seen', () => assert.deepEqual(found('no attempt'), ['1 seen']));
test('by why it is inconclusive', () => assert.deepEqual(found('carried late'), ['3 seen']));
test('by its client', () => assert.deepEqual(found('reset native'), ['1 client']));
test('a code leads to the first event that has it', () => {
  assert.deepEqual(
    [
      eventWithCode(run, run.plays[0], 'result 31004'),
      eventWithCode(run, run.plays[0], 'result'),
      eventWithCode(run, run.plays[1], '31004'),
    ],
    [1, undefined, undefined],
  );
});

test('all words must be found', () => assert.deepEqual(found('reset 31004'), []));
test('part of a code is no code', () => assert.deepEqual(found('3100'), []));

const chosen = (query) => select(run, filterOf(new URLSearchParams(query))).plays.map(({ index }) => index);

test('filters narrow together', () => {
  assert.deepEqual(chosen('verdict=fail,inconclusive'), [1, 3]);
  assert.deepEqual(chosen('family=network&client=rongcloud-web+5.38.0'), [2]);
  assert.deepEqual(chosen('tag=token&q=expired'), [0]);
  assert.deepEqual(chosen('family=network&verdict=inconclusive'), []);
});

test('a filter survives its way through an address', () => {
  const filter = { verdicts: ['fail', 'known'], clients: ['a, b', 'c'], family: 'kick', tag: '31004', query: 'x & y' };
  assert.deepEqual(filterOf(new URLSearchParams(parametersOf(filter).toString())), filter);
});

test('an empty filter leaves nothing in the address', () => {
  const filter = filterOf(new URLSearchParams(''));
  assert.equal(parametersOf(filter).toString(), '');
  assert.equal(isSet(filter), false);
  assert.equal(isSet({ ...filter, tag: 'x' }), true);
});

test('toggling adds and takes away', () =>
  assert.deepEqual([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')], [['a', 'b'], ['b']]));

test('tags are counted by scenario, the most frequent first', () => {
  assert.deepEqual(tagsOf(run), [
    ['31020', 1],
    ['network', 1],
    ['token', 1],
  ]);
});
