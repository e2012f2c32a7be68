// Reads a corpus, and knows the shape of HAR 1.2. It judges no label.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

// { labels, files }: files by their path in `folder`, sorted.
function readCorpus(folder) {
  const labels = JSON.parse(fs.readFileSync(path.join(folder, 'labels.json'), 'utf8'));
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
  return { labels, files: files.sort() };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:\d\d)$/;
const text = (value) => typeof value === 'string';
const number = (value) => typeof value === 'number';
const list = (value) => Array.isArray(value);
const time = (value) => TIME.test(value);

const MESSAGE = { httpVersion: text, cookies: list, headers: list, headersSize: number, bodySize: number };
// What HAR 1.2 demands of each object.
const HAR = {
  log: { version: text, creator: { name: text, version: text }, entries: list },
  page: { startedDateTime: time, id: text, title: text, pageTimings: {} },
  entry: {
    startedDateTime: time,
    time: number,
    request: { method: text, url: text, queryString: list, ...MESSAGE },
    response: {
      status: number, statusText: text, content: { size: number, mimeType: text }, redirectURL: text, ...MESSAGE,
    },
    cache: {},
    timings: { send: number, wait: number, receive: number },
  },
  message: { type: text, time: number, opcode: number, data: text },
};

// What is not of that shape; nothing if all is.
function hasHarShape(har) {
  const { log } = har;
  return [
    ...misfits(log, HAR.log, 'log'),
    ...(log.pages ?? []).flatMap((page, i) => misfits(page, HAR.page, `pages[${i}]`)),
    ...log.entries.flatMap((entry, i) => [
      ...misfits(entry, HAR.entry, `entries[${i}]`),
      ...(entry._webSocketMessages ?? []).flatMap((message) => misfits(message, HAR.message, `entries[${i}] message`)),
    ]),
  ];
}

function misfits(value, shape, where) {
  if (typeof shape === 'function') return shape(value) ? [] : [where];
  if (typeof value !== 'object' || value === null) return [where];
  return Object.entries(shape).flatMap(([name, of]) => misfits(value[name], of, `${where}.${name}`));
}

module.exports = { hasHarShape, readCorpus };
