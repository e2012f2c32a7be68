// The child process: one SDK in a browser-like host, obeying requests of the parent. It ends when the channel to the parent does.
'use strict';

const tls = require('node:tls');
const util = require('node:util');
const { installBrowserGlobals } = require('./browser_globals');
const { guardNetwork } = require('./network_guard');
const { Observer } = require('./observe');
const { compressTime } = require('./compressed_time');

// In compressed time the parent gives the clock's state.
const [skippedNs] = process.argv.slice(2);
const time = skippedNs && compressTime(skippedNs);
const observer = new Observer((events) => process.send({ events }), time?.now);

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
const { Sdk } = require('./sdk');
const sdk = new Sdk(observer);

process.on('message', ({ number, operation, argument }) => {
  if (time?.[operation]) return time[operation](argument, (value, error) => reply(number, value, error));
  let error;
  try {
    time?.rest.act();
    sdk[operation](argument);
  } catch (refusal) {
    error = observer.redact(String(refusal));
    observer.discard();
  }
  reply(number, undefined, error);
});

function reply(number, value, error) {
  observer.flush();  // what happened before the reply is told before it
  process.send({ reply: number, value, error });
}
