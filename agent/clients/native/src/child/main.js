// The child process: one client of the native stack, obeying requests of the parent. It ends when the channel to the parent does.
'use strict';

const fs = require('node:fs');
const { carryOut } = require('redial-node-agent/child/carry_out');
const { Observer } = require('redial-node-agent/child/observe');
const { surround } = require('redial-node-agent/child/surroundings');
const { NativeApp } = require('./native_app');

const [entry, commitId, folder] = process.argv.slice(2);

// Nobody else is left to remove the data. Any other end than this one would run the addon's, which crashes.
process.on('disconnect', () => {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.kill(process.pid, 'SIGKILL');
});

const observer = new Observer((events) => process.send({ events }));
surround((kind, detail) => observer.app(kind, { detail }));
const app = new NativeApp({ entry, commitId, folder }, observer);

process.on('message', ({ number, ...request }) => {
  const reply = (error) => process.send({ reply: number, error });
  if (request.operation === 'end') return app.end(reply);
  reply(carryOut(request, app, observer));
});
