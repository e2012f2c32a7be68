// How wrong times may be, as the page tells it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './viewer.js';

const { instrumentError, whyInconclusive } = await source('data/instrument.js');

const ms = (p95) => ({ min: 0.01, p50: 0.02, p95, p99: 2 * p95, max: 3 * p95 });
const calibration = [
  { method: 'known-delay', delay_ms: 0, n: 200, ms: ms(0.03) },
  { method: 'known-delay', delay_ms: 50, n: 20, ms: ms(0.12) },
  { method: 'kernel-timestamps', n: 200, ms: ms(0.05) },
];
const lag = { n: 300, ms: ms(0.31), bound_ms: 10, exceeded: false };

test('the worst delay, the kernel timestamps and the lag are told beside what they amount to', () => {
  assert.equal(
    instrumentError({ instrument_error_ms: 0.31, calibration, lag }),
    '0.31 ms, 19 times of 20 by less: known delays 0.12 ms, kernel timestamps 0.05 ms, lag 0.31 ms',
  );
});

test('a machine without kernel timestamps is told as such', () => {
  const without = [...calibration.slice(0, 2), { method: 'kernel-timestamps', n: 0 }];
  assert.match(instrumentError({ instrument_error_ms: 0.12, calibration: without }), /kernel timestamps not given$/);
});

test('a run that was not calibrated has its lag alone', () => {
  const told = instrumentError({ instrument_error_ms: 0.31, lag });
  assert.equal(told, '0.31 ms, 19 times of 20 by less: not calibrated, lag 0.31 ms');
});

test('a run that found nothing out says nothing', () => {
  assert.equal(instrumentError({}), undefined);
  assert.equal(whyInconclusive({}), undefined);
});

test('a lag beyond its bound makes latencies inconclusive, and no other does', () => {
  assert.equal(whyInconclusive({ lag }), undefined);
  assert.equal(
    whyInconclusive({ lag: { ...lag, ms: ms(11), exceeded: true } }),
    'The latencies are inconclusive: the machine woke threads 22.0 ms late or more, once in 100 times; the bound is 10.0 ms.',
  );
});
