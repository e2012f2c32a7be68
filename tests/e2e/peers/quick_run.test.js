// The whole comparison, with a few logins each: every server starts and lets the client in, and every figure is there. How fast
// any of them is, is no matter here.
'use strict';

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { promisify } = require('node:util');

const ROOT = path.resolve(__dirname, '../../..');
const DOCUMENT = path.join(ROOT, 'docs/PERFORMANCE.md');
const LIMIT_MS = 240_000;
const PEERS = ['redial', 'bare epoll', 'Node ws', 'Python websockets', 'mosquitto'];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-peers-'));
after(() => fs.rmSync(folder, { recursive: true }));

let document, outcome, result;

before(async () => {
  document = fs.readFileSync(DOCUMENT, 'utf8');
  const runner = path.join(ROOT, 'benchmarks/peers/runner/main.js');
  outcome = await promisify(execFile)(process.execPath, [runner, '--quick', '--out', folder], { timeout: LIMIT_MS });
  result = JSON.parse(fs.readFileSync(path.join(folder, 'peers.json'), 'utf8'));
}, { timeout: LIMIT_MS });

const figures = (kind, mode) => result.figures.filter((figure) => figure.kind === kind && (!mode || figure.mode === mode));

for (const [mode, servers] of [['none', PEERS], ['full', [...PEERS, 'nginx']]]) {
  test(`every server logs the client in, TLS ${mode}`, () => {
    const loggedIn = figures('peak', mode).filter(({ logins }) => logins > 0).map(({ peer }) => peer);
    assert.deepEqual([...loggedIn].sort(), [...servers].sort());
  });
}

test('what is called resumed is resumed', () => {
  const all = figures('peak', 'resumed');
  assert.ok(all.some(({ peer }) => peer === 'bare epoll'));
  for (const { peer, logins, resumed } of all) assert.equal(resumed, logins, peer);
});

test('no login fails', () => {
  for (const { peer, kind, failures } of result.figures.filter((figure) => 'failures' in figure)) {
    assert.deepEqual(failures, {}, `${peer}, ${kind}`);
  }
});

test('all that a storm dropped are back', () => {
  assert.deepEqual(figures('storm').map(({ all_in: allIn, logins }) => [allIn, logins]), [[true, 20], [true, 20]]);
});

test('the memory of held sessions is measured, plain and over TLS', () => {
  assert.deepEqual(figures('memory').map(({ mode, sessions }) => [mode, sessions]), [['none', 20], ['full', 20]]);
});

test('the tables are printed, and the document is left alone', () => {
  for (const peer of [...PEERS, 'nginx']) assert.ok(outcome.stdout.includes(`| ${peer} |`), peer);
  assert.equal(fs.readFileSync(DOCUMENT, 'utf8'), document);
});
