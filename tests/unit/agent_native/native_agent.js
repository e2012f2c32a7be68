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
const LIBRARY = 'lib/redial/libredial-socket-observer.so';

const source = (file) => createRequire(path.join(AGENTS, 'native', 'package.json'))(`./src/${file}`);

const { describe } = source('describe');
const { NativeHost } = source('native_host');
const { observeSockets } = source('socket_observer');
const { findStack } = source('stack_package');

// os.tmpdir() of this process and of those that it starts.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redial-test-'));
process.env.TMPDIR = folder;
process.once('exit', () => fs.rmSync(folder, { recursive: true }));

const dataFolders = () => fs.readdirSync(folder).filter((name) => name.startsWith('redial-native-'));

async function untilDataIsGone() {
  while (dataFolders().length > 0) await new Promise(setImmediate);
}

// Of the newest build.
function socketObserver() {
  const builds = fs.existsSync(BUILDS) ? fs.readdirSync(BUILDS) : [];
  const libraries = builds.map((build) => path.join(BUILDS, build, LIBRARY)).filter((file) => fs.existsSync(file));
  const [newest] = libraries.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  assert.ok(newest, `no ${LIBRARY} below ${BUILDS}: build it by cmake --build --preset release --target redial_socket_observer`);
  return newest;
}

// Ends with the test `t`. Without a `library` there are no wire events.
function serveAgent(t, library) {
  const stack = findStack();
  const observed = library && observeSockets(library, assert.fail);
  const host = new NativeHost(stack, observed);
  t.after(() => host.close());
  return serveHost(t, describe(stack, observed), host);
}

// A client of an agent in this process; `ask` makes a call of it.
async function startClient(t, request, library) {
  const stub = await serveAgent(t, library);
  const stream = new ClientStream(stub, request);
  await stream.until({ kind: 'client-created' });
  return { stub, stream, ask: (method, argument = {}) => call(stub, method, { client: 'c1', ...argument }) };
}

module.exports = { dataFolders, findStack, serveAgent, socketObserver, source, startClient, untilDataIsGone };
