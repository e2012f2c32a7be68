// The vendor's native stack as npm delivered it: where it is, and that it is the very one this agent is made for. It changes
// nothing there.
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const PACKAGE = '@rongcloud/electron';
const ADDON_SHA256 = {
  'linux-x64': 'f7d329f82a5628de1fb5f41da1cfffbebeee76cb56225d408e2bdb172657674e',
  'linux-arm64': '404a9807db94b9937de154d4821771972ea0849ee990e88731b202526bb1e5e1',
};
// What the package's two halves know each other by stands in its published JavaScript only.
const COMMIT_ID = /commitId:"([0-9a-f]{40})"/;

// { version, entry, commitId, addon: { name, sha256 } }. Throws with advice. Parameters are for tests.
function findStack(platform = `${process.platform}-${process.arch}`, find = require.resolve) {
  const expected = ADDON_SHA256[platform];
  if (!expected) {
    const known = Object.keys(ADDON_SHA256).join(' and ');
    throw new Error(`the native stack runs on ${known} only, and this is ${platform}: use another client`);
  }
  const entry = resolve(find);
  const root = path.dirname(entry);
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const addon = checkAddon(path.join(root, 'binding', `electron-${platform}.node`), expected);
  return { version, entry, commitId: commitIdOf(entry), addon };
}

function resolve(find) {
  try {
    return find(PACKAGE);
  } catch {
    throw new Error(`${PACKAGE} is not installed: run npm ci in ${path.resolve(__dirname, '../..')}`);
  }
}

function checkAddon(file, expected) {
  const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  if (sha256 === expected) return { name: path.basename(file), sha256 };
  throw new Error(`${file} has the SHA-256 ${sha256} and not ${expected}, which this agent is made for: ` +
    'run npm ci to get it back; if it is a newer version, pin its hash in stack_package.js');
}

function commitIdOf(entry) {
  const [, commitId] = COMMIT_ID.exec(fs.readFileSync(entry, 'utf8')) ?? [];
  if (!commitId) throw new Error(`${entry} names no commitId: it is not the version that this agent is made for`);
  return commitId;
}

module.exports = { findStack };
