// What the tests of the web agent share, beside what those of all agents do: its modules, and an agent served in this process.
'use strict';

const { createRequire } = require('node:module');
const path = require('node:path');
const { AGENTS, serveHost } = require('../node_agent/node_agent');

const PACKAGE = path.join(AGENTS, 'web');
const fromPackage = createRequire(path.join(PACKAGE, 'package.json'));  // its node_modules, not ours
const source = (file) => fromPackage(`./src/${file}`);

const { describe } = source('describe');
const { NodeHost } = source('node_host');
const { findSdk } = source('sdk_package');

// Ends with the test `t`. Without a host, clients run in Node with the SDK that the agent comes with.
async function serveAgent(t, { sdk, host, ...options } = {}) {
  const used = sdk ?? await findSdk();
  const runningIn = host ?? new NodeHost(used);
  if (!host) t.after(() => runningIn.close());
  return serveHost(t, describe(used, runningIn), runningIn, options);
}

module.exports = { PACKAGE, fromPackage, serveAgent, source };
