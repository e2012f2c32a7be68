// The child process: one SDK in a browser-like host, obeying requests of the parent. It ends when the channel to the parent does.
'use strict';

const { createRequire } = require('node:module');
const tls = require('node:tls');
const util = require('node:util');
const { installBrowserGlobals } = require('./browser_globals');
const { carryOut } = require('./carry_out');
const { compressTime } = require('./compressed_time');
const { guardNetwork } = require('./network_guard');
const { NODE, Observer } = require('./observe');
const { Sdk } = require('./sdk');

// The folder that the SDK is installed in and, in compressed time, the clock's state.
const [modules, skippedNs] = process.argv.slice(2);
const time = skippedNs && compressTime(skippedNs);
const observer = new Observer((events) => process.send({ events }), time ? { ...NODE, now: time.now } : NODE);

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
const sdk = new Sdk(createRequire(`${modules}/`)('@rongcloud/imlib-next'), observer);

process.on('message', ({ number, ...request }) => {
  const reply = (error, value) => process.send({ reply: number, value, error });
  const ofClock = time?.[request.operation];
  if (!ofClock) {
    time?.rest.act();
    return reply(carryOut(request, sdk, observer));
  }
  ofClock(request.argument, (value, error) => {
    observer.flush();  // what happened before the reply is told before it
    reply(error, value);
  });
});
