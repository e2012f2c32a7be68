// Artefacts as they reach support: cut, packed, in other encodings, without their keys, or of something else altogether. It
// alters copies of good ones.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { foreignFiles } = require('./foreign_files');

const ZONE_MS = 8 * 3_600_000;
const BOM = Buffer.from([0xff, 0xfe]);
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

const utf16 = (log) => Buffer.concat([BOM, Buffer.from(log.replaceAll('\n', '\r\n'), 'utf16le')]);  // as PowerShell writes it
const inTheMiddle = (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2) + 1);
const text = (change) => (bytes) => Buffer.from(change(bytes.toString('utf8')));

// Lines of the second half in Beijing's time, as of a log that was put together on two machines.
function mixZones(log) {
  const lines = log.split('\n');
  const local = (time) => new Date(Date.parse(time) + ZONE_MS).toISOString().replace('Z', '+08:00');
  return lines.map((line, i) => (i < lines.length / 2 ? line : line.replace(TIME, local))).join('\n');
}

function withoutMessages(har) {
  const read = JSON.parse(har);
  for (const entry of read.log.entries) delete entry._webSocketMessages;
  return JSON.stringify(read, null, 2);
}

// What is done to a good artefact, and what that leaves of its label.
const WAYS = {
  cut: { change: inTheMiddle, leaves: 'nothing' },
  gzip: { change: (bytes) => zlib.gzipSync(bytes), ending: '.gz', leaves: 'all' },
  'gzip-cut': { change: (bytes) => inTheMiddle(zlib.gzipSync(bytes)), ending: '.gz', leaves: 'nothing' },
  crlf: { change: text((log) => log.replaceAll('\n', '\r\n')), leaves: 'all' },
  utf16: { change: (bytes) => utf16(bytes.toString('utf8')), leaves: 'all' },
  'mixed-zones': { change: text(mixZones), leaves: 'all' },
  'no-messages': { change: text(withoutMessages), leaves: 'nothing' },
  'no-keys': { change: (bytes) => bytes, leaves: 'nothing' },
};

// By kind of the good one: the way, and which ones by a part of their name.
const DONE = [
  ['cut', /^har\/(token-expired\.told|token-damaged\.plus-to-blank)\.har$/],
  ['cut', /^console\/(token-expired\.told|token-of-other-app\.told-on-console)\.node-3\.log$/],
  ['cut', /^capture\/(token-expired\.told\.pcapng|token-damaged\.line-end\.pcap|token-expired\.untold\.server\.pcapng)$/],
  ['cut', /^run\/token-expired\.token-expired\.web-node\.run\.json$/],
  ['gzip', /^har\/token-of-other-app\.told\.har$/],
  ['gzip', /^console\/(token-expired\.own-code\.node-2|token-damaged\.quoted\.node-4)\.log$/],
  ['gzip', /^capture\/token-not-yet-valid\.later\.pcapng$/],
  ['gzip', /^run\/token-revoked\.token-revoked\.web-node\.run\.json$/],
  ['gzip-cut', /^(har\/token-expired\.own-code\.har|run\/kicked\..*\.run\.json)$/],
  ['crlf', /^console\/(token-damaged\.encoded\.node-3|kicked\.second-tab\.node-2)\.log$/],
  ['utf16', /^console\/(token-damaged\.plus-to-blank\.node-3|app-key-unknown\.typo\.node-2)\.log$/],
  ['mixed-zones', /^console\/(token-expired\.own-code\.node-2|token-not-yet-valid\.later\.node-3)\.log$/],
  ['mixed-zones', /^console\/user-blocked\.login\.node-2\.log$/],
  ['no-messages', /^har\/(token-expired\.own-code|app-blocked\.login|kicked\.second-tab)\.har$/],
  ['no-keys', /^capture\/(token-of-other-app\.told-nested|token-expired\.alone)\.pcapng$/],
];

// Of the artefacts that `labels` are of; gives back labels of the damaged ones.
function damage(labels, out) {
  fs.mkdirSync(path.join(out, 'damaged'), { recursive: true });
  const altered = DONE.flatMap(([way, which]) => {
    return labels.filter(({ file }) => which.test(file)).map((label) => alter(way, label, out));
  });
  return [...altered, ...foreignFiles(labels, out)];
}

function alter(way, label, out) {
  const { change, ending = '', leaves } = WAYS[way];
  const file = path.join('damaged', `${way}.${path.basename(label.file)}${ending}`);
  fs.writeFileSync(path.join(out, file), change(fs.readFileSync(path.join(out, label.file))));
  const { key_log: keys, ...rest } = label;
  if (leaves === 'all') return { ...rest, file, damaged: way };
  return {
    ...rest, file, damaged: way, decides: false, also: [],
    note: `${label.note}; what is left may show it or not, and must not show anything else`,
  };
}

module.exports = { damage };
