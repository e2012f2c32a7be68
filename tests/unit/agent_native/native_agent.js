// What the tests of the native agent share, beside what those of all agents do: its modules, an agent served in this process, and
// a folder for all data directories.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { AGENTS, ClientStream, call, serveHost } = require('../node_agent/node_agent');

const BUILDS = path.resolve(__dirname, '../../../build');

const source = (file) => createRequire(path.join(AGENTS, 'native', 'package.json'))(`./src/${file}`);

const { describe } = source('describe');
const { NativeHost } = source('native_host');
const { findStack } = source('stack_package');

// os.tmpdir() of this process and of those that it starts.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-test-'));
process.env.TMPDIR = folder;
process.once('exit', () => fs.rmSync(folder, { recursive: true }));

const dataFolders = () => fs.readdirSync(folder).filter((name) => name.startsWith('redial-native-'));

async function untilDataIsGone() {
  while (dataFolders().length > 0) await new Promise(setImmediate);
}

// Of the newest build: "socket-observer" or "storage-condition".
function library(name) {
  const file = `lib/redial/libredial-${name}.so`;
  const builds = fs.existsSync(BUILDS) ? fs.readdirSync(BUILDS) : [];
  const built = builds.map((build) => path.join(BUILDS, build, file)).filter((one) => fs.existsSync(one));
  const [newest] = built.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  const target = `redial_${name.replace('-', '_')}`;
  assert.ok(newest, `no ${file} below ${BUILDS}: build it by cmake --build --preset release --target ${target}`);
  return newest;
}

const socketObserver = () => ({ observer: library('socket-observer') });
const storageCondition = () => ({ storage: library('storage-condition') });

// Ends with the test `t`. `libraries` as findLibraries gives them.
function serveAgent(t, libraries = {}) {
  const stack = findStack();
  const host = new NativeHost(stack, libraries);
  t.after(() => host.close());
  return serveHost(t, describe(stack, libraries), host);
}

// A client of an agent in this process; `ask` makes a call of it.
async function startClient(t, request, libraries) {
  const stub = await serveAgent(t, libraries);
  const stream = new ClientStream(stub, request);
  await stream.until({ kind: 'client-created' });
  return { stub, stream, ask: (method, argument = {}) => call(stub, method, { client: 'c1', ...argument }) };
}

module.exports = {
  dataFolders, findStack, folder, serveAgent, socketObserver, source, startClient, storageCondition, untilDataIsGone,
};
