// What the page of a bench draws and says, from its data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleBench } from './bench_builder.js';
import { source } from './viewer.js';

const { barsOf, edgeOf, evenness, ratesOf, wayBack } = await source('bench/series.js');
const { bannersOf, codeRows, errorText, factsOf, spreadText } = await source('bench/words.js');
const { phaseAt, phaseLink } = await source('bench/route.js');

const storm = () => sampleBench().phases[1];

test('rates are per second, at the end of each step', () => {
  const rates = ratesOf(storm().series);
  assert.equal(rates.times[0], 0.1);
  assert.equal(rates.connects[0], 330);
  assert.equal(rates.losses[0], 10_000);
  assert.equal(rates.online.at(-1), 990);
});

test('steps beyond what a screen shows are taken together, and nothing is lost', () => {
  const steps = 1001;
  const ones = Array(steps).fill(1);
  const series = { width_ms: 100, attempts: ones, connects: ones, losses: ones, messages: ones, online: ones.map((_, i) => i) };
  const rates = ratesOf(series);
  assert.ok(rates.times.length <= 400);
  assert.ok(rates.connects.every((rate) => Math.abs(rate - 10) < 1e-9));
  assert.equal(rates.times.at(-1), 100.1);
  assert.equal(rates.online.at(-1), 1000);
});

test('bars stand where their values are, with gaps between', () => {
  const { edges, shares } = barsOf([{ n: 4, bars: [[0, 1], [20, 3]] }], 20);
  assert.equal(edges.length, 23);
  assert.equal(shares[0][1], 0.25);
  assert.equal(edges[1], 1);
  assert.equal(shares[0][21], 0.75);
  assert.equal(edges[21], 10);
  assert.equal(shares[0].filter((share) => share > 0).length, 2);
  assert.equal(edgeOf(-20, 20), 0.1);
});

test('the way back begins at none, and counts all who were lost', () => {
  const [times, shares] = wayBack(storm().back);
  assert.deepEqual([times[0], shares[0]], [0, 0]);
  assert.deepEqual([times.at(-1), shares.at(-1)], [3, 0.99]);
});

test('waits that are spread evenly are as often as declared everywhere', () => {
  const [middles, often] = evenness({ low_ms: 100, high_ms: 300, bars: [5, 5, 5, 5] });
  assert.deepEqual(middles, [125, 175, 225, 275]);
  assert.deepEqual(often, [1, 1, 1, 1]);
  assert.deepEqual(evenness({ low_ms: 0, high_ms: 1, bars: [0, 0] })[1], [0, 0]);
});

test('a seed stays the number that it was', () => assert.ok(factsOf(sampleBench()).includes('seed 18446744073709551615')));

test('the instrument tells how wrong it may be, or that nobody knows', () => {
  const text = errorText(sampleBench());
  assert.match(text, /off by 360 µs[^]*a known delay of 50 ms: p50 20 µs, p99 300 µs[^]*kernel timestamps: not given/);
  assert.match(errorText(sampleBench(({ run }) => delete run.error_ms)), /is not known/);
});

test('what limits a bench is said once each', () => {
  const tones = (change) => bannersOf(sampleBench(change)).map(([tone]) => tone);
  assert.deepEqual(tones(), ['warn']);
  assert.deepEqual(
    tones(({ run }) => Object.assign(run.lag, { p99: 6, exceeds_bound: true })),
    ['bad', 'warn'],
  );
  assert.deepEqual(
    tones(({ run, phases }) => {
      run.interrupted = true;
      phases[1].interrupted = true;
    }),
    ['bad', 'warn'],
  );
  assert.deepEqual(
    tones(({ phases }) => Object.assign(phases[1], { interrupted: true })),
    ['warn', 'warn'],
  );
});

test('codes are told with what happened', () => {
  assert.deepEqual(
    codeRows(storm()).map(({ what, code, n }) => [what, code, n]),
    [
      ['connects failed', 31004, 10],
      ['attempts failed, another followed', 30010, 330],
      ['connections lost', 30002, 1000],
    ],
  );
});

test('a spread is told with its bounds, or without where there is no jitter', () => {
  const [none, uneven] = storm().waits;
  assert.equal(spreadText(none), 'no jitter declared');
  assert.equal(spreadText(uneven), 'not as declared (D 5.0 % to 5.1 %, n 330, p < 0.001)');
});

test('a phase is found by its address, whatever its name', () => {
  const { phases } = sampleBench();
  assert.equal(phaseAt(phaseLink('storm <b>'), phases), 1);
  assert.equal(phaseAt('#/phase/ramp', phases), 0);
  assert.equal(phaseAt('#/phase/none', phases), -1);
  assert.equal(phaseAt('#/', phases), -1);
  assert.equal(phaseAt('', phases), -1);
});
