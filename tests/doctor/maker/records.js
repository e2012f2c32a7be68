// What can be kept of a play, where it goes in a corpus, and how much of what happened it holds (decisions.js).
'use strict';

const WITH_TEXTS = 3;  // the log level from which the SDK writes tokens and AppKeys
// Captures of the loopback device. With `keys`, the customer's TLS secrets go to a file of their own.
const WIRES = {
  wire: {},
  'wire-classic': { classic: true },
  'wire-tls12': { options: ['--tls-max-v1.2'], keys: true },
  'wire-tls13': { keys: true },
};

// Of a record's name: folder, file ending, label's kind, and how it was made.
function formOf(record, { host, level }) {
  if (record === 'har') return { folder: 'har', ending: '.har', kind: 'har', by: 'Chromium, DevTools: "Export HAR"' };
  if (record === 'capture') {
    return { folder: 'capture', ending: '.server.pcapng', kind: 'capture', by: 'redial-mock-server --capture, mergecap' };
  }
  if (WIRES[record]) {
    const { classic, keys } = WIRES[record];
    const by = `dumpcap on the loopback device${keys ? ', TLS keys in a file of their own' : ''}`;
    return { folder: 'capture', ending: classic ? '.pcap' : '.pcapng', kind: 'capture', by };
  }
  const [writer, by] = consoleOf(record, host);
  return { folder: 'console', ending: `.${writer}-${level}.log`, kind: 'console-log', by: `${by}; logOutputLevel ${level}` };
}

function consoleOf(record, host) {
  if (host === 'node') return ['node', 'node app.js > app.log 2>&1'];
  if (record === 'text') return ['text', 'Chromium, the texts of console messages'];
  return ['chromium', 'Chromium, DevTools: Console, "Save as…"'];
}

// What a record holds of what happened in `situation`.
function holdings(record, { host, level }, { habits = {} }) {
  if (record === 'har') return { kind: 'har', texts: true, answers: true, results: false };
  if (record === 'capture') return { kind: 'capture', texts: true, answers: false, results: false };
  if (WIRES[record]) return { kind: 'capture', texts: true, answers: true, results: false };
  const kind = host === 'node' ? 'node-log' : 'page-log';
  return { kind, texts: level >= WITH_TEXTS, answers: habits.tells === 'answers', results: true };
}

module.exports = { WIRES, formOf, holdings };
