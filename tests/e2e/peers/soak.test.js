// A soak of three seconds: everything that one of a quarter of an hour looks at is there, and adds up.
'use strict';

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { promisify } = require('node:util');

const ROOT = path.resolve(__dirname, '../../..');
const RUNNER = path.join(ROOT, 'benchmarks/peers/runner/main.js');
const LIMIT_MS = 120_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-soak-'));
after(() => fs.rmSync(folder, { recursive: true }));

const play = (minutes) =>
  promisify(execFile)(process.execPath, [RUNNER, '--quick', '--soak', minutes, '--out', folder], { timeout: LIMIT_MS });

let outcome, result;

before(async () => {
  outcome = await play('0.05');
  result = JSON.parse(fs.readFileSync(path.join(folder, 'soak.json'), 'utf8'));
}, { timeout: LIMIT_MS });

test('clients log in, and memory and descriptors are looked at', () => {
  assert.ok(result.told.logins > 0);
  assert.deepEqual(result.told.failures, {});
  assert.ok(result.samples.length > 1);
  for (const sample of result.samples) assert.ok(sample.resident_bytes > 0 && sample.descriptors > 0);
});

test('when all is over, no more descriptors are open than before', () => {
  assert.equal(result.after.descriptors, result.before.descriptors);
});

test('every observation was read or is counted as lost', () => {
  assert.ok(result.received > result.told.logins);
  assert.equal(result.received + result.lost, result.observations);
});

test('the table is printed', () => assert.match(outcome.stdout, /\| minute \| resident \| descriptors \|/));

test('minutes that are none are refused', async () => {
  await assert.rejects(play('long'), /--soak long: give minutes, as in --soak 15/);
});
