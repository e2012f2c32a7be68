// A client's process, which is to the native stack what Electron's main process is: it loads the package and carries messages
// between it and its one window, which the agent plays. It ends when the channel to the agent does.
'use strict';

const fs = require('node:fs');
const { DataDirectory } = require('../data_directory');
const { surround } = require('redial-node-agent/client/surroundings');
const { installElectron } = require('./electron');
const { observeNavigation } = require('./navigation');

// The package's module, the root of the client's DataDirectory, and the descriptor for what it does on the network, if wanted.
const [entry, root, report] = process.argv.slice(2);
const data = new DataDirectory(root);
const LOG_ERRORS = 1;  // its warnings tell what the trace tells
// The stack's own threads close connection and database after its destroy has returned.
const CLOSING_MS = 300;
// Until there may be room again in a report that is read slowly.
const FULL_REPORT_MS = 10;

// Without the callback, an agent that is gone would be an error to tell the agent of.
const send = (message) => process.send(message, () => {});
const now = () => String(process.hrtime.bigint());
// What the agent hears of: { channel, message } for the window, or { kind, detail } of an event.
const tell = (told) => send({ events: [{ ...told, atNs: now() }] });

const window = installElectron((channel, message) => tell({ channel, message }));
let client;  // of the package

const operations = {
  // Refused is what the package does not take; other errors are the client's own, and events.
  start(appkey, reply) {
    try {
      client = require(entry)({ appkey, dbpath: data.path, logOutputLevel: LOG_ERRORS, disableLogReport: true });
      reply();
    } catch (error) {
      reply(String(error));
    }
  },
  post([channel, ...message], reply) {
    reply();
    window.post(channel, message);
  },
  destroy(_, reply) {
    client.destroy();
    reply();
  },
  // Behind whatever has been reported so far, as the reply is behind whatever has been told.
  mark(number, reply) {
    try {
      if (report) reportLine('mark', number);
      reply();
    } catch (error) {
      if (error.code === 'EAGAIN') setTimeout(() => operations.mark(number, reply), FULL_REPORT_MS);
      else reply(String(error));
    }
  },
  end(_, reply) {
    client?.destroy();
    setTimeout(reply, CLOSING_MS);
  },
};

surround((kind, detail) => tell({ kind, detail }));
if (report) observeNavigation(reportWire);

// In the form of the socket observer's lines, and like them without waiting for the reader.
const reportLine = (...words) => fs.writeSync(Number(report), `${now()} ${words.join(' ')}\n`);

function reportWire(kind, number, text) {
  try {
    reportLine(kind, number, String(text).replace(/\s+/g, ' '));
  } catch (error) {
    tell({ kind: 'client-log', detail: `${kind} could not be reported: ${error.message}` });
  }
}

process.on('message', ({ number, operation, argument }) => {
  operations[operation](argument, (error) => send({ reply: number, error }));
});

// Nobody else is left to remove the data. Any softer end would run what the addon does at exit, which crashes.
process.on('disconnect', () => {
  data.removeAtOnce();
  process.kill(process.pid, 'SIGKILL');
});
