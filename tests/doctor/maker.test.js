// The maker still makes artefacts: a few of each kind, anew, with another seed. How long all of it takes is not tested here.
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, test } = require('node:test');
const { hasHarShape, readCorpus } = require('./corpus');

const MAKER = path.join(__dirname, 'maker/main.js');
const SEED = '7';
const LIMIT = { timeout: 600_000 };  // a busy machine is slow, not wrong
const CONNACK_BLOCKED = 'IAAI';  // 20 00 08

const out = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-corpus-test-'));
after(() => fs.rmSync(out, { recursive: true, force: true }));

const make = (...args) => spawnSync(process.execPath, [MAKER, '--out', out, '--seed', SEED, ...args], { encoding: 'utf8' });
const read = (file) => fs.readFileSync(path.join(out, file), 'utf8');

test('artefacts of every kind are made anew', LIMIT, () => {
  const parts = ['node', 'chromium', 'run'].flatMap((part) => ['--part', part]);
  const { status, stderr } = make('--only', 'app-blocked', '--only', 'wrong-environment', ...parts);
  assert.equal(status, 0, stderr);
  const { labels, files } = readCorpus(out);
  assert.deepEqual(labels.map(({ file }) => file).sort(), files.filter((file) => file !== 'labels.json'));
  assert.deepEqual([...new Set(labels.map(({ kind }) => kind))].sort(), ['capture', 'console-log', 'har', 'saved-run']);
});

test('the HAR has what was on the socket', LIMIT, () => {
  const har = JSON.parse(read('har/app-blocked.login.har'));
  assert.deepEqual(hasHarShape(har), []);
  const messages = har.log.entries.flatMap((entry) => entry._webSocketMessages ?? []);
  assert.deepEqual(messages.map(({ type, opcode, data }) => [type, opcode, data]), [['receive', 2, CONNACK_BLOCKED]]);
});

test('consoles tell the code, in Node and in Chromium', LIMIT, () => {
  for (const file of ['console/app-blocked.login.node-2.log', 'console/app-blocked.login.chromium-3.log']) {
    assert.match(read(file), /L-connect-R \| code: 31008/, file);
  }
});

test('the capture is pcapng without comments', LIMIT, () => {
  const bytes = fs.readFileSync(path.join(out, 'capture/wrong-environment.login.server.pcapng'));
  assert.equal(bytes.readUInt32BE(0), 0x0a0d0d0a);
  assert.ok(bytes.includes('RC-Appkey'));
  assert.ok(!bytes.includes('server-login'));
});

test('another seed is about other people', LIMIT, () => {
  const secrets = (folder) => new Set(readCorpus(folder).labels.flatMap((label) => label.secrets));
  const others = secrets(path.join(__dirname, 'corpus'));
  for (const text of secrets(out)) assert.ok(!others.has(text));
});

test('a folder that has something in it is not touched', LIMIT, () => {
  const { status, stderr } = make();
  assert.equal(status, 1);
  assert.match(stderr, /is not empty: name a new folder/);
});
