// What the tests of the native agent share, beside what those of all agents do: its modules, and an agent served in this process.
'use strict';

const { createRequire } = require('node:module');
const path = require('node:path');
const { AGENTS, serveHost } = require('../node_agent/node_agent');

const source = (file) => createRequire(path.join(AGENTS, 'native', 'package.json'))(`./src/${file}`);

const { describe } = source('describe');
const { NativeHost } = source('native_host');
const { findStack } = source('stack_package');

// Ends with the test `t`.
function serveAgent(t, options) {
  const stack = findStack();
  const host = new NativeHost(stack);
  t.after(() => host.close());
  return serveHost(t, describe(stack), host, options);
}

module.exports = { findStack, serveAgent, source };
