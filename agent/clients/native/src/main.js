// The native agent's command line.
'use strict';

const { runAgent } = require('redial-node-agent/program');
const { describe } = require('./describe');
const { NativeHost } = require('./native_host');
const { findStack } = require('./stack_package');

runAgent({
  usage: `usage: node main.js [--listen HOST:PORT]
  --listen   default 127.0.0.1:0: loopback, a port the kernel chooses`,
  async start() {
    const stack = findStack();
    return { description: describe(stack), host: new NativeHost(stack) };
  },
});
