// The figures of the latency page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf } from './run_builder.js';
import { source } from './viewer.js';

const { Run } = await source('data/run.js');
const { ecdf, medianPhases, percentile, samplesOf, spreadOf, stacked } = await source('latency/samples.js');
const { decadeLines, labelledLines } = await source('latency/decades.js');
const { trendOf } = await source('latency/trend.js');

const reconnect = (phases) => ({
  client: 'alice',
  lost_at_ms: 10,
  attempts: 1,
  phases,
  total_ms: Object.values(phases).reduce((sum, ms) => sum + ms, 0),
});
const run = new Run(
  runOf([
    {
      scenario: 'network/reset',
      client: 'web',
      more: { reconnects: [reconnect({ notice: 1, backoff: 3 }), reconnect({ notice: 2, dial: 6 })] },
    },
    { scenario: 'kick/newer', client: 'web', more: { reconnects: [reconnect({ notice: 0, dial: 1 })] } },
    { scenario: 'network/reset', client: 'native' },
  ]),
);

test('samples are by client, and clients without any are left out', () => {
  const groups = samplesOf(run);
  assert.deepEqual(
    groups.map(({ client, samples }) => [client.label, samples.map(({ totalMs }) => totalMs)]),
    [['rongcloud-web 5.38.0', [4, 8, 1]]],
  );
});

test('samples can be those of some plays only', () => {
  const [group] = samplesOf(run, ({ scenario }) => scenario.family === 'kick');
  assert.deepEqual(
    group.samples.map(({ totalMs }) => totalMs),
    [1],
  );
  assert.deepEqual(
    samplesOf(run, () => false),
    [],
  );
});

test('percentiles are values that were measured', () => {
  const sorted = Float64Array.from({ length: 20 }, (_, i) => i + 1);
  assert.deepEqual(
    [percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99), percentile(sorted, 1)],
    [10, 19, 20, 20],
  );
});

test('a percentile that too few samples would make the maximum is left out', () => {
  const spread = (n) => spreadOf(Array.from({ length: n }, (_, i) => n - i));
  assert.deepEqual(spread(4), { n: 4, min: 1, max: 4, p50: null, p90: null, p95: null, p99: null });
  assert.deepEqual(spread(20), { n: 20, min: 1, max: 20, p50: 10, p90: 18, p95: 19, p99: null });
});

test('a phase that a reconnect lacks took it no time', () => {
  assert.deepEqual(medianPhases(samplesOf(run)[0].samples), [
    ['notice', 1],
    ['backoff', 0],
    ['dial', 1],
  ]);
});

test('curves rise from value to value up to all', () => {
  const groups = [[5, 1, 1], [3]].map((values) => ({ samples: values.map((totalMs) => ({ totalMs })) }));
  assert.deepEqual(ecdf(groups), {
    values: [1, 3, 5],
    curves: [
      [2 / 3, 2 / 3, 1],
      [0, 1, 1],
    ],
  });
});

test('bars are stacked by phase, to the total or to one', () => {
  const [{ samples }] = samplesOf(run);
  assert.deepEqual(stacked(samples, 'ms'), {
    phases: ['notice', 'backoff', 'dial'],
    edges: [
      [1, 2, 0],
      [4, 2, 0],
      [4, 8, 1],
    ],
  });
  assert.deepEqual(stacked(samples, 'share').edges.at(-1), [1, 1, 1]);
});

test('earlier runs stand in order of time, with gaps where a client was not played', () => {
  const { times, series } = trendOf([
    { started_at: '2026-11-02T00:00:00Z', client: 'web', p50_ms: 20, p95_ms: 90 },
    { started_at: '2026-11-01T00:00:00Z', client: 'web', p50_ms: 10, p95_ms: 80 },
    { started_at: '2026-11-02T00:00:00Z', client: { name: 'native', version: '5' }, p50_ms: 5 },
  ]);
  assert.equal(times[1] - times[0], 86_400);
  assert.deepEqual(
    series.map(({ label, what, values }) => [label, what, values]),
    [
      ['web', 'p50_ms', [10, 20]],
      ['web', 'p95_ms', [80, 90]],
      ['native 5', 'p50_ms', [null, 5]],
      ['native 5', 'p95_ms', [null, null]],
    ],
  );
});

test('a logarithmic axis has lines at round values', () => {
  assert.deepEqual(decadeLines(0.8, 3.1), [0.8, 0.9, 1, 2, 3]);
  assert.deepEqual(decadeLines(95, 250), [100, 200]);
});

test('where powers of ten are few, 1, 2 and 5 have labels; where they are many, the powers have', () => {
  assert.deepEqual(labelledLines([4, 5, 6, 9, 10, 20, 30]), [null, 5, null, null, 10, 20, null]);
  assert.deepEqual(
    labelledLines(decadeLines(1, 100_000)).filter((line) => line !== null),
    [1, 10, 100, 1000, 10_000, 100_000],
  );
});

test('a client of this run keeps its place among earlier runs', () => {
  const { series } = trendOf(
    [
      { started_at: '2026-11-01T00:00:00Z', client: 'old' },
      { started_at: '2026-11-01T00:00:00Z', client: 'web' },
    ],
    [{ label: 'native' }, { label: 'web' }],
  );
  assert.deepEqual(
    series.map(({ label, index }) => [label, index]),
    [
      ['old', 2],
      ['old', 2],
      ['web', 1],
      ['web', 1],
    ],
  );
});
