// Medians, and ratios that are taken within a round.
'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { memory, overload, peak, storm } = require('./figures');

const RUNNER = path.resolve(__dirname, '../../../../benchmarks/peers/runner');
const { median, spread } = require(path.join(RUNNER, 'statistics'));
const { summarise } = require(path.join(RUNNER, 'summary'));

test('the median of an even number of values lies between the middle two', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([9, 1, 2]), 2);
});

test('a spread leaves out what is no number, and is null without any', () => {
  assert.deepEqual(spread([3, undefined, 1, NaN, Infinity]), { median: 2, least: 1, most: 3, n: 2 });
  assert.equal(spread([undefined]), null);
});

test('a ratio compares figures of the same round, not medians', () => {
  const figures = [
    peak(0, 'redial', 'none', 100), peak(0, 'bare epoll', 'none', 200),
    peak(1, 'redial', 'none', 10), peak(1, 'bare epoll', 'none', 10),
    peak(2, 'redial', 'none', 300), peak(2, 'bare epoll', 'none', 400),
  ];
  const { peaks } = summarise(figures);
  const bare = peaks.find(({ peer }) => peer === 'bare epoll');
  assert.deepEqual(bare.ours_to_it, { median: 0.75, least: 0.5, most: 1, n: 3 });
  assert.equal(peaks.find(({ peer }) => peer === 'redial').ours_to_it, null);
});

test('plain and TLS are never compared with each other', () => {
  const { peaks } = summarise([peak(0, 'redial', 'none', 100), peak(0, 'bare epoll', 'full', 50)]);
  assert.equal(peaks.find(({ peer }) => peer === 'bare epoll').ours_to_it, null);
});

test('the CPU time of a login is that of the server', () => {
  const { peaks: [row] } = summarise([peak(0, 'redial', 'none', 10_000, { server_cpu: 0.5 })]);
  assert.equal(row.cpu_us_per_login.median, 50);
});

test('where the client was the limit, servers are compared by the CPU time that a login takes', () => {
  const { peaks } = summarise([
    peak(0, 'redial', 'full', 100, { server_cpu: 1 }), peak(0, 'bare epoll', 'full', 100, { server_cpu: 0.8 }),
  ]);
  const bare = peaks.find(({ peer }) => peer === 'bare epoll');
  assert.equal(bare.ours_to_it.median, 1);
  assert.equal(bare.ours_to_it_by_cpu.median, 0.8);
});

test('under too great a load, who was accepted and failed is told apart from who never came in', () => {
  const { overloads: [row] } = summarise([
    overload(0, 'redial', 950, {
      failures: { reset: 2, unconnected: 5 }, afterwards: { logins: 7, failures: { closed: 1, late: 4 } },
    }),
  ]);
  assert.equal(row.to_peak.median, 0.95);
  assert.equal(row.offered_to_peak.median, 4);
  assert.equal(row.logins, 957);
  assert.equal(row.failed_of_accepted, 3);
  assert.equal(row.late, 9);
});

test('a storm is told as its multiple of the same storm on the bare server', () => {
  const { storms } = summarise([
    storm(0, 'redial', 600, { failures: { reset: 1 }, listen_drops: 3 }), storm(0, 'bare epoll', 300),
  ]);
  const ours = storms.find(({ peer }) => peer === 'redial');
  assert.equal(ours.to_bare.median, 2);
  assert.equal(ours.failures, 1);
  assert.equal(ours.lost_to_backlog, 3);
});

test('memory is told for plain and TLS apart', () => {
  const rows = summarise([memory(0, 'none', 4096), memory(1, 'none', 8192), memory(0, 'full', 20_480)]).memory;
  assert.deepEqual(rows.map(({ mode, bytes_per_session: bytes }) => [mode, bytes.median]), [['none', 6144], ['full', 20_480]]);
});
