// What a client's process is to its client: errors and output become events, and the network ends at loopback.
'use strict';

const util = require('node:util');
const { guardNetwork } = require('./network_guard');

// `observe(kind, detail)` hears of everything, from now on.
function surround(observe) {
  process.on('uncaughtException', (error) => observe('unhandled-error', String(error)));
  process.on('unhandledRejection', (reason) => observe('unhandled-error', String(reason)));
  for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
    console[level] = (...words) => observe('client-log', `${level}: ${util.format(...words)}`);
  }
  guardNetwork((refusal) => observe('client-log', refusal));
}

module.exports = { surround };
