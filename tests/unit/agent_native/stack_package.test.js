// The package that npm delivered, and what is said when it is not the one.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { findStack } = require('./native_agent');

const ADDON = 'binding/electron-linux-x64.node';

// An installed package with these files.
function installed(t, files) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-stack-'));
  t.after(() => fs.rmSync(root, { recursive: true }));
  fs.mkdirSync(path.join(root, 'binding'));
  for (const [name, text] of Object.entries({ 'package.json': '{ "version": "5.46.1" }', ...files })) {
    fs.writeFileSync(path.join(root, name), text);
  }
  return () => path.join(root, 'index.cjs');
}

test('the stack is exactly the version that we describe our findings for', () => {
  const { version, commitId } = findStack();
  assert.deepEqual([version, commitId], ['5.46.1', 'c6dbf80919051f77f03a1f6f12148421017f195e']);
});

test('a platform without an addon is told which ones have it', () => {
  assert.throws(() => findStack('darwin-arm64'), /linux-x64 and linux-arm64 only, and this is darwin-arm64/);
});

test('a package that is not there is told how to get it', () => {
  assert.throws(() => findStack('linux-x64', () => { throw new Error('not found'); }), /not installed: run npm ci in/);
});

test('another addon is refused by its hash', (t) => {
  const find = installed(t, { 'index.cjs': '', [ADDON]: 'another' });
  assert.throws(() => findStack('linux-x64', find), /has the SHA-256 [0-9a-f]{64} and not f7d329f8.*: run npm ci/);
});

test('the addons of both platforms are those of the package', () => {
  for (const platform of ['linux-x64', 'linux-arm64']) {
    assert.match(findStack(platform).addon.sha256, platform === 'linux-x64' ? /^f7d329f8/ : /^404a9807/);
  }
});
