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
const { putBetweenMarkers, tables } = require(path.join(RUNNER, 'tables'));

const MACHINE = {
  cpu: 'A CPU', cores: 2, kernel: 'Linux 6', compiler: 'c++ 12', openssl: 'OpenSSL 3', node: 'v20', commit: 'abc',
  date: '2026-01-02',
};
const PLAN = { rounds: 1, measuredMs: 2000 };

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
  const once = putBetweenMarkers(document, 'TABLE 1');
  const twice = putBetweenMarkers(once, 'TABLE 2');
  assert.equal(twice, once.replace('TABLE 1', 'TABLE 2'));
  assert.ok(twice.startsWith(document.slice(0, document.indexOf('<!-- peers'))));
});

test('a document without a place is an error that says so', () => {
  assert.throws(() => putBetweenMarkers('# Something', 'text'), /has no place for the tables/);
});
