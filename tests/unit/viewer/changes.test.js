// Changes against the baseline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './viewer.js';

const { sortOut, summaryOf } = await source('data/changes.js');

const change = (before, after) => ({ before, after });
const CHANGES = [
  change('pass', 'warning'),
  change('pass', 'fail'),
  change('known', 'pass'),
  change('fail', undefined),
  change(undefined, 'fail'),
];

test('changes are worse, better, or neither where one of the runs has no play, the largest first', () => {
  const { worse, better, other } = sortOut(CHANGES);
  assert.deepEqual(
    worse.map(({ after }) => after),
    ['fail', 'warning'],
  );
  assert.deepEqual([better.length, other.length], [1, 2]);
});

test('a summary counts verdicts and reconnect times', () => {
  const metrics = [{ change: 'slower' }, { change: 'same' }, { change: 'cannot-tell' }];
  assert.equal(summaryOf({ changes: CHANGES, metrics }), '2 verdicts worse, 1 better; 1 reconnect time slower, none faster');
  assert.equal(
    summaryOf({ changes: [], metrics: metrics.slice(1) }),
    'no verdict changed; no reconnect time is known to have changed',
  );
  assert.equal(summaryOf({}), 'no verdict changed');
});
