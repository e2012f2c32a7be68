// What can be kept of a play, where it goes in a corpus, and how much of what happened it holds (decisions.js).
'use strict';

const WITH_TEXTS = 3;  // the log level from which the SDK writes tokens and AppKeys
const WIRES = {
  wire: {}, 'wire-classic': { classic: true }, 'wire-tls12': { options: ['--tls-max-v1.2'], keys: true }, 'wire-tls13': { keys: true },
};

// Of a record's name: folder, file ending, label's kind, and how it was made.
function formOf(record, { host, level }) {
  if (record === 'har') return { folder: 'har', ending: '.har', kind: 'har', by: 'DevTools of Chromium, "Export HAR"' };
  if (record === 'console' && host === 'node') {
    return { folder: 'console', ending: `.node-${level}.log`, kind: 'console-log', by: `node app.js > app.log 2>&1, logOutputLevel ${level}` };
  }
  if (record === 'console') {
    return { folder: 'console', ending: `.chromium-${level}.log`, kind: 'console-log', by: `DevTools of Chromium, Console "Save as…", logOutputLevel ${level}` };
  }
  if (record === 'text') return { folder: 'console', ending: `.text-${level}.log`, kind: 'console-log', by: `texts of Chromium's console messages, logOutputLevel ${level}` };
  if (record === 'capture') return { folder: 'capture', ending: '.server.pcapng', kind: 'capture', by: 'redial-mock-server --capture, mergecap, without comments' };
  const ending = record === 'wire-classic' ? '.pcap' : '.pcapng';
  return { folder: 'capture', ending, kind: 'capture', by: `dumpcap on the loopback device${WIRES[record].keys ? ', TLS keys in a file of their own' : ''}` };
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
