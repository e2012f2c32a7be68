// The checks of a play, and which events they mark.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from './run_builder.js';
import { source } from './viewer.js';

const { Run } = await source('data/run.js');
const { PlayEvents } = await source('data/events.js');
const { checksOf, firstBroken, marksOf } = await source('data/checks.js');
const { rankOf, tally, worstOf } = await source('data/verdicts.js');

const EVENTS = Array.from({ length: 8 }, (_, i) => [i, 'app', 'status', { client: 'alice' }]);

function open(checks) {
  const run = new Run(runOf([{ scenario: 'a/b', events: EVENTS, checks }]));
  const [play] = run.plays;
  const all = checksOf(run, play);
  return { run, play, checks: all, marks: marksOf(new PlayEvents(run, play), all) };
}

const BROKEN = [
  { id: 'held' },
  { id: 'advice', verdict: 'warning', severity: 'advisory', events: [1] },
  { id: 'hint', verdict: 'warning', severity: 'should', events: [2, 3] },
  { id: 'late', verdict: 'fail', detail: 'seen', events: [4, 7] },
  { id: 'early', verdict: 'fail', events: [5] },
  { id: 'recorded', verdict: 'known', evidence: 'on record', events: [2] },
  { id: 'remarked', verdict: 'pass', detail: 'twice' },
];

test('the worst come first, then what weighs most, then what broke first, then the order of the judge', () => {
  assert.deepEqual(
    open(BROKEN).checks.map(({ id }) => id),
    ['early', 'late', 'recorded', 'hint', 'advice', 'held', 'remarked'],
  );
});

test('a breach that no event shows comes behind those of its weight that one shows', () => {
  const never = { id: 'never', verdict: 'fail' };
  assert.deepEqual(
    open([never, ...BROKEN]).checks.slice(0, 4).map(({ id }) => id),
    ['early', 'late', 'never', 'recorded'],
  );
});

test('a number stands for a check that held', () => {
  const [check] = open([{ id: 'held', rule: 'It holds.' }]).checks;
  assert.deepEqual([check.verdict, check.rule, check.detail, check.sequences], ['pass', 'It holds.', '', []]);
});

test('all events of a broken check are marked, and its last is where it broke', () => {
  const { marks } = open(BROKEN);
  assert.deepEqual(marks.order, [0, 1, 2, 3, 4, 6]);
  assert.deepEqual([...marks.breaches].map(([position, checks]) => [position, checks.map(({ id }) => id)]).sort(), [
    [0, ['advice']],
    [1, ['recorded']],
    [2, ['hint']],
    [4, ['early']],
    [6, ['late']],
  ]);
});

test('the first breach is that of the worst verdict which is complete first', () => {
  assert.equal(open(BROKEN).marks.first, 4);
  assert.equal(open([{ id: 'held' }]).marks.first, -1);
});

test('a breach that no event shows marks nothing', () => {
  assert.deepEqual(
    open([
      { id: 'never', verdict: 'fail', events: [] },
      { id: 'gone', verdict: 'fail', events: [99] },
    ]).marks.order,
    [],
  );
});

test('the reason of a verdict is the first check that has it', () => {
  const { run, play } = open(BROKEN);
  assert.equal(firstBroken(run, play).id, 'early');
  const held = open([{ id: 'held' }]);
  assert.equal(firstBroken(held.run, held.play), undefined);
});

test('fail is worse than inconclusive, known, warning and pass, in this order', () => {
  const verdicts = ['pass', 'warning', 'known', 'inconclusive', 'fail'];
  assert.deepEqual(
    [...verdicts].sort((a, b) => rankOf(a) - rankOf(b)),
    verdicts.reverse(),
  );
  assert.equal(worstOf(['pass', 'known', 'warning']), 'known');
  assert.equal(worstOf([]), undefined);
});

test('verdicts are counted', () => assert.deepEqual(tally(['pass', 'fail', 'pass']), { pass: 2, fail: 1 }));
