// Turns the failures of junit.xml into annotations of the job, which every reader of the run sees without any permission of ours.
// Nothing is an annotation that is known or only a warning.
'use strict';

const fs = require('node:fs');

const MOST = 10; // that GitHub shows of one step, of each kind
const LONGEST = 4000; // characters of one message

const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? all;
    return String.fromCodePoint(hex ? parseInt(hex, 16) : parseInt(decimal, 10));
  });
}

function attributes(tag) {
  return Object.fromEntries([...tag.matchAll(/([\w.-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]));
}

// The test cases with what became of them: 'failure', 'error' or neither.
function readTestCases(xml) {
  const cases = [];
  for (const [, tag, body = ''] of xml.matchAll(/<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const found = /<(failure|error)\b((?:[^>"]|"[^"]*")*?)\/?>/.exec(body);
    const { name, classname } = attributes(tag);
    cases.push({ name, classname, kind: found?.[1], message: found && attributes(found[2]).message });
  }
  return cases;
}

function annotate({ core, file }) {
  if (!file) return;
  const cases = readTestCases(fs.readFileSync(file, 'utf8'));
  for (const [kind, tell] of [['failure', core.error], ['error', core.warning]]) {
    const hit = cases.filter((one) => one.kind === kind);
    const shown = hit.length > MOST ? hit.slice(0, MOST - 1) : hit;
    for (const { name, classname, message } of shown) {
      tell((message || kind).slice(0, LONGEST), { title: `${name} · ${classname}` });
    }
    if (hit.length > shown.length) tell(`and ${hit.length - shown.length} more; the page has them all`, { title: 'Redial' });
  }
}

module.exports = annotate;
