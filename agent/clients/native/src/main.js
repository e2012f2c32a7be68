// The native agent's command line.
'use strict';

const { runAgent } = require('redial-node-agent/program');
const { describe } = require('./describe');
const { NativeHost } = require('./native_host');
const { observeSockets } = require('./socket_observer');
const { findStack } = require('./stack_package');

runAgent({
  usage: `usage: node main.js [--listen HOST:PORT] [--socket-observer PATH]
  --listen           default 127.0.0.1:0: loopback, a port the kernel chooses
  --socket-observer  of libredial-socket-observer.so; without it there are no wire events`,
  options: { 'socket-observer': { type: 'string' } },
  async start(values, tell) {
    const stack = findStack();
    const observed = observeSockets(values['socket-observer'], tell);
    return { description: describe(stack, observed), host: new NativeHost(stack, observed) };
  },
});
