// The tables as text, and their place in a document.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { memory, overload, peak, storm } = require('./figures');

const ROOT = path.resolve(__dirname, '../../../..');
const RUNNER = path.join(ROOT, 'benchmarks/peers/runner');
const { summarise } = require(path.join(RUNNER, 'summary'));
const { putBetweenMarkers, soakTable, tables } = require(path.join(RUNNER, 'tables'));

const MACHINE = {
  cpu: 'A CPU', cores: 2, kernel: 'Linux 6', compiler: 'c++ 12', openssl: 'OpenSSL 3', node: 'v20', commit: 'abc',
  date: '2026-01-02',
};
const PLAN = { rounds: 1, measuredMs: 2000, rivals: 3 };

const write = (...figures) => tables({ machine: MACHINE, plan: PLAN, summary: summarise(figures) });

test('every row of a table has as many cells as its head', () => {
  const text = write(
    peak(0, 'redial', 'none', 20_000), peak(0, 'bare epoll', 'none', 40_000), overload(0, 'redial', 900),
    storm(0, 'redial', 600), storm(0, 'bare epoll', 300), memory(0, 'none', 4096),
  );
  const sizes = text.split('\n\n').filter((part) => part.startsWith('|'))
    .map((part) => new Set(part.split('\n').map((line) => line.split('|').length)).size);
  assert.deepEqual(sizes, [1, 1, 1, 1]);
  assert.match(text, /\| bare epoll \| 40 000 \(40 000 … 40 000\) \| 0\.50 \(0\.50 … 0\.50\) \|/);
  assert.match(text, /\| plain \| 4 000 \| 4\.0 KiB/);
});

test('a way of logging in that nobody offers has no table', () => {
  assert.doesNotMatch(write(peak(0, 'redial', 'none', 1)), /resumed/);
});

test('without a single login a time is a dash', () => {
  assert.match(write(peak(0, 'redial', 'none', 0, { latency_us: undefined })), /\| – \| – \|/);
});

test('a new table takes the place of the old, and the rest of the document stays', () => {
  const document = fs.readFileSync(path.join(ROOT, 'docs/PERFORMANCE.md'), 'utf8');
  const once = putBetweenMarkers(document, 'peers', 'TABLE 1');
  const twice = putBetweenMarkers(once, 'peers', 'TABLE 2');
  assert.equal(twice, once.replace('TABLE 1', 'TABLE 2'));
  assert.ok(twice.startsWith(document.slice(0, document.indexOf('<!-- peers'))));
});

test('a document without a place is an error that says so', () => {
  assert.throws(() => putBetweenMarkers('# Something', 'soak', 'text'), /has no place for the tables/);
});

const look = (seconds) => ({ seconds, resident_bytes: 2 ** 20 * (10 + seconds), descriptors: 40, observed: 7 });
const SOAK = {
  minutes: 1, peak: 2000,
  before: look(0), samples: Array.from({ length: 10 }, (_, i) => look(6 * (i + 1))), after: look(61),
  told: { logins: 60_000, failures: { reset: 2 }, latency_us: { p50: 90, p99: 400 } },
  observations: 500, received: 500, lost: 0,
};

test('a soak is told by its first look, five between, and the last', () => {
  const rows = soakTable(MACHINE, SOAK).split('\n').filter((line) => line.startsWith('| ')).slice(2);
  assert.deepEqual(rows.map((row) => row.split(' | ')[0]), ['| 0.0', '| 0.2', '| 0.4', '| 0.6', '| 0.8', '| 1.0', '| 1.0']);
  assert.equal(rows[0], '| 0.0 | 10.0 MiB | 40 | 7 |');
});

test('what an observer has lost is told beside what it read', () => {
  assert.match(soakTable(MACHINE, SOAK), /60 000 logins, 2 failed, .* Of 500 observations all were read/);
  const text = soakTable(MACHINE, { ...SOAK, received: 400, lost: 100 });
  assert.match(text, /Of 500 observations 400 were read and 100 counted as lost/);
});
