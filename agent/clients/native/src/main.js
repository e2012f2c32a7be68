// The native agent's command line.
'use strict';

const { runAgent } = require('redial-node-agent/program');
const { describe } = require('./describe');
const { NativeHost } = require('./native_host');
const { OPTIONS, findLibraries } = require('./preload');
const { findStack } = require('./stack_package');

runAgent({
  usage: `usage: node main.js [--listen HOST:PORT] [--socket-observer PATH] [--storage-condition PATH]
  --listen             default 127.0.0.1:0: loopback, a port the kernel chooses
  --socket-observer    of libredial-socket-observer.so; without it there are no wire events
  --storage-condition  of libredial-storage-condition.so; without it data cannot be tampered with`,
  options: OPTIONS,
  async start(values, tell) {
    const stack = findStack();
    const libraries = findLibraries(values, tell);
    return { description: describe(stack, libraries), host: new NativeHost(stack, libraries) };
  },
});
