// The child process: one SDK in a browser-like host, obeying requests of the parent. It ends when the channel to the parent does.
'use strict';

const { createRequire } = require('node:module');
const tls = require('node:tls');
const util = require('node:util');
const { carryOut } = require('./carry_out');
const { installBrowserGlobals } = require('./browser_globals');
const { guardNetwork } = require('./network_guard');
const { Observer } = require('./observe');
const { Sdk } = require('./sdk');

const observer = new Observer((events) => process.send({ events }));

process.on('disconnect', () => process.exit());
process.on('uncaughtException', (error) => observer.app('unhandled-error', { detail: String(error) }));
process.on('unhandledRejection', (reason) => observer.app('unhandled-error', { detail: String(reason) }));
for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
  console[level] = (...words) => observer.app('client-log', { detail: `${level}: ${util.format(...words)}` });
}

guardNetwork((refusal) => observer.app('client-log', { detail: refusal }));
installBrowserGlobals(observer);
// Reading the root certificates takes some 30 ms: now, and not in the first handshake, which is being timed.
if (process.env.NODE_EXTRA_CA_CERTS) tls.createSecureContext();

// Loaded last: the SDK must find its host complete.
const [, , modules] = process.argv;
const sdk = new Sdk(createRequire(`${modules}/`)('@rongcloud/imlib-next'), observer);

process.on('message', ({ number, ...request }) => process.send({ reply: number, error: carryOut(request, sdk, observer) }));
