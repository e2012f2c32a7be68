// The child process: one SDK at a time in a browser-like host, obeying requests of the parent. It ends when the channel to the
// parent does.
'use strict';

const tls = require('node:tls');
const { carryOut } = require('redial-node-agent/client/carry_out');
const { surround } = require('redial-node-agent/client/surroundings');
const { Life } = require('./life');

const [modules] = process.argv.slice(2);  // the folder that the SDK is installed in
let life;  // of the client that there is

process.on('disconnect', () => process.exit());
surround((kind, detail) => life?.observer.app(kind, { detail }));
// Reading the root certificates takes some 30 ms: now, and not in the first handshake, which is being timed.
if (process.env.NODE_EXTRA_CA_CERTS) tls.createSecureContext();

process.on('message', ({ number, ...request }) => {
  const reply = (error, value) => process.send({ reply: number, value, error });
  if (request.operation === 'end') return life.end(() => reply());
  if (request.operation === 'create') {
    life = new Life(modules, request.argument, (events) => process.send({ events }));
    try {
      life.begin();
    } catch (error) {
      return reply(String(error));
    }
  }
  const ofClock = life.time?.[request.operation];
  if (!ofClock) {
    life.time?.rest.act();
    return reply(carryOut(request, life.sdk, life.observer));
  }
  ofClock(request.argument, (value, error) => {
    life.observer.flush();  // what happened before the reply is told before it
    reply(error, value);
  });
});
