// What the tests of the native agent share, beside what those of all agents do: its modules, an agent served in this process, and
// a folder for all data directories.
'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { AGENTS, ClientStream, call, serveHost } = require('../node_agent/node_agent');

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

// Ends with the test `t`.
function serveAgent(t, options) {
  const stack = findStack();
  const host = new NativeHost(stack);
  t.after(() => host.close());
  return serveHost(t, describe(stack), host, options);
}

// A client of an agent in this process; `ask` makes a call of it.
async function startClient(t, request) {
  const stub = await serveAgent(t);
  const stream = new ClientStream(stub, request);
  await stream.until({ kind: 'client-created' });
  return { stub, stream, ask: (method, argument = {}) => call(stub, method, { client: 'c1', ...argument }) };
}

module.exports = { dataFolders, findStack, serveAgent, source, startClient, untilDataIsGone };
